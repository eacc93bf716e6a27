"""Bars of a report, and the names beside them."""

from __future__ import annotations

import pytest

from tests.reporting.inspection import misplaced
from tradesim.measures.bands import Band
from tradesim.reporting.report.bars import Bar, bars
from tradesim.reporting.style import COLUMN, PRINT, Size, applied
from tradesim.reporting.svg import svg


@pytest.mark.parametrize("size", [PRINT, COLUMN], ids=["wide", "narrow"])
def test_long_names_of_bars_have_their_room_before_any_format_is_written(size: Size) -> None:
    names = ["Buyers, dearer goods: a rather long name of some goods", "Suppliers"]
    with applied():
        figure = bars([Bar(name, Band(5.0, 4.0, 6.0)) for name in names], size, "USD million")
    before = figure.axes[0].get_position().bounds
    assert svg(figure, "bars").count("<text") > len(names)
    assert figure.axes[0].get_position().bounds == before
    assert misplaced(figure) == []
