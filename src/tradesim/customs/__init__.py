"""Customs files of any layout, read into one tidy table."""

from __future__ import annotations

from tradesim.customs.items import CustomsItem, HsCodes, read_items
from tradesim.customs.money import Rates, read_rates
from tradesim.customs.table import COLUMNS
from tradesim.customs.trade import Trade, layout_names, read

__all__ = [
    "COLUMNS",
    "CustomsItem",
    "HsCodes",
    "Rates",
    "Trade",
    "layout_names",
    "read",
    "read_items",
    "read_rates",
]
