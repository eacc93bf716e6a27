"""Which rows of two worlds stand for the same: what a state is carried over by."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from tradesim.arrays import Rows, Words
from tradesim.world.layout import Layout


def control_names(layout: Layout) -> list[tuple[Hashable, ...]]:
    """Return what each control row is: whose, of what, between whom, over which links."""
    return [
        (name, row.item, row.imposer, row.partner, row.on_imports, tuple(row.links.tolist()))
        for name, row in layout.control_list
    ]


def project_names(layout: Layout) -> list[tuple[str, str]]:
    """Return what each project row is."""
    return [(plan.name, plan.supplier) for plan in layout.investments]


def matched(here: Sequence[Hashable], there: Sequence[Hashable]) -> tuple[Rows, Rows]:
    """Return the rows that stand for the same in two lists of distinct names, pair by pair."""
    place = {name: row for row, name in enumerate(there)}
    pairs = [(row, place[name]) for row, name in enumerate(here) if name in place]
    return (
        np.array([row for row, _ in pairs], dtype=np.int64),
        np.array([row for _, row in pairs], dtype=np.int64),
    )


def keyed(key: Words) -> list[Hashable]:
    """Return the keys of some rows as names."""
    names: list[Hashable] = key[:, 0].tolist()
    return names
