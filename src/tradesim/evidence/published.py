"""The published figures that come with tradesim."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files

import pandas as pd

MONTH_OF_IMPORTS = re.compile(
    r"-imports-(?P<value>value-)?(?P<origin>[a-z]{3})-(?P<month>[0-9]{4}-[0-9]{2})$"
)
"""The ids of the figures that are a month of imports."""


@cache
def published_figures() -> pd.DataFrame:
    """Return every published figure, indexed by id.

    Returns:
        Columns topic, item, customs_group, measure, period, value (text), unit, source, url,
        confidence, role.
    """
    with as_file(files("tradesim.evidence") / "figures.csv") as path:
        return pd.read_csv(path, dtype=str, keep_default_na=False, index_col="id")


def published_value(figure: str) -> float:
    """Return the value of one figure.

    Raises:
        KeyError: No figure has this id.
    """
    return float(published_figures()["value"].to_dict()[figure])


def published_months() -> pd.DataFrame:
    """Return the months of imports that were published.

    Returns:
        One row a month, group and origin: month (YYYY-MM), customs_group, origin, quantity (unit a
        month) and value_usd_m; what was not published is absent (NaN).
    """
    figures = published_figures()
    parts = figures.index.to_series().str.extract(MONTH_OF_IMPORTS).dropna(subset="month")
    months = figures.loc[parts.index]
    rows = pd.DataFrame(
        {
            "month": parts["month"],
            "customs_group": months["customs_group"],
            "origin": parts["origin"].str.upper(),
            "measure": parts["value"].isna().map({True: "quantity", False: "value_usd_m"}),
            "figure": months["value"].astype(float),
        }
    )
    keys = ["month", "customs_group", "origin"]
    wide = rows.pivot_table(index=keys, columns="measure", values="figure", aggfunc="first")
    return wide.reindex(columns=["quantity", "value_usd_m"]).reset_index()
