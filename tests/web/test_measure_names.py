"""What a measure is called on the page: words and names that a class reads, no identifiers."""

import pytest

from tests.web.conftest import CLASSROOM
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario, load
from tradesim.scenario.classroom import Bet
from tradesim.web.measure_names import LONGEST, measure_label, measure_unit
from tradesim.web.page import Stage, page_document


@pytest.fixture(scope="module")
def curbs() -> Scenario:
    return load("2019_curbs")


@pytest.mark.parametrize(
    ("measure", "label"),
    [
        (
            "licences_granted[item=hf_liquid, origin=JPN, destination=KOR]",
            "Licences granted (liquid hydrogen fluoride, Japan to Korea)",
        ),
        (
            "looked_through_hhi_by_country_worst[item=resist_euv, destination=KOR]",
            "Concentration by country at its highest, looked through (Photoresist, EUV, Korea)",
        ),
        ("public_spending[origin=JPN]", "Public money spent (from Japan)"),
        ("share_price_end[actor=Stella Chemifa]", "Share price at the end (Stella Chemifa)"),
        ("output_lost_share", "Share of output lost"),
    ],
)
def test_a_measure_is_called_by_words(curbs: Scenario, measure: str, label: str) -> None:
    told = measure_label(curbs, measure)
    assert told == label if len(label) <= LONGEST else told.endswith("…")
    assert len(told) <= LONGEST


def test_every_measure_has_a_name_of_its_own(curbs: Scenario) -> None:
    told = {name: measure_label(curbs, name) for name in MEASURES}
    assert len(set(told.values())) == len(MEASURES)
    assert not any("_" in label or label != label.strip() for label in told.values())
    assert all(label[:1].isupper() for label in told.values())


def test_units_follow_a_number(curbs: Scenario) -> None:
    assert measure_unit(curbs, "licence_waiting_weeks[item=hf_liquid]") == "weeks"
    assert measure_unit(curbs, "unmet_need[item=hf_liquid, destination=KOR]") == "t"
    assert measure_unit(load("chips_act"), "unmet_need[item=memory]") == "wafers"


def test_a_measure_that_only_a_bet_names_is_labelled_on_the_page() -> None:
    scenario = load(str(CLASSROOM))
    bet = Bet(
        question="How many?",
        measure="licences_refused[item=acid, origin=AAA, destination=BBB]",
        choices=scenario.bets[0].choices,
    )
    asking = scenario.model_copy(update={"bets": [bet]})
    rows = page_document(Stage("classroom", asking, 1), "server")["outcomes"]
    assert rows[-1]["label"] == "Licences refused (acid, Alphaland to Betaland)"
    assert rows[-1]["unit"] == "applications"
