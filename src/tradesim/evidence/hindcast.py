"""The hindcast: an ensemble of a scenario held against what was published, and scored."""

from __future__ import annotations

import csv
import datetime as dt
import math
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from tradesim.evidence.observed import MEASURES, SCORED_FROM, Key, Observed, ObservedSeries
from tradesim.evidence.published import published_figures
from tradesim.evidence.runs import Floats, Runs, UnfitError
from tradesim.evidence.scores import (
    FigureScore,
    SeriesPair,
    SeriesScore,
    figure_score,
    irregularity,
)
from tradesim.evidence.simulated import statistic_of
from tradesim.measures.months import MonthlyImports, monthly_imports
from tradesim.measures.recording import Recording


@dataclass(frozen=True)
class Hindcast:
    """A scored ensemble.

    Attributes:
        figures: Every figure that the scenario simulates.
        pairs: Every observed series of a customs group and destination of the scenario.
        notes: What could not be scored, and why.
    """

    figures: tuple[FigureScore, ...]
    pairs: tuple[SeriesPair, ...]
    notes: tuple[str, ...]

    @property
    def series(self) -> tuple[SeriesScore, ...]:
        """The scores of the series."""
        return tuple(pair.score() for pair in self.pairs)

    @property
    def share_of_figures_hit(self) -> float:
        """Share of the figures whose median lies within tolerance; NaN without figures."""
        return float(np.mean([f.is_hit for f in self.figures])) if self.figures else math.nan

    def document(self) -> dict[str, Any]:
        """Return the scores as JSON values."""
        series = [_json_values(asdict(score)) for score in self.series]
        for score in series:
            del score["destination"], score["months"]
        return {
            "figures": [_json_figure(score) for score in self.figures],
            "series": series,
            "share_of_figures_hit": _json_value(self.share_of_figures_hit),
        }


def hindcast(recording: Recording, observed: Observed) -> Hindcast:
    """Score an ensemble.

    Args:
        recording: All its runs.
        observed: The monthly series to hold it against.
    """
    runs = Runs(recording)
    figures, notes = _figures(runs)
    pairs, unknown = _pairs(runs.imports, observed)
    return Hindcast(tuple(figures), tuple(pairs), (*notes, *unknown))


def scored_months(recording: Recording, observed: Observed) -> tuple[list[SeriesPair], list[str]]:
    """Return every observed series beside the simulated one, and what could not be compared.

    Args:
        recording: All runs; its arrivals and prices suffice.
        observed: The monthly series to hold them against.
    """
    return _pairs(monthly_imports(recording), observed)


def scored_rows() -> list[dict[str, str]]:
    """Return which statistic of a run each scored figure is, a row each."""
    text = (files("tradesim.evidence") / "scored.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def default_scenario() -> str:
    """Return the scenario that the figures were collected for."""
    return scored_rows()[0]["episode"]


def _figures(runs: Runs) -> tuple[list[FigureScore], list[str]]:
    figures, notes = [], []
    published = published_figures()
    rows = scored_rows()
    strange = {row["episode"] for row in rows if not _has_goods_of(runs, row)}
    for row in rows:
        if row["episode"] in strange:
            continue
        facts = {str(k): str(v) for k, v in published.loc[row["figure"]].items()}
        try:
            simulated = statistic_of(runs, row)
        except UnfitError as misfit:
            if row["episode"] == runs.recording.layout.scenario.name:
                notes.append(f"{row['figure']} is not scored: {misfit}.")
            continue
        figures.append(figure_score({**facts, "id": row["figure"]}, simulated))
    return figures, notes


def _has_goods_of(runs: Runs, row: dict[str, str]) -> bool:
    """Tell whether the simulation has what a row is about: else its episode is another one."""
    try:
        runs.group(row["subject"])
    except UnfitError:
        return False
    return True


def _pairs(imports: MonthlyImports, observed: Observed) -> tuple[list[SeriesPair], list[str]]:
    pairs, notes = [], []
    units = {(g, d): unit for (g, d, _), unit in zip(imports.rows, imports.units, strict=True)}
    for key, series in observed.items():
        group, destination, origin = key
        unit = units.get((group, destination))
        if unit is None:
            notes.append(f"{group} into {destination} is not simulated, and not scored.")
            continue
        if unit != series.unit:
            notes.append(f"{group} is observed in {series.unit}, simulated in {unit}: not scored.")
            continue
        if key not in imports.rows:
            notes.append(f"no {group} is simulated from {origin}: it is scored as none.")
        pairs += [pair for m in MEASURES if (pair := _pair(imports, key, series, m)) is not None]
    return pairs, list(dict.fromkeys(notes))


def _pair(
    imports: MonthlyImports, key: Key, series: ObservedSeries, measure: str
) -> SeriesPair | None:
    """Return observed beside simulated, None where no month is both."""
    months = {f"{month:%Y-%m}": place for place, month in enumerate(imports.months)}
    values = series.values[measure]
    known = sorted(m for m in values if m in months)
    scored = [m for m in known if m >= SCORED_FROM]
    if not scored:
        return None
    table = imports.quantity if measure == "quantity" else imports.value

    def simulated(asked: list[str]) -> Floats:
        """Return the runs in some months; nothing traded where the series is not simulated."""
        if key not in imports.rows:
            return np.zeros((len(asked), table.shape[2]))
        return table[[months[m] for m in asked], imports.series(*key)]

    before = known[: -len(scored)]
    return SeriesPair(
        *key,
        measure=measure,
        unit=series.unit if measure == "quantity" else "USD million",
        months=tuple(scored),
        observed=np.array([values[m] for m in scored]),
        simulated=simulated(scored),
        unchanged=series.unchanged(measure, key),
        last_year=np.array([values.get(_year_before(m), math.nan) for m in scored]),
        irregularity=irregularity(np.array([values[m] for m in before]), simulated(before)),
    )


def _year_before(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def _json_figure(score: FigureScore) -> dict[str, Any]:
    document = _json_values(asdict(score)) | {"hit": score.is_hit}
    if score.unit == "date":
        for name in ("observed", "median", "low", "high"):
            document[name] = _as_date(getattr(score, name))
        document["tolerance_unit"] = "day"
    return document


def _as_date(day: float) -> str | None:
    """Return a day since 1970-01-01 as an ISO date, None for never."""
    return str(dt.date(1970, 1, 1) + dt.timedelta(days=int(day))) if math.isfinite(day) else None


def _json_values(document: dict[str, Any]) -> dict[str, Any]:
    return {key: _json_value(value) for key, value in document.items()}


def _json_value(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
