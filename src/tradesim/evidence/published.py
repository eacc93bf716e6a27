"""The published figures that come with tradesim."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import pandas as pd


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
