"""The records of one run, as an explanation reads them: from memory or from a folder."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.errors import ExplainError, QuestionError
from tradesim.measures.recording import DETAILS, Recording
from tradesim.results.events import events_frame
from tradesim.results.outcomes import LEAST
from tradesim.results.result import Result
from tradesim.results.stored import Stored, open_run
from tradesim.scenario.naming import in_prose
from tradesim.wording.dates import day, span
from tradesim.world.actors import lead_times
from tradesim.world.layout import Layout, lay_out
from tradesim.world.shortage import SHORT_BY

Series = npt.NDArray[np.float64]
Source = Result | Recording | str | os.PathLike[str]

OF_NEED = {
    "stock": "stock",
    "cover": "stock_cover",
    "used": "item_used",
    "unmet": "unmet_need",
    "lost": "item_lost",
}
OF_SUPPLIER = {"production": "production", "capacity": "capacity", "price": "price"}
WAITING = ("unfilled", "held", "called_off")
OF_LINK = {"deliveries": "deliveries"} | {name: f"orders_{name}" for name in WAITING}
"""The panels that are read, and the weekly outcomes that hold them."""


@dataclass(frozen=True, eq=False)
class Records:
    """What happened in one run.

    Attributes:
        layout: Names of all rows.
        replicate: Number of the run.
        replicates: Numbers of all runs there are.
        column: Column of the run in figures that vary by run.
        panels: Weekly outcomes by name, shape (week, row).
        events: The run's events, with the dates of all policies.
    """

    layout: Layout
    replicate: int
    replicates: tuple[int, ...]
    column: int
    panels: dict[str, Series]
    events: pd.DataFrame

    @property
    def weeks(self) -> int:
        """Number of weeks."""
        return self.layout.calendar.weeks

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
    def needed(self) -> Series:
        """What buyers used and what they missed, shape (week, need)."""
        return self.panels["used"] + self.panels["unmet"]

    @cached_property
    def arrived(self) -> Series:
        """What arrived for each need, shape (week, need)."""
        return self.layout.links_of_need.total(self.panels["deliveries"].T.copy()).T

    @cached_property
    def available(self) -> Series:
        """Stock that buyers could use in a week, shape (week, need).

        A final buyer uses what arrives in the week; a plant with a recipe has produced before.
        """
        present: Series = self.panels["stock"] + self.panels["used"] + self.panels["lost"]
        makers = len(self.layout.final_buyers)
        own = np.array([row.buyer >= makers for row in self.layout.need_rows], dtype=bool)
        return present - np.where(own, self.arrived, 0.0)

    @cached_property
    def met(self) -> Series:
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


def records(source: Source | Records, replicate: int | None = None) -> Records:
    """Return the records of one run.

    Args:
        source: A result, a recording, the folder of a run, or records already made.
        replicate: Number of the run; the first where absent.

    Raises:
        QuestionError: There is no such run.
        ExplainError: Its records cannot be read, or do not hold what is needed.
    """
    if isinstance(source, Records):
        return source
    if isinstance(source, Result):
        source = source.recording
    if isinstance(source, Recording):
        return _of_recording(source, replicate)
    return _of_folder(open_run(Path(source)), replicate)


def _chosen(known: Sequence[int], asked: int | None) -> int:
    if asked is None:
        return known[0]
    if asked not in known:
        listed = f"{known[0]} to {known[-1]}" if len(known) > 1 else f"{known[0]} alone"
        raise QuestionError(f"replicate {asked} is not among those of this run: {listed}.")
    return asked


def _of_recording(recording: Recording, replicate: int | None) -> Records:
    if not DETAILS.keys() <= recording.panels.keys():
        raise ExplainError(
            "this recording holds no panels by sourcing link. Ask for them: "
            "Ensemble(...).recordings(detailed=True)."
        )
    number = _chosen(recording.replicates, replicate)
    run = recording.replicates.index(number)
    names = [name for name in (*OF_NEED, *OF_SUPPLIER, *OF_LINK) if name != "cover"]
    panels = {name: recording.panels[name][:, :, run].copy() for name in names}
    rate = recording.panels["rate"][:, :, run]
    bare = np.full_like(rate, np.nan)
    panels["cover"] = np.divide(panels["stock"], rate, out=bare, where=rate > 0.0)
    alone = recording.events[recording.events[:, 3] == run]
    events = events_frame(replace(recording, panels={}, events=alone))
    own = events["replicate"].isna() | (events["replicate"] == number)
    _round_off(panels)
    replicates, layout = recording.replicates, recording.layout
    return Records(layout, number, replicates, run, panels, events[own].reset_index(drop=True))


def _of_folder(stored: Stored, replicate: int | None) -> Records:
    number = _chosen(stored.replicates, replicate)
    layout = lay_out(stored.scenario)
    names = {**OF_NEED, **OF_SUPPLIER, **OF_LINK}
    series = stored.series(number, tuple(names.values()))
    plants = [("", "", plant.name) for plant in layout.suppliers]
    of_need, of_link = _need_keys(layout), _link_keys(layout)
    rows = {**dict.fromkeys(OF_NEED, of_need), **dict.fromkeys(OF_SUPPLIER, plants)}
    rows |= dict.fromkeys(OF_LINK, of_link)
    panels = {}
    for name, outcome in names.items():
        found = series[outcome]
        panel = np.zeros((layout.calendar.weeks, len(rows[name])))
        for row, key in enumerate(rows[name]):
            if key in found:
                panel[:, row] = found[key]
            elif name not in OF_LINK or name == "deliveries":
                raise stored.unlike(outcome, key)
        panels[name] = panel
    _round_off(panels)
    return Records(layout, number, stored.replicates, 0, panels, stored.events(number))


def _round_off(panels: dict[str, Series]) -> None:
    """Take what waits on a link as nothing where it is rounding."""
    least = LEAST * panels["deliveries"].max(initial=0.0)
    for name in WAITING:
        panels[name] = np.where(panels[name] > least, panels[name], 0.0)


def _need_keys(layout: Layout) -> list[tuple[str, str, str]]:
    return [(row.need.item, "", layout.buyer_names[row.buyer]) for row in layout.need_rows]


def _link_keys(layout: Layout) -> list[tuple[str, str, str]]:
    keys = []
    for row, link in enumerate(layout.link_rows):
        plant, buyer = layout.suppliers[link.supplier], layout.buyer_of_link[row]
        keys.append((plant.item, plant.name, layout.buyer_names[buyer]))
    return keys
