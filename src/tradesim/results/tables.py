"""The summary of a run as a table, and as a document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measured import Measured, describe
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
