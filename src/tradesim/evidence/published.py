"""The published figures that come with tradesim."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import pandas as pd

GROUPS = {"hf": "hydrogen_fluoride", "pr": "photoresist"}
"""Customs group of the prefixes in the ids of import figures."""


@cache
def published_figures() -> pd.DataFrame:
    """Return every published figure, indexed by id.

    Returns:
        Columns topic, item, measure, period, value (text), unit, source, url, confidence, role.
    """
    with as_file(files("tradesim.evidence") / "figures.csv") as path:
        return pd.read_csv(path, dtype=str, keep_default_na=False, index_col="id")


def published_value(figure: str) -> float:
    """Return the value of one figure.

    Raises:
        KeyError: No figure has this id.
    """
    return float(published_figures().loc[figure, "value"])


def published_months() -> pd.DataFrame:
    """Return the months of imports that were published.

    Returns:
        One row a month, group and origin: month (YYYY-MM), customs_group, origin, quantity (unit a
        month) and value_usd_m; what was not published is absent (NaN).
    """
    pattern = (
        r"^(?P<group>hf|pr)-imports-(?P<value>value-)?(?P<origin>[a-z]{3})-(?P<month>\d{4}-\d{2})$"
    )
    parts = published_figures().index.to_series().str.extract(pattern).dropna(subset="month")
    rows = pd.DataFrame(
        {
            "month": parts["month"],
            "customs_group": parts["group"].map(GROUPS),
            "origin": parts["origin"].str.upper(),
            "measure": parts["value"].isna().map({True: "quantity", False: "value_usd_m"}),
            "figure": published_figures()["value"].reindex(parts.index).astype(float),
        }
    )
    keys = ["month", "customs_group", "origin"]
    wide = rows.pivot_table(index=keys, columns="measure", values="figure", aggfunc="first")
    return wide.reindex(columns=["quantity", "value_usd_m"]).reset_index()
