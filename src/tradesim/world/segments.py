"""Sums of rows by group, with the same bits for one run as for a thousand.

Every sum over rows in tradesim goes through here. Within a group rows are added one after the
other, in the order of the rows, whatever the number of runs; numpy's own reductions add pairwise
or not depending on the shape, which would let the two engines differ in the last bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats, Rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array


FEW_CELLS = 4000
"""Numbers, rows times runs, up to which counting takes no longer than a sparse product.

A run of a small world, with those beside it that lack a policy each, thus waits for no SciPy.
"""

FILLING = 4
"""Times as many rows as there are that are looked at for the smallest of each group, at most."""


class Segments:
    """Which group each row belongs to, ready to sum rows by group or to spread groups to rows.

    Attributes:
        group_of: Group of each row, shape (row,).
        count: Number of groups; groups without rows sum to zero.
    """

    def __init__(self, group_of: npt.ArrayLike, count: int) -> None:
        """Keep the grouping; the tables for summing are made when first needed."""
        self.group_of: Rows = np.asarray(group_of, dtype=np.int64)
        self.count = count
        self._cells: dict[int, Rows] = {}

    @cached_property
    def sizes(self) -> Rows:
        """Number of rows of each group, shape (group,)."""
        return np.bincount(self.group_of, minlength=self.count)

    @cached_property
    def order(self) -> Rows:
        """The rows, group by group."""
        return np.argsort(self.group_of, kind="stable")

    @cached_property
    def is_sorted(self) -> bool:
        """Whether the rows already stand group by group."""
        return bool((np.diff(self.group_of) >= 0).all())

    @cached_property
    def starts(self) -> Rows:
        """Where each group starts in ``order``, and where the last one ends."""
        return np.concatenate([[0], np.cumsum(self.sizes)])

    @cached_property
    def _side_by_side(self) -> Rows:
        """The first rows of all groups, the second, and so on, shape (rank, group).

        A group that has fewer repeats its last one.
        """
        ranks = np.arange(self.sizes.max(initial=0)).reshape(-1, 1)
        rows: Rows = self.order[self.starts[:-1] + np.minimum(ranks, self.sizes - 1)]
        return rows

    @cached_property
    def _membership(self) -> csr_array:
        """The matrix of ones that adds up rows: its product adds them in order."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - checking a file sums nothing

        ones = np.ones(len(self.group_of))
        return csr_array((ones, self.order, self.starts), shape=(self.count, len(self.group_of)))

    def total(self, rows: Floats) -> Floats:
        """Return the sum of the rows of each group.

        Args:
            rows: Values, shape (row, run).

        Returns:
            Sums, shape (group, run).
        """
        runs = rows.shape[1]
        if runs > 1 and rows.size > FEW_CELLS:
            return self._product(rows)
        cells = self._cells_of(runs)
        sums = np.bincount(cells, weights=rows.ravel(), minlength=self.count * runs)
        return np.asarray(sums, dtype=np.float64).reshape(self.count, runs)

    def _product(self, rows: Floats) -> Floats:
        """Return the product of the matrix of ones with some rows.

        SciPy's product itself, without the choice of a type around it: that takes as long as a
        small product, and is where threads of a free-threaded Python 3.13 wait (record 600).
        """
        multiply = _product_of_scipy()
        if multiply is None:
            return np.asarray(self._membership @ rows)
        groups, many, *matrix = self._of_product
        runs = rows.shape[1]
        sums = np.zeros((groups, runs))
        multiply(groups, many, runs, *matrix, rows.ravel(), sums.ravel())
        return sums

    @cached_property
    def _of_product(self) -> tuple[Any, ...]:
        """What the product takes of the matrix of ones: its shape, and where its ones stand."""
        ones = self._membership
        return (*ones.shape, ones.indptr, ones.indices, ones.data)

    def _cells_of(self, runs: int) -> Rows:
        """Return the place of each number of some runs among the sums, number by number."""
        if runs == 1:
            return self.group_of
        if runs not in self._cells:
            cells = self.group_of.reshape(-1, 1) * runs + np.arange(runs)
            self._cells = {runs: cells.ravel()}
        return self._cells[runs]

    def lowest(self, rows: Floats) -> Floats:
        """Return the smallest row of each group, infinity for a group without rows."""
        present = self.sizes > 0
        if present.all() and self._side_by_side.size <= FILLING * len(self.group_of):
            lowest: Floats = np.minimum.reduce(rows.take(self._side_by_side, axis=0), axis=0)
            return lowest
        least = np.full((self.count, rows.shape[1]), np.inf)
        if present.any():
            in_order = rows if self.is_sorted else rows.take(self.order, axis=0)
            least[present] = np.minimum.reduceat(in_order, self.starts[:-1][present], axis=0)
        return least

    def spread(self, groups: Floats) -> Floats:
        """Return each row's group value; shape (group, run) to shape (row, run)."""
        return groups.take(self.group_of, axis=0)


@cache
def _product_of_scipy() -> Callable[..., Any] | None:
    """Return what adds ``matrix @ rows`` to an array; None where SciPy keeps it elsewhere."""
    try:
        from scipy.sparse._sparsetools import csr_matvecs  # noqa: PLC0415 - as above
    except ImportError:
        return None
    return csr_matvecs  # type: ignore[no-any-return]
