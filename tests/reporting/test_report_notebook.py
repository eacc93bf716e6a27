"""What notebooks show of results, comparisons and analyses."""

from __future__ import annotations

from tests.reporting.pages import Page
from tradesim.experiments.comparison import compare
from tradesim.results import Result
from tradesim.scenario import Scenario, variant


def test_a_result_shows_its_answer_its_figure_and_what_changed(result: Result) -> None:
    text = result._repr_html_()
    found = Page(text)
    assert found.faults == []
    assert found.figures == found.labelled == 1
    assert "Deliveries to Betaland from Alphaland" in found.text
    assert text.count("<style>") == 1
    assert text == result._repr_html_()


def test_a_world_without_policies_is_shown_too(calm: Result) -> None:
    assert Page(calm._repr_html_()).faults == []


def test_a_comparison_shows_differences(scenario: Scenario) -> None:
    other = variant(scenario, "no_curb")
    found = compare((scenario, other), ("as it was", "<b>none</b>"), 4, 1)
    page = Page(found._repr_html_())
    assert page.faults == []
    assert "<b>none</b> against as it was" in page.text
    assert "larger than noise" in page.text
