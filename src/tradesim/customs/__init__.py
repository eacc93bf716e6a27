"""Customs files of any layout, read into one tidy table."""

from __future__ import annotations

from tradesim.customs.items import CustomsItem, HsCodes, read_items

__all__ = ["CustomsItem", "HsCodes", "read_items"]
