"""Which differences between two policies the page calls worth speaking of."""

import pytest

from tradesim.scenario.classroom import ShownOutcome
from tradesim.web.page import Stage, page_document
from tradesim.web.weight import weight


def outcome(measure: str, **facts: float) -> ShownOutcome:
    return ShownOutcome(measure=measure, label="x", **facts)


@pytest.mark.parametrize(
    ("measure", "facts"),
    [
        ("output_lost_weeks[destination=BBB]", {"matters": 0.1, "below_zero": "a gain"}),
        ("self_sufficiency_end[item=acid, destination=BBB]", {"matters": 0.01}),
        ("licence_waiting_weeks[item=acid, origin=AAA, destination=BBB]", {"matters": 1.0}),
        ("price_peak[item=acid, destination=BBB]", {"matters_share": 0.05}),
        (
            "stock_holding_cost[item=acid, destination=BBB]",
            {"matters": 1.0, "below_zero": "a saving"},
        ),
    ],
)
def test_a_threshold_goes_by_the_unit(stage: Stage, measure: str, facts: dict[str, object]) -> None:
    assert weight(stage.scenario, outcome(measure)) == facts


def test_a_scenario_may_say_what_matters(stage: Stage) -> None:
    told = weight(stage.scenario, outcome("price_peak[item=acid, destination=BBB]", matters=0.3))
    assert told == {"matters": 0.3}


def test_an_exported_page_promises_no_setting_that_was_not_run(stage: Stage) -> None:
    page = page_document(stage, "baked", [(1, 2), (1,), (0,)])
    assert [lever["kept"] for lever in page["levers"]] == [[1, 2], [1], [0]]
    assert [each["name"] for each in page["baselines"]] == ["history"]
    whole = page_document(stage, "server")
    assert [lever["kept"] for lever in whole["levers"]] == [[0, 1, 2], [0, 1, 2], [0, 1]]
    assert len(whole["baselines"]) == 2


def test_the_bets_are_on_the_baseline_that_is_named(stage: Stage) -> None:
    assert page_document(stage, "server")["bets_on"] == [0, 1, 0]
    settings = stage.scenario.page.model_copy(update={"bets_on": "history"})
    named = stage.scenario.model_copy(update={"page": settings})
    assert page_document(Stage("x", named), "server")["bets_on"] == [1, 1, 0]
