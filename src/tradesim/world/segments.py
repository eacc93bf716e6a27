"""Sums of rows by group, with the same bits for one run as for a thousand.

Every sum over rows in tradesim goes through here. Within a group rows are added one after the
other, in the order given, whatever the number of runs; numpy's own reductions add pairwise or
not depending on the shape, which would let the two engines differ in the last bit.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

LONG_GROUP = 64
"""Groups longer than this are summed one group at a time rather than rank by rank."""


class Segments:
    """Which group each row belongs to, ready to sum rows by group or to spread groups to rows.

    Attributes:
        group_of: Group of each row, shape (row,).
        count: Number of groups; groups without rows sum to zero.
    """

    def __init__(self, group_of: npt.ArrayLike, count: int) -> None:
        """Keep the grouping; the tables for summing are made when first needed."""
        self.group_of: Indices = np.asarray(group_of, dtype=np.int64)
        self.count = count

    @cached_property
    def sizes(self) -> Indices:
        """Number of rows of each group, shape (group,)."""
        return np.bincount(self.group_of, minlength=self.count)

    @cached_property
    def _ranks(self) -> list[tuple[Indices | None, Indices]]:
        """For rank 0, 1, ... within the group: the groups that have it, and their rows."""
        order = np.argsort(self.group_of, kind="stable")
        starts = np.concatenate([[0], np.cumsum(self.sizes)])
        short = self.sizes <= LONG_GROUP
        ranks: list[tuple[Indices | None, Indices]] = []
        for rank in range(int(self.sizes[short].max(initial=0))):
            groups = np.flatnonzero(short & (self.sizes > rank))
            everyone = len(groups) == self.count
            ranks.append((None if everyone else groups, order[starts[groups] + rank]))
        return ranks

    @cached_property
    def _long(self) -> list[tuple[int, Indices]]:
        """Each long group with its rows."""
        groups = np.flatnonzero(self.sizes > LONG_GROUP)
        return [(int(group), np.flatnonzero(self.group_of == group)) for group in groups]

    def total(self, rows: Floats) -> Floats:
        """Return the sum of the rows of each group.

        Args:
            rows: Values, shape (row, run).

        Returns:
            Sums, shape (group, run).
        """
        if rows.shape[1] == 1:
            sums = np.bincount(self.group_of, weights=rows[:, 0], minlength=self.count)
            return np.asarray(sums, dtype=np.float64).reshape(-1, 1)
        return self._rank_by_rank(rows)

    def _rank_by_rank(self, rows: Floats) -> Floats:
        ranks = self._ranks
        if ranks and ranks[0][0] is None:
            sums = rows.take(ranks[0][1], axis=0)
            ranks = ranks[1:]
        else:
            sums = np.zeros((self.count, rows.shape[1]))
        for groups, positions in ranks:
            if groups is None:
                sums += rows.take(positions, axis=0)
            else:
                sums[groups] += rows.take(positions, axis=0)
        for group, positions in self._long:
            sums[group] = np.add.reduce(rows.take(positions, axis=0), axis=0)
        return sums

    def spread(self, groups: Floats) -> Floats:
        """Return each row's group value; shape (group, run) to shape (row, run)."""
        return groups.take(self.group_of, axis=0)

    def lowest(self, rows: Floats) -> Floats:
        """Return the smallest row of each group, infinity for a group without rows."""
        least = np.full((self.count, rows.shape[1]), np.inf)
        for groups, positions in self._ranks:
            if groups is None:
                np.minimum(least, rows.take(positions, axis=0), out=least)
            else:
                least[groups] = np.minimum(least[groups], rows.take(positions, axis=0))
        for group, positions in self._long:
            least[group] = rows.take(positions, axis=0).min(axis=0)
        return least
