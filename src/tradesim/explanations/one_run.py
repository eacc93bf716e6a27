"""One run as an explanation reads it: from memory, or lived again."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tradesim.arrays import Floats
from tradesim.errors import ExplainError, QuestionError
from tradesim.measures.panels import DETAILS, WAITING
from tradesim.measures.recording import Recording
from tradesim.records.events import Event, logged_in
from tradesim.records.folder import read_records
from tradesim.records.outcomes import LEAST
from tradesim.records.records import Records
from tradesim.results.result import Result
from tradesim.scenario.naming import in_prose
from tradesim.wording.dates import day, span
from tradesim.wording.events import NOUNS
from tradesim.world.actors import lead_times
from tradesim.world.layout import Layout
from tradesim.world.log import Kind
from tradesim.world.shortage import SHORT_BY

Source = Result | Records | Recording | str | os.PathLike[str]

OF_NEED = ("stock", "used", "unmet", "lost")
OF_SUPPLIER = ("production", "capacity", "price")
"""The panels that are read, beside those by sourcing link."""


@dataclass(frozen=True, eq=False)
class OneRun:
    """What happened in one run.

    Attributes:
        layout: Names of all rows.
        replicate: Number of the run.
        replicates: Numbers of all runs there are.
        column: Column of the run in figures that vary by run.
        panels: Weekly outcomes by name, shape (week, row).
        log: The log of the run, shape (event, 5): week, kind, row, run, value.
        among: Numbers of the runs that it was lived with.
    """

    layout: Layout
    replicate: int
    replicates: tuple[int, ...]
    column: int
    panels: dict[str, Floats]
    log: Floats
    among: tuple[int, ...]

    @property
    def weeks(self) -> int:
        """Number of weeks."""
        return self.layout.calendar.weeks

    def events_of(self, noun: str) -> tuple[Event, ...]:
        """Return the run's events of a kind, by what the table calls it, week by week."""
        if noun not in self._told:
            kinds = [kind for kind in Kind if NOUNS[kind] == noun]
            log = self.log[np.isin(self.log[:, 1], kinds)]
            self._told[noun] = tuple(logged_in(self.layout, self.among, log))
        return self._told[noun]

    def weeks_of(self, noun: str, such: Callable[[Event], bool]) -> list[int]:
        """Return the weeks of those of its events of a kind that are such as one asks for."""
        monday = self.layout.calendar.first_monday
        return [(each.date - monday).days // 7 for each in self.events_of(noun) if such(each)]

    @cached_property
    def _told(self) -> dict[str, tuple[Event, ...]]:
        """The events that were asked for."""
        return {}

    def of_run(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """Return the column of this run, from values of shape (..., 1) or (..., run)."""
        return values[..., self.column if values.shape[-1] > 1 else 0]

    def number(self, figure: object) -> float:
        """Return a figure of the scenario in this run."""
        value = np.atleast_1d(np.asarray(getattr(figure, "value", figure), dtype=np.float64))
        return float(self.of_run(value))

    def week_of(self, date: object) -> int:
        """Return the first week in which a rule of that date binds; of None, one never reached."""
        return int(self.of_run(self.layout.calendar.week_of(getattr(date, "value", date))))

    @cached_property
    def lead(self) -> npt.NDArray[np.int64]:
        """Weeks from dispatch to arrival of each link."""
        return self.of_run(lead_times(self.layout)).astype(np.int64)

    @cached_property
    def needed(self) -> Floats:
        """What buyers used and what they missed, shape (week, need)."""
        return self.panels["used"] + self.panels["unmet"]

    @cached_property
    def arrived(self) -> Floats:
        """What arrived for each need, shape (week, need)."""
        return self.layout.links_of_need.total(self.panels["deliveries"].T.copy()).T

    @cached_property
    def available(self) -> Floats:
        """Stock that buyers could use in a week, shape (week, need).

        A final buyer uses what arrives in the week; a plant with a recipe has produced before.
        """
        present: Floats = self.panels["stock"] + self.panels["used"] + self.panels["lost"]
        makers = len(self.layout.final_buyers)
        own = np.array([row.buyer >= makers for row in self.layout.need_rows], dtype=bool)
        return present - np.where(own, self.arrived, 0.0)

    @cached_property
    def met(self) -> Floats:
        """Share of what buyers would have used that their stock allowed, shape (week, need).

        ``available / (available + unmet)``: what was missed was missing from what there was.
        """
        unmet = self.panels["unmet"]
        wanted = self.available + unmet
        enough = np.ones_like(wanted)
        return np.divide(self.available, wanted, out=enough, where=unmet > SHORT_BY * wanted)

    def needs_of(self, buyer: int) -> list[int]:
        """Return the rows of the needs of a buyer."""
        return [row for row, need in enumerate(self.layout.need_rows) if need.buyer == buyer]

    def links_of(self, need: int) -> list[int]:
        """Return the rows of the links of a need."""
        return [row for row, link in enumerate(self.layout.link_rows) if link.need == need]

    def monday(self, week: int) -> dt.date:
        """Return the first day of a week."""
        return self.layout.calendar.monday(week)

    def day(self, week: int) -> str:
        """Return the first day of a week in words."""
        return day(self.monday(week))

    def days(self, first: int, last: int) -> str:
        """Return the first days of two weeks in words, or of one where they are the same."""
        return span(self.monday(first), self.monday(last))

    def unit(self, item: str) -> str:
        """Return the unit of an item."""
        return self.layout.items[self.layout.item_row[item]].unit

    def named(self, item: str) -> str:
        """Return what an item is called within a sentence."""
        return in_prose(self.layout.items[self.layout.item_row[item]])

    def shipped(self, link: int, week: int) -> float:
        """Return what left on a link in a week; not a number where it arrives past the end."""
        arrival = week + int(self.lead[link])
        if arrival >= self.weeks:
            return float("nan")
        return float(self.panels["deliveries"][arrival, link])


def one_run(source: Source | OneRun, replicate: int | None = None) -> OneRun:
    """Return one run, lived again unless it is at hand.

    Args:
        source: A result, its records, a recording, the folder of a run, or one run already.
        replicate: Number of the run; the first where absent.

    Raises:
        QuestionError: There is no such run.
        RecordsError: The folder cannot be read.
        ExplainError: A recording does not hold what is needed.
    """
    if isinstance(source, OneRun):
        return source
    if isinstance(source, Recording):
        return of_recording(source, replicate)
    found = records_of(source)
    number = _chosen(found.again.replicates, replicate)
    run = of_recording(found.run(number), number)
    return replace(run, replicates=found.again.replicates)


def records_of(source: Result | Records | str | os.PathLike[str]) -> Records:
    """Return the records of a result, or of a folder."""
    if isinstance(source, Result):
        return source.records
    return source if isinstance(source, Records) else read_records(Path(source))


def each_run(source: Source) -> Iterator[OneRun]:
    """Yield every run but the first, lived again block by block until nobody asks for more."""
    if isinstance(source, Recording):
        yield from (of_recording(source, number) for number in source.replicates[1:])
        return
    found = records_of(source)
    for block in found.again.blocks(detailed=True):
        for number in block.replicates:
            if number != found.again.replicates[0]:
                run = of_recording(block, number)
                yield replace(run, replicates=found.again.replicates)


def _chosen(known: Sequence[int], asked: int | None) -> int:
    if asked is None:
        return known[0]
    if asked not in known:
        listed = f"{known[0]} to {known[-1]}" if len(known) > 1 else f"{known[0]} alone"
        raise QuestionError(f"replicate {asked} is not among those of this run: {listed}.")
    return asked


def of_recording(recording: Recording, replicate: int | None) -> OneRun:
    """Return one run of a recording.

    Raises:
        QuestionError: There is no such run.
        ExplainError: It holds no panels by sourcing link.
    """
    if not DETAILS.keys() <= recording.panels.keys() | recording.seldom.keys():
        raise ExplainError(
            "this recording holds no panels by sourcing link. Ask for them: "
            "Ensemble(...).recordings(detailed=True)."
        )
    number = _chosen(recording.replicates, replicate)
    run = recording.replicates.index(number)
    names = (*OF_NEED, *OF_SUPPLIER, *DETAILS)
    panels = {name: recording.of_run(name, run) for name in names}
    rate = recording.panels["rate"][:, :, run]
    bare = np.full_like(rate, np.nan)
    panels["cover"] = np.divide(panels["stock"], rate, out=bare, where=rate > 0.0)
    alone = recording.events[recording.events[:, 3] == run]
    _round_off(panels)
    known = recording.replicates
    return OneRun(recording.layout, number, known, run, panels, alone, known)


def _round_off(panels: dict[str, Floats]) -> None:
    """Take what waits on a link as nothing where it is rounding."""
    least = LEAST * panels["deliveries"].max(initial=0.0)
    for name in WAITING:
        panels[name] = np.where(panels[name] > least, panels[name], 0.0)


def ends_of(run: OneRun, link: int) -> tuple[str, str]:
    """Return the names of the plant and the buyer of a link."""
    layout = run.layout
    plant = layout.suppliers[layout.link_rows[link].supplier]
    return plant.name, layout.buyer_names[layout.buyer_of_link[link]]
