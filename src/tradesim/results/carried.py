"""What a forecast says of its own band: what was drawn, and which doubts carry it."""

from __future__ import annotations

from typing import Any

from tradesim.doubt import Draws
from tradesim.doubt.carriers import Carrier, carriers
from tradesim.measures.bands import band_of
from tradesim.records.chief import chief_outcome
from tradesim.records.records import Records


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
    document["carried_by"] = [_row(each, doubt) for each in found]
    document["by_chance_and_together"] = max(0.0, 1.0 - sum(each.share for each in found))
    return document


def _row(carrier: Carrier, doubt: Draws) -> dict[str, Any]:
    band = band_of(doubt.values[carrier.path])
    return {
        "figure": carrier.path,
        "variance_explained": carrier.share,
        "outcome": "rises" if carrier.rises else "falls",
        "p05": band.low,
        "p95": band.high,
    }
