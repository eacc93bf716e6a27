"""One catalogue of pictures: a change there is seen on slides, in reports and on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.reporting.inspection import texts
from tradesim.records.pictures import PICTURES
from tradesim.reporting.figures import draw_all
from tradesim.reporting.report.observed import Evidence
from tradesim.reporting.report.page import html
from tradesim.reporting.report.run_report import run_report
from tradesim.reporting.report.source import read_run
from tradesim.results import Result
from tradesim.web.charts import charts_of
from tradesim.web.view import view_of


@pytest.mark.once("asks what is written in figures that other tests draw")
@pytest.mark.parametrize("name", ["cover", "price"])
def test_a_title_and_a_unit_are_the_same_wherever_a_picture_is_shown(
    name: str, result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(PICTURES[name], title="Otherwise called, {country}", unit="otherwise counted")
    monkeypatch.setitem(PICTURES, name, other)
    title = "Otherwise called, Betaland"
    slides = [[text.get_text() for text in texts(each)] for each in draw_all(result).values()]
    report = html(run_report(read_run(result.write(tmp_path, figures=False)), Evidence()))
    page = [(chart.label, chart.unit) for chart in charts_of(view_of(result.scenario))]
    assert sum({title, other.unit} <= set(shown) for shown in slides) == 1
    assert f"{title}, {other.unit}" in report
    assert page.count((title, other.unit)) == 1


@pytest.mark.parametrize(("name", "about"), [("output", ""), ("imports", "Acids")])
def test_a_title_is_the_same_where_units_differ(
    name: str, about: str, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(PICTURES[name], title="Otherwise called, {country}{goods}")
    monkeypatch.setitem(PICTURES, name, other)
    slides = [text.get_text() for each in draw_all(result).values() for text in texts(each)]
    page = [chart.label for chart in charts_of(view_of(result.scenario))]
    assert any(text.startswith("Otherwise called, ") and about in text for text in slides)
    assert any(label.startswith("Otherwise called, ") for label in page)


@pytest.mark.once("asks what is written in figures that other tests draw")
def test_who_supplies_is_called_the_same_on_slides_and_in_reports(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(PICTURES["shares"], title="Otherwise called, {country}")
    monkeypatch.setitem(PICTURES, "shares", other)
    slides = [text.get_text() for each in draw_all(result).values() for text in texts(each)]
    report = html(run_report(read_run(result.write(tmp_path, figures=False)), Evidence()))
    assert "Otherwise called, Betaland" in slides
    assert f"Otherwise called, Betaland, {other.unit}" in report
