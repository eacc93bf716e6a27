"""What a scenario must show: ranges for statistics of its runs, held against the record.

An episode file lists statistics, each with the range it must fall in and the same statistic of the
published figures. The ranges are tests; the observed numbers stand beside them for the reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import yaml

from tradesim.arrays import Floats
from tradesim.ensemble import Ensemble
from tradesim.measures.licences import licences_granted
from tradesim.measures.months import WORLD, MonthlyTrade, monthly_imports
from tradesim.measures.output import baseline_output, output_lost_share
from tradesim.measures.panels import OF_POLICIES, PANELS
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, variant

Reduction = Literal["mean", "sum", "lowest", "highest"]

REDUCTIONS: dict[str, Callable[[Floats], float]] = {
    "mean": np.mean,
    "sum": np.sum,
    "lowest": np.min,
    "highest": np.max,
}


@dataclass(frozen=True, slots=True)
class SimulatedStatistic:
    """One statistic with its range.

    Attributes:
        observed: The same statistic of the published figures, None where there is none.
    """

    name: str
    simulated: float
    low: float
    high: float
    observed: float | None

    @property
    def holds(self) -> bool:
        """Whether the simulated number lies in its range."""
        return self.low <= self.simulated <= self.high


class Episode:
    """An episode file, and the runs that it is held against.

    Args:
        path: The episode file.
        scenario: The scenario it speaks of.
        replicates: Replicates to run.
    """

    def __init__(self, path: Path, scenario: Scenario, replicates: int) -> None:
        """Run the scenario, the scenario without the curbs, and that of the review alone."""
        self._file: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._h1 = MonthSpan(*self._file["h1"])
        self._destination: str = self._file["destination"]
        self.actual = _run(scenario, replicates)
        self.without = _run(variant(scenario, self._file["no_curbs"]["variant"]), replicates)
        alone = variant(scenario, self._file["review_alone"]["variant"])
        self.review_alone = _run(alone, replicates)

    def findings(self) -> Iterator[SimulatedStatistic]:
        """Yield every statistic of the file."""
        imports = monthly_imports(self.actual)
        for row in self._file["imports"]:
            yield self._finding(row, self._statistic(row).of(imports))
        alone = monthly_imports(self.review_alone)
        for row in self._file["review_alone"]["imports"]:
            yield self._finding(row, self._statistic(row).of(alone))
        for row in self._file["licences"]:
            yield self._finding(row, self._granted(row))
        for row in self._file["output"]:
            yield self._finding(row, self._lost(row))
        yield from self._against_no_curbs(imports)

    def differs_before(self) -> list[str]:
        """Return the panels that differ without the curbs before the first announcement."""
        date = self._file["no_curbs"]["identical_before"]
        week = int(self.actual.layout.calendar.week_of(date)[0])
        return [
            name
            for name, rows in PANELS.items()
            if rows not in OF_POLICIES
            and (self.actual.panels[name][:week] != self.without.panels[name][:week]).any()
        ]

    def _statistic(self, row: dict[str, Any]) -> ImportStatistic:
        return ImportStatistic(
            customs_group=row["group"],
            destination=self._destination,
            origin=row["origin"],
            measure=row["measure"],
            reduction=row["reduction"],
            span=MonthSpan(*row["span"]),
            relative_to=self._h1 if row.get("relative") else None,
            share_of_world=row.get("share", False),
        )

    def _granted(self, row: dict[str, Any]) -> float:
        layout = self.actual.layout
        policies = {n for n, control in layout.control_list if control.imposer == row["imposer"]}
        granted = licences_granted(
            self.actual, row["by"], items=row.get("items"), policies=policies
        )
        return float(granted.mean())

    def _lost(self, row: dict[str, Any]) -> float:
        """Return the largest loss of any buyer of the country, mean over runs."""
        weeks = slice(*self.actual.layout.calendar.week_of(row["span"]).tolist())
        makers = self.actual.layout.final_buyers
        mine = [i for i, maker in enumerate(makers) if maker.country == row["country"]]
        return float(output_lost_share(self.actual, weeks).mean(axis=1)[mine].max())

    def _against_no_curbs(self, imports: MonthlyTrade) -> Iterator[SimulatedStatistic]:
        without = monthly_imports(self.without)
        for row in self._file["ratio_to_no_curbs"]:
            statistic = self._statistic(row)
            yield self._finding(row, statistic.of(imports) / statistic.of(without))
        bound = self._file["no_curbs"]["quarters_within"]
        for group, origin in self._file["no_curbs"]["series"]:
            name = f"Without the curbs, {group} from {origin}: largest gap to scaled H1"
            yield SimulatedStatistic(
                name, self._largest_gap(without, group, origin), 0.0, bound, None
            )

    def _largest_gap(self, imports: MonthlyTrade, group: str, origin: str) -> float:
        """Return the largest relative gap of a quarter to H1 scaled by the buyers' demand."""
        row = imports.series(group, self._destination, origin)
        monthly = imports.quantity[:, row].mean(axis=1)
        demand = _monthly_demand(self.without, group, self._destination, imports)
        ratio = monthly / demand
        months = np.array([f"{month:%Y-%m}" for month in imports.months])
        usual = ratio[self._h1.of(imports.months)].mean()
        last = self._file["no_curbs"]["quarters_until"]
        after = np.flatnonzero((months > self._h1.last) & (months <= last))
        quarters = ratio[after[: len(after) // 3 * 3]].reshape(-1, 3).mean(axis=1)
        return float(np.abs(quarters / usual - 1.0).max())

    @staticmethod
    def _finding(row: dict[str, Any], simulated: float) -> SimulatedStatistic:
        low, high = row["range"]
        return SimulatedStatistic(row["name"], simulated, low, high, row.get("observed"))


def _run(scenario: Scenario, replicates: int) -> Recording:
    """Return one recording of all replicates."""
    return next(Ensemble(scenario, range(replicates), block=replicates).recordings())


def _monthly_demand(
    recording: Recording, group: str, destination: str, imports: MonthlyTrade
) -> np.ndarray:
    """Return the need for a customs group that demand implies, unit/month, shape (month,)."""
    layout = recording.layout
    weekly = np.zeros(recording.weeks)
    baseline = baseline_output(recording)
    for row in layout.need_rows:
        item = layout.items[layout.item_row[row.need.item]]
        if row.buyer >= len(layout.final_buyers) or item.customs_group != group:
            continue
        if layout.buyer_countries[row.buyer] == destination:
            demand = recording.panels["demand"][:, row.buyer].mean(axis=1)
            weekly += row.need.baseline_use.value * demand / baseline[row.buyer].mean()
    first = layout.calendar.first_monday
    days = np.datetime64(first) + np.arange(7 * recording.weeks)
    month_of_day = days.astype("datetime64[M]")
    daily = np.repeat(weekly / 7, 7)
    return np.array([daily[month_of_day == np.datetime64(m, "M")].sum() for m in imports.months])


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """Calendar months from first to last, both included, as YYYY-MM."""

    first: str
    last: str

    def of(self, months: tuple[dt.date, ...]) -> list[int]:
        """Return the positions of its months.

        Raises:
            ValueError: A month of the span is not among them.
        """
        inside = [
            i for i, month in enumerate(months) if self.first <= f"{month:%Y-%m}" <= self.last
        ]
        if not inside or f"{months[inside[0]]:%Y-%m}" != self.first:
            raise ValueError(f"{self.first} to {self.last} is not wholly simulated.")
        return inside


@dataclass(frozen=True, slots=True)
class ImportStatistic:
    """A number about the imports of one customs group from one origin.

    Attributes:
        measure: ``quantity`` (unit a month) or ``value_usd_m`` (USD million a month).
        reduction: How the months of the span become one number.
        relative_to: A span whose mean the result is divided by, or None.
        share_of_world: Divide by the same reduction over all origins instead.
    """

    customs_group: str
    destination: str
    origin: str
    measure: Literal["quantity", "value_usd_m"]
    reduction: Reduction
    span: MonthSpan
    relative_to: MonthSpan | None = None
    share_of_world: bool = False

    def of(self, imports: MonthlyTrade) -> float:
        """Return the statistic of the mean over runs."""
        series = self._series(imports, self.origin)
        result = self._reduced(series, imports)
        if self.share_of_world:
            result /= self._reduced(self._series(imports, WORLD), imports)
        if self.relative_to is not None:
            result /= float(series[self.relative_to.of(imports.months)].mean())
        return result

    def _series(self, imports: MonthlyTrade, origin: str) -> Floats:
        row = imports.series(self.customs_group, self.destination, origin)
        table = imports.quantity if self.measure == "quantity" else imports.value
        mean: Floats = table[:, row].mean(axis=1)
        return mean

    def _reduced(self, series: Floats, imports: MonthlyTrade) -> float:
        return float(REDUCTIONS[self.reduction](series[self.span.of(imports.months)]))
