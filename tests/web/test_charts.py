"""What the page calls its charts, and what it says of a scenario without a lesson."""

import pytest

from tests.web.conftest import BARE, stage_of
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage, page_document


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        ("2019_curbs", "Hydrogen fluoride (liquid; gas)"),
        ("2019_curbs", "Photoresist (DUV; EUV)"),
        ("2019_curbs", "Fluorinated polyimide"),
        ("2023_graphite", "Flake graphite"),
        ("2023_lithography", "Lithography (immersion tools; other tools)"),
    ],
)
def test_goods_of_a_group_are_told_without_what_its_name_says(scenario: str, told: str) -> None:
    page = page_document(Stage(scenario, load_for_page(scenario), 2), "server")
    assert f"{told} by country of origin" in {chart["label"] for chart in page["charts"]}


@pytest.mark.parametrize(("language", "told"), [("en", "sales that"), ("ko", "일본 수출")])
def test_an_outcome_begins_small_within_an_english_sentence(language: str, told: str) -> None:
    stage = Stage("2019_curbs", load_for_page("2019_curbs"), 2)
    outcomes = page_document(stage, "server", language=language)["outcomes"]
    [sales] = [each for each in outcomes if "revenue_lost_for_good" in each["measure"]]
    assert sales["in_sentence"].startswith(told)


def test_a_description_is_not_told_a_second_time_as_the_lesson() -> None:
    page = page_document(stage_of(BARE), "server")
    assert page["scenario"]["description"]
    assert page["lesson"] == []


def test_what_only_a_goal_asks_about_stands_beside_the_outcomes_of_the_page() -> None:
    page = page_document(Stage("2019_curbs", load_for_page("2019_curbs"), 2), "server")
    beside = [each["measure"].split("[")[0] for each in page["outcomes"] if each["beside"]]
    assert beside == ["licences_granted"]
    bare = page_document(stage_of(BARE, 2), "server")
    assert not any(each["beside"] for each in bare["outcomes"])
