"""What a forecast says of its own band: what was drawn, and which doubts carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tradesim.doubt.carriers import Carrier, carriers
from tradesim.records.chief import chief_outcome

if TYPE_CHECKING:
    from tradesim.results.result import Result


def doubt_document(result: Result) -> dict[str, Any] | None:
    """Return what carries the band of a forecast as JSON values, None where nothing was drawn.

    Args:
        result: The run.
    """
    if result.doubt is None:
        return None
    chief = chief_outcome(result.records)
    document: dict[str, Any] = {
        "figures_drawn": len(result.doubt.values),
        "moved_to_the_possible": list(result.doubt.clipped),
        "parameters_of_other_scenarios": list(result.doubt.left_out),
        "outcome": None,
        "carried_by": [],
        "by_chance_and_together": None,
    }
    if chief is None:
        return document
    found = carriers(result.doubt.values, chief.values)
    known = chief.values[np.isfinite(chief.values)]
    low, middle, high = (float(x) for x in np.quantile(known, [0.05, 0.5, 0.95]))
    document["outcome"] = {"name": chief.name, "p05": low, "p50": middle, "p95": high}
    document["carried_by"] = [_row(each, result) for each in found]
    document["by_chance_and_together"] = max(0.0, 1.0 - sum(each.share for each in found))
    return document


def _row(carrier: Carrier, result: Result) -> dict[str, Any]:
    drawn = result.doubt.values[carrier.path] if result.doubt else np.zeros(1)
    low, high = (float(x) for x in np.quantile(drawn, [0.05, 0.95]))
    return {
        "figure": carrier.path,
        "variance_explained": carrier.share,
        "outcome": "rises" if carrier.rises else "falls",
        "p05": low,
        "p95": high,
    }
