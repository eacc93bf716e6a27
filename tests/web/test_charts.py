"""What the page calls its charts, and what it says of a scenario without a lesson."""

import numpy as np
import pytest

from tests.web.conftest import BARE, stage_of
from tradesim.ensemble import Ensemble
from tradesim.measures.spans import lately
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


def test_exports_of_who_holds_them_back_from_several_countries_go_by_destination() -> None:
    stage = Stage("2022_palm_oil", load_for_page("2022_palm_oil"))
    [chart] = [each for each in stage.charts if each.name.startswith("exports ")]
    assert chart.label == "Palm oil from Indonesia by country of destination"
    assert {"China", "India", "Malaysia"} < {line.label for line in chart.lines}
    [recording] = Ensemble(stage.scenario, [0]).recordings()
    plants = recording.layout.suppliers
    abroad = [
        row
        for row, flow in enumerate(recording.flows)
        if plants[flow.supplier].country == "IDN" and flow.destination != "IDN"
    ]
    left = lately(recording.panels["dispatches"][:, abroad].sum(axis=1), 4)
    np.testing.assert_allclose(chart.values(recording, range(recording.weeks)).sum(axis=0), left)


@pytest.mark.parametrize("scenario", ["2019_curbs", "2023_lithography"])
def test_where_one_country_alone_is_cut_off_imports_say_it_all(scenario: str) -> None:
    charts = Stage(scenario, load_for_page(scenario)).charts
    assert not [chart.name for chart in charts if chart.name.startswith("exports ")]
