"""Whether the numbers of a run are those that its scenario, seed and replicates give here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.records.folder import read_records
from tradesim.records.manifest_form import MANIFEST, read_manifest
from tradesim.records.outcomes import each_outcome
from tradesim.records.records import Records
from tradesim.results.arithmetic import ARITHMETIC, CLOSE, arithmetic
from tradesim.results.own_code import named_agents


@dataclass(frozen=True)
class Repeated:
    """How runs that were simulated again compare with the stored ones.

    Attributes:
        replicates: Numbers of the runs.
        values: Values that were compared: measures, and the weeks of the run that is kept whole.
        differing: Values that differ in any bit.
        largest: Largest relative difference; infinite where one of two values is none.
        elsewhere: Whether a machine with another arithmetic made the stored ones.
    """

    replicates: tuple[int, ...]
    values: int
    differing: int
    largest: float
    elsewhere: bool

    @property
    def same(self) -> bool:
        """Whether they are the same: to the bit, or as far as another arithmetic lets them be."""
        return not self.differing or (self.elsewhere and self.largest <= CLOSE)


def repeat(folder: Path, count: int, *, custom_agents: bool = False) -> Repeated:
    """Simulate some runs of a folder again and compare every value that is stored of them.

    Args:
        folder: Folder of a run.
        count: Number of runs, spread over those that there are; the one kept whole is among them.
        custom_agents: Run agent classes that the scenario names.

    Raises:
        RecordsError: The folder cannot be read, or its runs took agent classes of their own.
    """
    records = read_records(folder)
    if custom_agents and records.again.scenario.agents:
        classes = named_agents(records.again.scenario)
        records = replace(records, again=replace(records.again, classes=classes, lacking=()))
    last = records.replicates - 1
    spread = np.linspace(0, last, min(count, last + 1)).round().astype(int).tolist()
    whole = records.again.replicates.index(records.number)
    places = sorted([whole, *(place for place in spread if place != whole)][:count])
    numbers = tuple(records.again.replicates[place] for place in places)
    compared, differing, largest = 0, 0, 0.0
    for place, number in zip(places, numbers, strict=True):
        for then, now in _pairs(records, place, records.run(number)):
            unlike = ~((then == now) | (np.isnan(then) & np.isnan(now)))
            compared, differing = compared + then.size, differing + int(unlike.sum())
            largest = max(largest, _apart(then[unlike], now[unlike]))
    made_with = read_manifest(folder / MANIFEST)["versions"].get(ARITHMETIC, arithmetic())
    return Repeated(numbers, compared, differing, largest, made_with != arithmetic())


def _pairs(records: Records, place: int, run: Recording) -> Iterator[tuple[Floats, Floats]]:
    """Yield stored values and those of the run lived again, of the same shape."""
    now = {measure.key: measure.values for measure in measure_all(run)}
    stored = [(m.values[place : place + 1], now.get(m.key)) for m in records.measures]
    blank = np.full(1, np.nan)
    yield (
        np.concatenate([then for then, _ in stored]),
        np.concatenate([blank if found is None else found for _, found in stored]),
    )
    if run.replicates[0] == records.number:
        weeks = [o.values[:, :, 0].T for o in each_outcome(run, links=False)]
        yield records.weekly.values[-1], np.concatenate(weeks)


def _apart(one: Floats, two: Floats) -> float:
    """Return the largest relative difference; infinite where only one value is a number."""
    apart = np.abs(one - two) / np.maximum(np.abs(one), np.abs(two))
    return float(np.where(np.isnan(apart), np.inf, apart).max(initial=0.0))
