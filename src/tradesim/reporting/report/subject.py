"""What a run was about and what came of it, read from its tables: for sentences and tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from tradesim.measures.bands import UNKNOWN, Band, band_of
from tradesim.measures.spans import WINDOW, YEAR, Floats
from tradesim.policies.export_control import ExportControl
from tradesim.reporting.material import Material, days_of, wide_table
from tradesim.reporting.report.source import RunFiles
from tradesim.reporting.style import Size
from tradesim.scenario.schema import Item
from tradesim.world.layout import Layout, dated, lay_out

WEEK_DAYS = 7.0


@dataclass(frozen=True)
class Course:
    """How something went: before the first control, at its worst after it, in the last year."""

    before: Band
    worst: Band
    end: Band
    change_worst: Band
    change_end: Band


class Subject:
    """A run with its material for figures."""

    def __init__(self, files: RunFiles, size: Size) -> None:
        """Take the files of a run."""
        self.files = files
        self.scenario = files.scenario
        self.material = Material(files, size)
        self._arrivals: dict[tuple[str, str, tuple[str, ...] | None], pd.DataFrame] = {}
        self._covers: dict[tuple[str, str], pd.DataFrame] = {}

    @cached_property
    def layout(self) -> Layout:
        """The rows of the scenario."""
        return lay_out(self.scenario)

    @property
    def replicates(self) -> int:
        """Number of runs."""
        return self.material.replicates

    @cached_property
    def _measures(self) -> dict[tuple[str, ...], dict[str, Any]]:
        keys = ("measure", "item", "origin", "destination", "actor")
        return {tuple(str(row[key]) for key in keys): row for row in self.files.summary["measures"]}

    def measure(
        self, name: str, item: str = "", origin: str = "", destination: str = "", actor: str = ""
    ) -> Band:
        """Return a measure of the summary."""
        row = self._measures.get((name, item, origin, destination, actor))
        if row is None or row["mean"] is None:
            return UNKNOWN
        return Band(float(row["mean"]), float(row["p05"]), float(row["p95"]))

    def measures(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a measure that have a value."""
        for key, row in self._measures.items():
            if key[0] == name and row["mean"] is not None:
                yield row

    @cached_property
    def controls(self) -> tuple[ExportControl, ...]:
        """The export controls of the scenario."""
        return tuple(p for p in dated(self.scenario) if isinstance(p, ExportControl))

    @cached_property
    def destinations(self) -> tuple[str, ...]:
        """The countries to tell of, the one whose items are most under control first."""
        found = self.material.destinations

        def weight(code: str) -> tuple[int, int]:
            """Return how much a country is aimed at."""
            targeted = [control for control in self.controls if control.aims_at(code)]
            covered = {item for control in targeted for item in self.layout.subjects(control)}
            imports = self.material.outcome("imports", destination=code)
            return len(covered), imports["item"].nunique()

        order = sorted(found, key=weight, reverse=True)
        return tuple(code for code in order if self.material.items(code))

    @property
    def main(self) -> str:
        """The country to tell of first; the empty string where there is none."""
        return next(iter(self.destinations), "")

    def country(self, code: str) -> str:
        """Return the name of a country, with its code where another is called the same."""
        name, names = self.material.country(code), self.material.country_names
        return f"{name} ({code})" if list(names.values()).count(name) > 1 else name

    def controls_on(self, destination: str, item: str | None = None) -> list[ExportControl]:
        """Return the controls aimed at a country, perhaps those that cover an item."""
        return [
            control
            for control in self.controls
            if destination in control.markets
            and (item is None or item in self.layout.subjects(control))
        ]

    def imposers(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose controls are aimed at a country, perhaps on an item."""
        found = self.controls_on(destination, item)
        return tuple(dict.fromkeys(code for control in found for code in control.origins))

    def sources(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose plants need licences to sell to a country, or are banned.

        These are not always the imposing countries: a control may reach plants abroad.
        """
        plants, found = self.layout.suppliers, []
        for control in self.controls_on(destination, item):
            for row in control.controls(self.layout):
                if row.market == destination and item in {None, row.item}:
                    links = (self.layout.link_rows[int(link)] for link in row.links)
                    found += [plants[link.supplier].country for link in links]
        return tuple(dict.fromkeys(found)) or self.imposers(destination, item)

    def controlled(self, destination: str) -> list[Item]:
        """Return the items under control for a country, those that are delivered there."""
        return [
            item
            for item in self.material.items(destination)
            if self.controls_on(destination, item.name)
            and self.arrivals(item.name, destination, self.sources(destination, item.name))
            .to_numpy()
            .any()
        ]

    def arrivals(
        self, item: str, destination: str, origins: tuple[str, ...] | None = None
    ) -> pd.DataFrame:
        """Return weekly arrivals by replicate, of some origins or of all foreign ones."""
        key = (item, destination, origins)
        if key not in self._arrivals:
            rows = self.material.outcome("imports", item=item, destination=destination)
            if origins is not None:
                places = {"item": item, "destination": destination}
                home = self.material.outcome("domestic_supply", **places)
                rows = pd.concat([rows, home])
                rows = rows[rows["origin"].isin(list(origins))]
            self._arrivals[key] = wide_table(rows)
        return self._arrivals[key]

    def cover(self, item: str, destination: str) -> pd.DataFrame:
        """Return weeks of use that a country's buyers hold together, by replicate.

        Use is stock over cover; of a buyer without stock, as it last was.
        """
        if (item, destination) not in self._covers:
            self._covers[item, destination] = self._cover(item, destination)
        return self._covers[item, destination]

    def _cover(self, item: str, destination: str) -> pd.DataFrame:
        stock = self.material.outcome("stock", item=item, destination=destination)
        cover = self.material.outcome("stock_cover", item=item, destination=destination)
        held, used = None, None
        for actor in stock["actor"].unique():
            amount = wide_table(stock[stock["actor"] == actor])
            weeks = wide_table(cover[cover["actor"] == actor])
            use = (amount / weeks.where(weeks > 0.0)).ffill().bfill().fillna(0.0)
            held = amount if held is None else held + amount
            used = use if used is None else used + use
        if held is None or used is None:
            return pd.DataFrame()
        return held / used.where(used > 0.0)

    def first_control(self, destination: str, item: str | None = None) -> dt.date | None:
        """Return the day of the first control on an item, or on the country, or of any policy."""
        controls = self.controls_on(destination, item) or self.controls_on(destination)
        days = [
            figure.value
            for policy in (controls or dated(self.scenario))
            for _, figure in policy.dates()
        ]
        return min(days, default=None) or self._first_move(destination)

    def _first_move(self, destination: str) -> dt.date | None:
        """Return the day on which a government first puts a control in force, in any run."""
        events = self.files.events[self.files.events["kind"] == "control in force"]
        aimed = events["target"].map(lambda names: destination in str(names).split("; "))
        days = events["date"][aimed.astype(bool)]
        return pd.Timestamp(days.min()).date() if len(days) else None

    def course(self, wide: pd.DataFrame, since: dt.date | None, *, smooth: bool = True) -> Course:
        """Return how a weekly series went.

        Args:
            wide: A line a week, a column a replicate.
            since: The first control.
            smooth: Whether the worst is the lowest mean of a quarter, or the lowest week.
        """
        values = wide.to_numpy(dtype=float)
        if not values.size:
            return Course(*[UNKNOWN] * 5)
        days = days_of(wide.index)
        first = len(days)
        if since is not None:
            first = int(np.searchsorted(days + WEEK_DAYS, float(days_of([since])[0]), "right"))
        start = min(max(first, 1), len(days))
        before = _mean(values[max(start - YEAR, 0) : start])
        lately = pd.DataFrame(values).rolling(WINDOW).mean().to_numpy() if smooth else values
        after = lately[min(start, len(days) - 1) :]
        worst = np.where(np.isnan(after), np.inf, after).min(axis=0)
        worst = np.where(np.isfinite(worst), worst, np.nan)
        end = _mean(values[-YEAR:])
        ratio = [_over(part, before) for part in (worst, end)]
        return Course(*(band_of(part) for part in (before, worst, end, *ratio)))


def _mean(values: Floats) -> Floats:
    known = np.isfinite(values)
    counts = known.sum(axis=0)
    sums = np.where(known, values, 0.0).sum(axis=0)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _over(part: Floats, whole: Floats) -> Floats:
    """Return the change from whole to part, share of the whole."""
    known = whole > 0.0
    return np.where(known, part / np.where(known, whole, 1.0) - 1.0, np.nan)
