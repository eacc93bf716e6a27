"""Monthly imports and summary as tables, and the summary as a document."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.measures.bands import bands
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measured import Measured, describe
from tradesim.measures.months import MonthlyTrade
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all

MONTHLY_COLUMNS = (
    "month",
    "customs_group",
    "destination",
    "origin",
    "quantity",
    "quantity_p05",
    "quantity_p95",
    "unit",
    "value_usd_m",
    "value_p05",
    "value_p95",
)

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


def monthly_frame(trade: MonthlyTrade) -> pd.DataFrame:
    """Return monthly trade, mean and 90 % band over replicates; ``month`` is its first day."""
    columns: dict[str, Any] = {
        "month": np.repeat(_first_days(trade.months), len(trade.rows)),
        "unit": np.tile(np.array(trade.units, dtype=object), len(trade.months)),
    }
    for place, label in enumerate(MONTHLY_COLUMNS[1:4]):
        words = np.array([row[place] for row in trade.rows], dtype=object)
        columns[label] = np.tile(words, len(trade.months))
    for label, band, panel in (
        ("quantity", "quantity", trade.quantity),
        ("value_usd_m", "value", trade.value),
    ):
        mean, low, high = bands(panel)
        columns[label] = mean.ravel()
        columns[f"{band}_p05"], columns[f"{band}_p95"] = low.ravel(), high.ravel()
    return pd.DataFrame({column: columns[column] for column in MONTHLY_COLUMNS})


def _first_days(months: Sequence[dt.date]) -> npt.NDArray[np.datetime64]:
    return np.array(months, dtype="datetime64[s]")


def summary_frame(recording: Recording) -> pd.DataFrame:
    """Return every measure, one a row, with its statistics over replicates and its definition."""
    rows = [
        _row(measure) | {"definition": MEASURES[measure.name].meaning}
        for measure in measure_all(recording)
    ]
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))


def summary_document(recording: Recording) -> dict[str, Any]:
    """Return every measure as JSON values, and the definition of each name."""
    measures = measure_all(recording)
    return {
        "scenario": recording.layout.scenario.name,
        "replicates": len(recording.replicates),
        "measures": [_as_json(_row(measure)) for measure in measures],
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


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in row.items()
    }
