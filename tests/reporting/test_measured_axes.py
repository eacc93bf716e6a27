"""What is written around panels is measured once for a layout."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.axes import Axes

from tradesim.reporting.sheet import Heading, Sheet
from tradesim.reporting.style import SLIDE, applied


def _sheet() -> Sheet:
    sheet = Sheet(Heading("Output", "Per week"), ["Memory", "Logic"], SLIDE)
    for axes in sheet.panels:
        sheet.dress(axes, "weeks", "units")
    return sheet


def test_a_layout_measures_each_panel_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    measure = Axes.get_tightbbox

    def counted(axes: Axes, *args: Any, **kwargs: Any) -> object:
        asked.append(str(axes.get_label()))
        return measure(axes, *args, **kwargs)

    with applied():
        sheet = _sheet()
        monkeypatch.setattr(Axes, "get_tightbbox", counted)
        sheet.place()
    assert asked == ["0", "1"]


def test_what_is_written_after_a_layout_is_measured_anew() -> None:
    with applied():
        sheet = _sheet()
        sheet.place()
        axes = sheet.panels[0]
        before = axes.get_tightbbox()
        axes.annotate("far out", (0, 1), xytext=(0, 200), textcoords="offset points")
        after = axes.get_tightbbox()
    assert before is not None
    assert after is not None
    assert after.y1 > before.y1 + 100


def test_places_are_those_of_axes_that_measure_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with applied():
        once, always = _sheet(), _sheet()
        once.place()
        monkeypatch.delattr("tradesim.reporting.measured_axes.MeasuredAxes.get_tightbbox")
        always.place()
    for kept, fresh in zip(once.panels, always.panels, strict=True):
        assert kept.get_position().bounds == pytest.approx(fresh.get_position().bounds, abs=1e-4)
