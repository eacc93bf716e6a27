"""The layouts of customs files that are known: one module each, with its columns and its rules."""

from __future__ import annotations

from tradesim.customs.layouts import (
    census,
    comext,
    comtrade,
    estat,
    gacc,
    kcs,
    sdmx,
    tidy,
    yearly,
)
from tradesim.customs.layouts.base import FileLayout

LAYOUTS: tuple[FileLayout, ...] = (
    tidy.TIDY,
    comtrade.NEW,
    comtrade.LEGACY,
    kcs.API,
    kcs.PORTAL,
    estat.OFFICE,
    estat.COUNTRY,
    comext.BULK,
    sdmx.EUROSTAT,
    sdmx.GENERAL,
    census.REPLY,
    yearly.BACI,
    yearly.WITS_FILE,
    gacc.TABLE,
)
"""In the order in which they are tried: what needs more columns before what needs fewer."""

BY_NAME = {layout.name: layout for layout in LAYOUTS}

__all__ = ["BY_NAME", "LAYOUTS", "FileLayout"]
