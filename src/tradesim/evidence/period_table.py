"""What was observed beside what was simulated, period by period, for whoever draws or tests it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tradesim.evidence.proper_scores import covered
from tradesim.evidence.scores import SeriesPair

Row = dict[str, Any]


def periods_of(pair: SeriesPair) -> list[Row]:
    """Return each period of a series: observed, median and 90 % band of what may be observed.

    Numbers are in the unit of the series; naive rivals are not told.
    """
    low, high = pair.band
    inside = covered(low, high, pair.observed)
    return [
        {
            "period": period,
            "observed": float(pair.observed[n]),
            "median": float(pair.median[n]),
            "low": float(low[n]),
            "high": float(high[n]),
            "inside": bool(inside[n]),
        }
        for n, period in enumerate(pair.months)
    ]


def write_periods(pairs: Sequence[SeriesPair], path: Path) -> None:
    """Write the periods of all series as CSV, one a row.

    Raises:
        OSError: It cannot be written.
    """
    rows = list(_rows(pairs))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _rows(pairs: Sequence[SeriesPair]) -> Iterator[Row]:
    for pair in pairs:
        about = {
            "customs_group": pair.customs_group,
            "item": pair.item,
            "flow": pair.flow,
            "destination": pair.destination,
            "origin": pair.origin,
            "measure": pair.measure,
            "unit": pair.unit,
        }
        for row in periods_of(pair):
            yield about | row
