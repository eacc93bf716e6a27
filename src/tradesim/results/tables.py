"""The summary of a run as a table and as a document, and what carries the bands of a forecast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tradesim.doubt import Draws
from tradesim.doubt.carriers import Carrier, carriers
from tradesim.measures.bands import band_of
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measured import Measured, describe
from tradesim.records.chief import chief_outcome
from tradesim.records.records import Records

if TYPE_CHECKING:
    import pandas as pd

SUMMARY_COLUMNS = (
    "measure",
    "item",
    "origin",
    "destination",
    "actor",
    "mean",
    "p05",
    "p50",
    "p95",
    "share_of_runs",
    "unit",
    "definition",
)


def summary_frame(measures: Sequence[Measured]) -> pd.DataFrame:
    """Return every measure, one a row, with its statistics over replicates and its definition."""
    import pandas as pd  # noqa: PLC0415 - runs are lived without it

    rows = [_row(figure) | {"definition": MEASURES[figure.name].meaning} for figure in measures]
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))


def worst_hit_frame(measures: Sequence[Measured]) -> pd.DataFrame:
    """Return the firms of a large world that were hit worst, one a row, the worst first."""
    import pandas as pd  # noqa: PLC0415 - runs are lived without it

    rows = [
        {
            "firm": figure.actor,
            "sector": figure.item,
            "country": figure.destination,
            "output_lost_share": found.mean,
            "p05": found.low,
            "p95": found.high,
        }
        for figure in measures
        if figure.name == "firm_output_lost"
        for found in [describe(figure)]
    ]
    names = ("firm", "sector", "country", "output_lost_share", "p05", "p95")
    return pd.DataFrame(rows, columns=list(names))


def summary_document(records: Records) -> dict[str, Any]:
    """Return every measure as JSON values, and the definition of each name."""
    measures = records.measures
    return {
        "scenario": records.scenario.name,
        "replicates": records.replicates,
        "measures": [finite_or_none(_row(measure)) for measure in measures],
        "definitions": {
            name: MEASURES[name].meaning for name in dict.fromkeys(m.name for m in measures)
        },
    }


def _row(measure: Measured) -> dict[str, Any]:
    found = describe(measure)
    return {
        "measure": measure.name,
        "item": measure.item,
        "origin": measure.origin,
        "destination": measure.destination,
        "actor": measure.actor,
        "mean": found.mean,
        "p05": found.low,
        "p50": found.median,
        "p95": found.high,
        "share_of_runs": found.share,
        "unit": measure.unit,
    }


def finite_or_none(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row that JSON can hold: None for numbers that are infinite or not numbers."""
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in row.items()
    }


def doubt_document(records: Records, doubt: Draws | None) -> dict[str, Any] | None:
    """Return what carries the band of a forecast as JSON values, None where nothing was drawn.

    Args:
        records: What was recorded of the runs.
        doubt: What was drawn for them.
    """
    if doubt is None:
        return None
    chief = chief_outcome(records)
    document: dict[str, Any] = {
        "figures_drawn": len(doubt.values),
        "moved_to_the_possible": list(doubt.clipped),
        "parameters_of_other_scenarios": list(doubt.left_out),
        "outcome": None,
        "carried_by": [],
        "by_chance_and_together": None,
    }
    if chief is None:
        return document
    found = carriers(doubt.values, chief.values)
    band = band_of(chief.values)
    told = {"p05": band.low, "p50": band.median, "p95": band.high}
    document["outcome"] = {"name": chief.name, **told}
    document["carried_by"] = [_carrier_row(each, doubt) for each in found]
    document["by_chance_and_together"] = max(0.0, 1.0 - sum(each.share for each in found))
    return document


def _carrier_row(carrier: Carrier, doubt: Draws) -> dict[str, Any]:
    band = band_of(doubt.values[carrier.path])
    return {
        "figure": carrier.path,
        "variance_explained": carrier.share,
        "outcome": "rises" if carrier.rises else "falls",
        "p05": band.low,
        "p95": band.high,
    }
