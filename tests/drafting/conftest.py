"""A made-up tidy table of trade in a made-up metal, and what is asked of it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tradesim.customs import read_items
from tradesim.drafting import Request

ITEMS = """
items:
  - name: lustrium
    label: Lustrium
    unit: kg
    hs: {edition: HS2017, codes: ["811292"]}
"""

PAIRS = {
    ("CHN", "JPN"): 3000.0,
    ("CHN", "KOR"): 600.0,
    ("CHN", "USA"): 700.0,
    ("CHN", "DEU"): 2500.0,
    ("CHN", "GBR"): 60.0,
    ("DEU", "USA"): 150.0,
    ("DEU", "JPN"): 100.0,
    ("CAN", "USA"): 300.0,
    ("JPN", "KOR"): 250.0,
}
"""Kilograms a month by origin and destination."""

PRICE = 290.0

Make = Callable[..., Request]


def months_of_trade(
    first: str = "2021-01", last: str = "2024-12", *, later: float = 1.0, noise: float = 0.1
) -> pd.DataFrame:
    """Return a tidy table; trade after June 2023 is multiplied."""
    rng = np.random.default_rng(5)
    rows = []
    for month in pd.period_range(first, last, freq="M"):
        for (origin, destination), usual in PAIRS.items():
            amount = usual * rng.lognormal(0.0, noise)
            amount *= later if str(month) > "2023-06" else 1.0
            rows.append(
                {
                    "month": str(month),
                    "customs_group": "lustrium",
                    "destination": destination,
                    "origin": origin,
                    "quantity": amount,
                    "unit": "kg",
                    "value_usd_m": amount * PRICE / 1e6,
                    "item": "lustrium",
                    "flow": "import",
                    "basis": "CIF",
                    "frequency": "month",
                    "flag": "",
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return how to ask for a draft from a table, with other options or items."""

    def request(table: pd.DataFrame | None = None, items: str = ITEMS, **options: Any) -> Request:
        (tmp_path / "items.yaml").write_text(items, encoding="utf-8")
        frame = months_of_trade() if table is None else table
        frame.to_parquet(tmp_path / "trade.parquet")
        usual: dict[str, Any] = {
            "name": "mine",
            "table": str(tmp_path / "trade.parquet"),
            "items_file": str(tmp_path / "items.yaml"),
            "items": read_items(tmp_path / "items.yaml"),
            "imposer": "CHN",
            "announced": dt.date(2023, 7, 3),
            "effective": dt.date(2023, 8, 1),
        }
        return Request(**(usual | options))

    return request
