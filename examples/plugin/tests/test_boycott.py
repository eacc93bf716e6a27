"""The instrument works everywhere a shipped one does; nothing in tradesim knows its name."""

from pathlib import Path

import pytest
from tradesim_boycott.boycott import Boycott
from tradesim_boycott.measures import MEASURES

import tradesim
from tradesim.docking import dock
from tradesim.errors import ScenarioError
from tradesim.explanations import explain
from tradesim.reporting.report.markdown import markdown
from tradesim.reporting.report.observed import Evidence
from tradesim.reporting.report.run_report import run_report
from tradesim.reporting.report.source import of_result
from tradesim.results import Result
from tradesim.results.tables import summary_document
from tradesim.scenario import Scenario, load, without
from tradesim.scenario.reference import json_schema, reference_markdown
from tradesim.testing import untranslated, with_drawn
from tradesim.web.page import Stage, page_document
from tradesim.web.playing import Player

SCENARIO = Path(__file__).parents[1] / "shunned.yaml"


@pytest.fixture(scope="module")
def shunned() -> Scenario:
    return load(SCENARIO)


@pytest.fixture(scope="module")
def result(shunned: Scenario) -> Result:
    return tradesim.run(shunned, replicates=3)


def share_of_alpha(result: Result) -> float:
    panel = result.recording.panels["arrivals"][60:80]
    return float(panel[:, 0].sum() / panel.sum())


def test_buyers_go_elsewhere(shunned: Scenario, result: Result) -> None:
    calm = tradesim.run(without(shunned, ["no more Alpha"])[0], replicates=3)
    assert share_of_alpha(calm) == pytest.approx(0.6, abs=0.02)
    assert share_of_alpha(result) < 0.5


def test_both_engines_tell_the_same(shunned: Scenario) -> None:
    assert dock(shunned, range(2)).bit_equal


@pytest.mark.parametrize("seed", range(10))
def test_both_engines_tell_the_same_of_any_boycott(shunned: Scenario, seed: int) -> None:
    assert dock(with_drawn(shunned, Boycott, seed), range(2)).bit_equal


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_the_page_says_it_in_another_language(shunned: Scenario, language: str) -> None:
    assert [text for each in (Boycott, *MEASURES) for text in untranslated(each, language)] == []
    page = page_document(Stage("shunned", shunned, 2), "server", language=language)
    words = {
        "ko": ("알파 불매", "호소", "불매 운동으로 잃은 판매액"),
        "ja": ("アルファ不買", "呼びかけ", "不買運動で失われた売上"),
    }[language]
    assert page["levers"][0]["label"] == words[0]
    assert page["words"]["called"] == words[1]
    assert [outcome["label"] for outcome in page["outcomes"]] == [words[2]]
    assert page["outcomes"][0]["help"] in page["words"].values()


def test_a_misspelt_country_is_found_with_its_line(tmp_path: Path) -> None:
    text = SCENARIO.read_text(encoding="utf-8").replace("shunned: AAA", "shunned: AAB")
    (tmp_path / "base.yaml").write_text((SCENARIO.parent / "base.yaml").read_text())
    (tmp_path / "shunned.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"line 13, policies\[0\]\.shunned: 'AAB'"):
        load(tmp_path / "shunned.yaml")


def test_it_stands_in_events_report_page_and_explanation(shunned: Scenario, result: Result) -> None:
    events = result.events
    assert "no more Alpha (boycott)" in set(events["detail"])
    report = markdown(run_report(of_result(result), Evidence()), "")
    assert "no more Alpha" in report
    stage = Stage("shunned", shunned, 2)
    told = [label["label"] for label in Player(stage).run(stage.board.defaults)["policies"]]
    assert [date["values"] for date in told] == [{"names": "no more Alpha", "change": "called"}]
    assert page_document(stage, "server")["scenario"]["name"] == "shunned"
    assert explain(result, "Beta Devices", "2020-02-03").sentences()


def test_its_measure_is_in_the_summary_and_the_account(result: Result) -> None:
    document = summary_document(result.records)
    row = next(row for row in document["measures"] if row["measure"] == "sales_shunned")
    assert row["mean"] > 0
    assert row["origin"] == "AAA"
    report = markdown(run_report(of_result(result), Evidence()), "")
    assert "Exporters in Alphaland, to 'no more Alpha'" in report


def test_its_fields_are_documented() -> None:
    assert "boycott" in reference_markdown()
    assert "Boycott" in json_schema()["$defs"]
