"""Docking: the Mesa agents and the ensemble must tell the same story, number by number.

Both engines live the same scenario with the same seed and replicates, and every recorded panel,
every event and every measure is compared. Where they differ, both worlds are lived again side by
side, stage by stage, to name the first stage that left an array different. ("Docking" after
Axtell, Axelrod, Epstein & Cohen 1996, "Aligning simulation models".)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tradesim.agents.seating import OneByOne
from tradesim.arrays import Flags, Floats
from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.model import TradeModel
from tradesim.scenario import Scenario
from tradesim.week import STAGES, Deciders, Everyone
from tradesim.wording.numbers import counted
from tradesim.world.build import build_world
from tradesim.world.world import World
from tradesim.world.writers import WRITTEN_BY

Present = dict[str, npt.NDArray[np.generic]]
Pair = tuple[World, Deciders]
Compared = tuple[str, Floats, Floats]

TOLERANCE = 1e-9
"""Largest relative difference that passes; anything above bit-equality is reported."""

RECORDED = "record"
"""Named as the stage where the worlds agree and only what was kept of them differs."""


MEASURED = "measure"
"""Named as the stage, after the last week, where only what was made of the records differs."""

EVENTS = "events"
"""The log of events, among the panels by name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the engines part.

    Attributes:
        week: First week in which an array differs.
        stage: First stage of that week after which one does.
        array: The array, as ``group.name``; or the name of a panel or a measure, or ``events``.
        row: Its first row that differs.
        replicate: Replicate in which it does.
        mesa: The Mesa engine's number there.
        ensemble: The ensemble's.
    """

    week: int
    stage: str
    array: str
    row: int
    replicate: int
    mesa: float
    ensemble: float

    def __str__(self) -> str:
        """Return the difference as one sentence."""
        writers = ", ".join(WRITTEN_BY.get(self.array, ())) or "none"
        return (
            f"week {self.week}, stage {self.stage}: {self.array}[{self.row}] is {self.mesa!r} for "
            f"the agents and {self.ensemble!r} for the ensemble (replicate {self.replicate}; "
            f"written by stages: {writers})"
        )


@dataclass(frozen=True, slots=True)
class DockingReport:
    """How well the engines agree on one scenario.

    Attributes:
        scenario: Name of the scenario.
        replicates: Replicates compared.
        numbers: How many recorded numbers were compared.
        largest: Largest ``|a - b| / max(|a|, |b|, scale of the outcome)`` of panels and measures.
        events_equal: Whether both logs hold the same events, in canonical order.
        first: The first difference, None where the engines are bit-equal.
    """

    scenario: str
    replicates: tuple[int, ...]
    numbers: int
    largest: float
    events_equal: bool
    first: Difference | None

    @property
    def bit_equal(self) -> bool:
        """Whether every number and every event is the same, to the last bit."""
        return self.first is None

    @property
    def docked(self) -> bool:
        """Whether the engines agree: events the same, numbers within the tolerance."""
        return self.events_equal and self.largest <= TOLERANCE

    def __str__(self) -> str:
        """Return the report as one line, or two where the engines differ."""
        count = len(self.replicates)
        lived = f"{counted(count, 'replicate')}"
        heading = f"{self.scenario}: {self.numbers:,} numbers, {lived}: "
        if self.first is None:
            return heading + "bit-equal"
        verdict = "docked, but not to the last bit" if self.docked else "NOT docked"
        events = "the same" if self.events_equal else "not the same"
        return (
            f"{heading}{verdict}; largest relative difference {self.largest:.3g}, events {events}"
            f"\n  first at {self.first}"
        )


def dock(
    scenario: Scenario, replicates: Sequence[int] = (0, 1), *, seed: int | None = None
) -> DockingReport:
    """Run both engines on the same seed and replicates, and compare what they recorded.

    Args:
        scenario: The scenario.
        replicates: Replicate numbers; the ensemble lives them together, the agents one by one.
        seed: Seed of all draws; the scenario's where absent.

    Returns:
        The report; it is the caller's to fail on one that is not ``docked``.
    """
    ensemble = Ensemble(scenario, replicates, seed=seed, block=len(replicates))
    together = next(ensemble.recordings(detailed=True))
    measured = measures_of(together)
    largest, numbers, partings = 0.0, 0, []
    for column, replicate in enumerate(replicates):
        alone = _lived_by_agents(scenario, replicate, seed)
        pairs = [*_recorded(alone, together, column), *_measured(alone, measured, column)]
        for name, a, b in pairs:
            numbers += a.size
            if name != EVENTS:
                largest = max(largest, relative_difference(a, b))
            if not np.array_equal(a, b, equal_nan=True):
                partings.append(_parting(name, a, b, (replicate, together.weeks)))
    recorded = min(partings, key=lambda parting: parting.week, default=None)
    return DockingReport(
        scenario.name,
        tuple(replicates),
        numbers,
        largest,
        all(parting.array != EVENTS for parting in partings),
        recorded and (first_difference(scenario, replicates, seed=seed) or recorded),
    )


def measures_of(recording: Recording) -> dict[str, Floats]:
    """Return every measure of a recording by its name and whose it is, shape (run,)."""
    figures = measure_all(recording)
    return {" ".join(part for part in figure.key if part): figure.values for figure in figures}


def _recorded(alone: Recording, together: Recording, column: int) -> Iterator[Compared]:
    """Yield what both engines kept of one run, by name: every panel, then the events."""
    for name, panel in alone.panels.items():
        yield name, panel[:, :, 0], together.panels[name][:, :, column]
    yield EVENTS, alone.events, events_of(together, column)


def _measured(alone: Recording, measured: dict[str, Floats], column: int) -> Iterator[Compared]:
    """Yield each measure of one run by both engines; one that is not given is not a number."""
    own = measures_of(alone)
    for name in {**own, **measured}:
        a = own[name][0] if name in own else np.nan
        b = measured[name][column] if name in measured else np.nan
        yield f"{MEASURED} {name}", np.full((1, 1), a), np.full((1, 1), b)


def _parting(name: str, a: Floats, b: Floats, place: tuple[int, int]) -> Difference:
    """Return the first place where two records part; of events, the first that is not shared."""
    replicate, weeks = place
    if name.startswith(MEASURED):
        return Difference(weeks, MEASURED, name, 0, replicate, float(a[0, 0]), float(b[0, 0]))
    shared = min(len(a), len(b))
    unlike = np.argwhere(_unlike(a[:shared], b[:shared]))
    first, row = unlike[0].tolist() if len(unlike) else (shared, 0)
    values = [float(x[first, row]) if first < len(x) else np.nan for x in (a, b)]
    if name == EVENTS:
        longer = a if len(a) > len(b) else b
        return Difference(int(longer[first, 0]), RECORDED, name, first, replicate, *values)
    return Difference(first, RECORDED, name, row, replicate, *values)


def _unlike(a: Floats, b: Floats) -> Flags:
    both_none = np.isnan(a) & np.isnan(b)
    return np.asarray((a != b) & ~both_none)


def relative_difference(a: Floats, b: Floats) -> float:
    """Return the largest ``|a - b| / max(|a|, |b|, scale)``, infinite where one is no number.

    The scale of an outcome is its largest size in either engine. As it is at least as large as
    any ``|a|`` or ``|b|``, it is all that needs dividing by.
    """
    unlike = _unlike(a, b)
    if not unlike.any():
        return 0.0
    apart = np.abs(a - b)[unlike]
    if not np.isfinite(apart).all():
        return np.inf
    return float(apart.max() / np.nanmax(np.abs([a, b])))


def events_of(recording: Recording, column: int) -> Floats:
    """Return the events of one run of a block, numbered as if it had been run alone."""
    events: Floats = recording.events[recording.events[:, 3] == column]
    events[:, 3] = 0.0
    return events


def first_difference(
    scenario: Scenario, replicates: Sequence[int], *, seed: int | None = None
) -> Difference | None:
    """Live both engines side by side and return where they first part, None if they do not."""
    chosen = scenario.seed if seed is None else seed
    world = build_world(scenario, chosen, replicates)
    models = [TradeModel(scenario, replicate, rng=chosen) for replicate in replicates]
    alone: list[Pair] = [(model.world, OneByOne(model)) for model in models]
    for week, stage in _lived_together((world, Everyone(world)), alone):
        together = state_of(world)
        for column, (other, _) in enumerate(alone):
            for name, array in state_of(other).items():
                a, b = array[..., 0], together[name][..., column]
                if not np.array_equal(a, b):
                    row = int(np.flatnonzero(a != b)[0])
                    found = float(a.flat[row]), float(b.flat[row])
                    return Difference(week, stage, name, row, replicates[column], *found)
    return None


def state_of(world: World) -> Present:
    """Return the arrays that the stages of a week write, by ``group.name``: no copies."""
    groups = {name: name.split(".") for name in WRITTEN_BY}
    return {name: getattr(getattr(world, group), array) for name, (group, array) in groups.items()}


def _lived_together(together: Pair, alone: list[Pair]) -> Iterator[tuple[int, str]]:
    """Live every stage of every week in all worlds, yielding after each."""
    for week in range(together[0].layout.calendar.weeks):
        for name, stage in STAGES.items():
            for world, deciders in (together, *alone):
                world.week = week
                stage(world, deciders)
            yield week, name


def _lived_by_agents(scenario: Scenario, replicate: int, seed: int | None) -> Recording:
    model = TradeModel(scenario, replicate, rng=seed)
    model.deciders = OneByOne(model)
    for _ in model.weeks_to_come():
        pass
    return model.recording()
