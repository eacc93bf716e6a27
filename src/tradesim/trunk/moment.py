"""The state of some runs at the beginning of a week, all that was recorded until then, and whose.

A state is carried over by what its rows stand for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats, Rows, Words
from tradesim.economy.accounting import Books
from tradesim.measures.seldom import SeldomRows
from tradesim.scenario import Scenario
from tradesim.trunk.parting import first_week
from tradesim.world.layout import Layout
from tradesim.world.log import FIELDS
from tradesim.world.state import Group
from tradesim.world.world import World
from tradesim.world.writers import WRITTEN_BY

Array = npt.NDArray[Any]
Arrays = dict[str, Array]

RUN = FIELDS.index("run")

MAY_DIFFER = frozenset({"control", "project", "shock", "licence", "threat"})
"""Groups whose rows come and go with policies that have not begun."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """What was recorded in some weeks, by panel, each of shape (week, row, run)."""

    start: int
    stop: int
    panels: Mapping[str, Floats]
    seldom: Mapping[str, SeldomRows]

    @cached_property
    def size(self) -> int:
        """Bytes of it."""
        whole = sum(panel.nbytes for panel in self.panels.values())
        return whole + sum(rows.size for rows in self.seldom.values())


class SettingRuns:
    """Runs of one setting, whose policies and shocks begin in weeks of their own."""

    layout: Layout

    @cached_property
    def first_weeks(self) -> dict[str, int]:
        """The week before which each of its policies and shocks does nothing."""
        calendar = self.layout.calendar
        return {each.name: first_week(each, calendar) for each in self.layout.scenario.happenings}


@dataclass(frozen=True, eq=False)
class BlockPart(SettingRuns):
    """One of the settings of a block.

    Attributes:
        scenario: What it is.
        layout: Its rows: those of the block, with policies and dates of its own.
        runs: Its runs in the block.
    """

    scenario: Scenario
    layout: Layout
    runs: slice

    @property
    def count(self) -> int:
        """Number of its runs."""
        return int(self.runs.stop - self.runs.start)


@dataclass(frozen=True, eq=False)
class TrunkMoment(SettingRuns):
    """The runs of one setting as they stand before a week is lived.

    Attributes:
        scenario: The setting.
        layout: Its rows.
        week: The week to be lived next.
        state: What a week may change, by array.
        fixed: What no week changes, of the rows that have nothing to do with what has not begun.
        licences: What each licence row is.
        threatened: The links on which something may be announced.
        in_parts: Whether orders may be licensed part by part.
        rings: What is on its way, and what waits at a border.
        licences_needed: Whether some link of some run needs a licence.
        books: What was used and lost.
        past: What was recorded, stretch by stretch.
        events: What was logged.
    """

    scenario: Scenario
    layout: Layout
    week: int
    state: Arrays
    fixed: Arrays
    licences: tuple[object, ...]
    threatened: Rows
    in_parts: bool
    rings: tuple[Floats, Floats]
    licences_needed: bool
    books: tuple[Floats, Floats]
    past: tuple[Stretch, ...]
    events: Floats

    @property
    def runs(self) -> int:
        """Number of runs."""
        return int(self.state["buyer.demand"].shape[1])

    @property
    def size(self) -> int:
        """Bytes of its state; what was recorded it may share with others."""
        arrays = [*self.state.values(), *self.fixed.values(), *self.rings, *self.books, self.events]
        return sum(array.nbytes for array in arrays)


def moment_of(
    world: World, books: Books, setting: BlockPart, week: int, past: tuple[Stretch, ...]
) -> TrunkMoment:
    """Return the state of the runs of one setting before a week is lived.

    Args:
        world: The world of a block.
        books: The books of the block.
        setting: Which of its runs.
        week: The week to be lived next.
        past: What was recorded of them.
    """
    runs, count = setting.runs, world.run_count
    return TrunkMoment(
        scenario=setting.scenario,
        layout=setting.layout,
        week=week,
        state={name: array[:, runs].copy() for name, array in state_of(world)},
        fixed={name: of_runs(array, runs, count).copy() for name, array in fixed_of(world)},
        licences=tuple(keyed(world.licence.key)),
        threatened=world.threat.link,
        in_parts=world.in_parts,
        rings=(
            world.pipeline.dispatched[..., runs].copy(),
            world.border.waiting[..., runs].copy(),
        ),
        licences_needed=world.licences_needed,
        books=(books.used[:, runs].copy(), books.lost[:, runs].copy()),
        past=past,
        events=events_of(world.log.table(), runs),
    )


def state_of(world: World) -> Iterator[tuple[str, Array]]:
    """Yield each array that a week may change, with its name, shape (row, run)."""
    for name in WRITTEN_BY:
        group, _, field = name.partition(".")
        yield name, getattr(getattr(world, group), field)


def fixed_of(world: World) -> Iterator[tuple[str, Array]]:
    """Yield each array that no week changes, of the groups whose rows must be the same."""
    for name, group in vars(world).items():
        if isinstance(group, Group) and name not in MAY_DIFFER:
            for column in fields(group):  # type: ignore[arg-type]
                if f"{name}.{column.name}" not in WRITTEN_BY:
                    yield f"{name}.{column.name}", getattr(group, column.name)
    yield "markets.sellers_keep", world.markets.sellers_keep


def of_runs(array: Array, runs: slice, count: int) -> Array:
    """Return the columns of some of a number of runs; what is the same in all runs as it is."""
    is_varied = array.ndim > 1 and array.shape[1] == count
    return array[:, runs] if is_varied else array


def events_of(events: Floats, runs: slice) -> Floats:
    """Return what was logged of some runs, counted from the first of them.

    Args:
        events: What was logged of all runs, in canonical order: run after run.
        runs: Which runs.
    """
    first, end = np.searchsorted(events[:, RUN], (runs.start, runs.stop))
    own: Floats = events[first:end].copy()
    own[:, RUN] -= runs.start
    return own


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
