"""Which differences between two policies the page calls worth speaking of."""

import pytest

from tests.web.conftest import BARE, stage_of
from tradesim.scenario.bundled import scenario_names
from tradesim.scenario.classroom import ShownOutcome
from tradesim.web.checking import load_for_page
from tradesim.web.measure_names import weight
from tradesim.web.page import Stage, page_document


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
            "exporter_revenue_lost_for_good[origin=AAA, destination=BBB]",
            {"matters": 1.0, "below_zero": "a gain"},
        ),
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


@pytest.mark.once("asks of each shipped scenario what others ask of one")
@pytest.mark.parametrize("name", scenario_names())
def test_no_bet_is_decided_by_less_than_what_matters(name: str) -> None:
    page = page_document(Stage(name, load_for_page(name)), "server")
    least = {each["measure"]: each.get("matters", 0.0) for each in page["outcomes"]}
    for bet in page["bets"]:
        for choice in bet["choices"]:
            width = choice.get("at_most", 1e9) - choice.get("at_least", 0.0)
            assert width >= least[bet["measure"]], (bet["question"], choice["label"])


def test_outcomes_that_nobody_named_are_phrases_and_no_tick_is_for_the_sellers() -> None:
    page = page_document(stage_of(BARE), "server")
    named = {
        each["measure"].partition("[")[0]: each
        for each in page["outcomes"]
        if "item=film" not in each["measure"]
    }
    assert {name: each["label"] for name, each in named.items()} == {
        "output_lost_weeks": "Output lost in Betaland",
        "hhi_by_country_end": "Concentration of acid by country, at the end",
        "price_peak": "Highest price of acid",
        "exporter_revenue_lost_for_good": "Sales that exporters of Alphaland lose for good",
    }
    assert named["exporter_revenue_lost_for_good"]["better"] is None
    assert page["better_for"] == "Betaland"


def test_the_page_says_what_a_reader_must_know_of_an_instrument_and_over_which_weeks() -> None:
    neon = page_document(Stage("2022_neon", load_for_page("2022_neon")), "server")
    [caution] = neon["cautions"]
    assert "Spot prices" in caution
    korean = page_document(Stage("2022_neon", load_for_page("2022_neon")), "server", language="ko")
    assert "현물 가격" in korean["cautions"][0]
    curbs = page_document(Stage("2019_curbs", load_for_page("2019_curbs")), "server")
    assert curbs["cautions"] == []
    assert curbs["lived"] == {"start": "2018-01-01", "end": "2023-12-25"}
    assert (curbs["weeks"][0], curbs["weeks"][-1]) == ("2019-01-07", "2023-12-25")
