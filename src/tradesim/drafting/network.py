"""From an edge list of firms to a scenario whose plants, buyers, needs and links are tables.

A firm that sells is a plant that makes the good of its sector; what it buys is its recipe, a need
for each sector it buys from. A firm that only buys is a final buyer. Goods are counted in USD at
the prices of the year, so that a price is 1 and a flow a quantity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tradesim.drafting.circles import without_circles
from tradesim.drafting.edges import Edges
from tradesim.wording.numbers import counted

WEEKS = 365.25 / 7
"""Weeks of a year."""

HEADROOM = 1.25
"""Capacity of a plant over what it sells at the start: a judgement."""

ALONE, ANY = "XAA", "goods"
"""Country and sector where firms are not told apart."""


@dataclass(frozen=True)
class Network:
    """A scenario and its tables.

    Attributes:
        tree: The scenario as plain data; its sections name the tables.
        tables: Tables by file name.
        left_out: Sales that would close a circle of plants.
        left_out_share: Their part in all flows.
    """

    tree: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    left_out: int
    left_out_share: float


def network(edges: Edges, name: str) -> Network:
    """Return the scenario of an edge list.

    The start of a run has no solution where plants feed one another in a circle, so sales that
    close one are left out, as little flow as ``drafting/circles`` finds a way to. The description
    of the scenario says how much that is, so that every result of it does.

    Args:
        edges: The sales.
        name: Name of the scenario, and what the names of its tables begin with.
    """
    firms = _firms(edges)
    sales = edges.sales.assign(flow=edges.sales["flow"] / WEEKS)
    kept = sales[_leads_down(sales)]
    left = 1.0 - float(kept["flow"].sum() / sales["flow"].sum())
    tables = _tables(kept, firms)
    named = {section: f"{name}.{section}.csv" for section in tables}
    tree = _heading(name, firms, kept, _told(len(sales) - len(kept), left)) | {
        section: {"table": file} for section, file in named.items()
    }
    files = {named[section]: table for section, table in tables.items()}
    return Network(tree, files, len(sales) - len(kept), left)


def _firms(edges: Edges) -> pd.DataFrame:
    """Return sector and country of every firm, by its name."""
    if edges.firms is not None:
        return edges.firms.set_index("firm")
    names = pd.unique(pd.concat([edges.sales["seller"], edges.sales["buyer"]]))
    return pd.DataFrame({"sector": ANY, "country": ALONE}, index=pd.Index(names, name="firm"))


def _leads_down(sales: pd.DataFrame) -> np.ndarray:
    """Say which sales are kept, so that none closes a circle."""
    place = pd.Index(pd.unique(pd.concat([sales["seller"], sales["buyer"]])))
    seller, buyer = place.get_indexer(sales["seller"]), place.get_indexer(sales["buyer"])
    return without_circles(seller, buyer, sales["flow"].to_numpy(), len(place))


def _tables(sales: pd.DataFrame, firms: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return plants, buyers, needs and links."""
    sold = sales.groupby("seller", sort=False)["flow"].sum()
    bought = sales.groupby("buyer", sort=False)["flow"].sum()
    plants = firms.loc[sold.index]
    makers = firms.loc[bought.index.difference(sold.index, sort=False)]
    links = sales.assign(item=firms["sector"].loc[sales["seller"]].to_numpy())
    uses = links.groupby(["buyer", "item"], sort=False)["flow"].sum()
    use = uses.loc[pd.MultiIndex.from_frame(links[["buyer", "item"]])].to_numpy()
    needs = uses.reset_index(name="baseline_use")
    needs["baseline_use"] *= np.where(needs["buyer"].isin(sold.index), HEADROOM, 1.0)
    return {
        "suppliers": pd.DataFrame(
            {
                "name": plants.index,
                "country": plants["country"].to_numpy(),
                "item": plants["sector"].to_numpy(),
                "capacity": (sold * HEADROOM).to_numpy(),
                "price": 1.0,
            }
        ),
        "buyers": pd.DataFrame(
            {
                "name": makers.index,
                "country": makers["country"].to_numpy(),
                "product": makers["sector"].to_numpy(),
                "output": bought.loc[makers.index].to_numpy(),
                "output_unit": "USD of inputs",
                "output_value": 1.0,
            }
        ),
        "needs": needs,
        "links": pd.DataFrame(
            {
                "buyer": links["buyer"],
                "item": links["item"],
                "supplier": links["seller"],
                "share": links["flow"] / use,
            }
        ),
    }


def _told(sales: int, share: float) -> str:
    """Return what is left out, in a sentence; nothing where nothing is."""
    if not sales:
        return ""
    would = f"{counted(sales, 'sale')} that would close a circle of plants"
    return f" Without {would}, {share:.2%} of all flows."


def _heading(name: str, firms: pd.DataFrame, sales: pd.DataFrame, left_out: str) -> dict[str, Any]:
    """Return what a scenario says beside its firms."""
    sellers = pd.unique(sales["seller"])
    items = firms.loc[sellers.tolist(), "sector"].unique().tolist()
    countries = firms["country"].unique().tolist()
    return {
        "name": name,
        "title": f"A network of {len(firms):,} firms",
        "description": "Made from an edge list of yearly sales: quantities are USD a week."
        + left_out,
        "start": "2001-01-01",
        "end": "2001-12-30",
        "countries": [{"code": code, "name": code} for code in countries],
        "items": [{"name": item, "customs_group": item, "unit": "USD"} for item in items],
    }
