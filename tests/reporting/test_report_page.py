"""The report of a run as a page: valid, self-contained, the same twice, true to its folder."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from tests.reporting.pages import Page
from tradesim.reporting.report.observed import Evidence
from tradesim.reporting.report.page import html
from tradesim.reporting.report.run_report import run_report
from tradesim.reporting.report.source import read_run
from tradesim.results import Result
from tradesim.results.running import run
from tradesim.scenario import Scenario, load, without

SECTIONS = [
    "answer", "changes", "timeline", "items", "exports", "stops", "sides", "judgements",
    "observed", "origin",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return result.write(tmp_path_factory.mktemp("report") / "run", figures=False)


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return html(run_report(read_run(folder), Evidence()))


@pytest.fixture(scope="module")
def parsed(text: str) -> Page:
    return Page(text)


def test_every_element_is_closed_and_every_id_is_there_once(parsed: Page) -> None:
    assert parsed.faults == []
    assert len(parsed.ids) == len(set(parsed.ids)) > len(SECTIONS)


def test_every_section_is_there_and_links_lead_to_what_exists(parsed: Page) -> None:
    assert [key for key in parsed.ids if key in SECTIONS] == SECTIONS
    inner = {place.removeprefix("#") for place in parsed.pointed}
    assert all(place.startswith("#") for place in parsed.pointed)
    assert inner <= set(parsed.ids)


def test_nothing_is_fetched_and_nothing_is_run(text: str, parsed: Page) -> None:
    assert parsed.fetched == []
    assert not {"script", "link", "iframe", "object", "embed", "base", "img"} & set(parsed.tags)
    outside = re.sub(r'xmlns(:\w+)?="[^"]*"', "", text)
    assert "http" not in outside
    assert not re.search(r"url\((?!#)|@import|@font-face|javascript:|\son\w+=", outside)


def test_the_page_is_small(text: str) -> None:
    assert len(text.encode()) < 1_000_000


def test_a_second_report_has_the_same_bytes(folder: Path, text: str) -> None:
    assert html(run_report(read_run(folder), Evidence())) == text


def test_every_figure_says_what_it_shows(parsed: Page) -> None:
    assert parsed.figures == parsed.labelled > 8


def test_figures_keep_their_ids_apart(text: str) -> None:
    for figure in re.findall(r"<svg .*?</svg>", text, re.DOTALL):
        own = set(re.findall(r'\sid="([^"]*)"', figure))
        used = set(re.findall(r'(?:href="#|url\(#)([^")]*)', figure))
        assert used <= own


def test_every_style_that_a_figure_names_is_defined(text: str) -> None:
    named = set(re.findall(r'class="(v\d+)"', text))
    defined = set(re.findall(r"^\.(v\d+)\{", text, re.MULTILINE))
    assert named == defined != set()


def test_every_measure_of_the_summary_stands_in_the_report(folder: Path, parsed: Page) -> None:
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    shown = {value for value, _ in parsed.numbers}
    for measure in summary["measures"]:
        for key in ("mean", "p05", "p95"):
            if measure[key] is not None:
                assert repr(float(measure[key])) in shown, measure


def test_a_number_is_written_as_it_is(parsed: Page) -> None:
    checked = 0
    for value, said in parsed.numbers:
        plain = said.replace(",", "").replace("\N{MINUS SIGN}", "-").replace("\xa0", " ")
        match = re.match(r"(-?[0-9.]+)( %)?", plain)
        if not value or not match:
            assert said == "–" or value
            continue
        share = float(value) * (100.0 if match[2] else 1.0)
        decimals = len(match[1].partition(".")[2])
        slack = 0.51 * 10.0**-decimals
        assert math.isclose(float(match[1]), share, rel_tol=6e-3, abs_tol=slack), (value, said)
        checked += 1
    assert checked > 100


def test_the_answer_says_what_was_lost(parsed: Page) -> None:
    assert "Betaland" in parsed.text
    asked = "What do the individual export licences and white-list removal of Alphaland do to"
    assert f"{asked} the supply of acid" in parsed.text


def test_the_command_to_repeat_it_stands_in_the_report(parsed: Page) -> None:
    assert "tradesim run scenario.yaml --seed 1 --replicates 3" in parsed.text
    assert "Run again" not in parsed.text


def test_judgements_are_told_with_their_reason(parsed: Page) -> None:
    assert "it spoils" in parsed.text
    assert "round figure" in parsed.text


def test_without_evidence_it_says_so(parsed: Page) -> None:
    assert "No observed data are held against this run" in parsed.text


def test_a_world_without_policies_has_a_report(calm: Result, tmp_path: Path) -> None:
    found = Page(
        html(run_report(read_run(calm.write(tmp_path / "calm", figures=False)), Evidence()))
    )
    assert found.faults == []
    assert "nobody intervenes" in found.text
    assert "this scenario has no export control" in found.text.lower()


def test_one_run_has_no_bands(single: Result, tmp_path: Path) -> None:
    folder = single.write(tmp_path / "single", figures=False)
    found = Page(html(run_report(read_run(folder), Evidence())))
    assert "more replicates give bands" in found.text
    assert "band that holds" not in found.text


@pytest.mark.once("asks of each world what others ask of one")
@pytest.mark.parametrize("world", ["instruments", "two_governments", "one_market"])
def test_every_world_has_a_valid_report(world: str, tmp_path: Path) -> None:
    scenario = load(Path(__file__).parents[1] / "worlds" / f"{world}.yaml")
    made = run(scenario, replicates=2)
    text = html(run_report(read_run(made.write(tmp_path / world, figures=False)), Evidence()))
    found = Page(text)
    assert found.faults == []
    assert len(found.ids) == len(set(found.ids))
    assert "nan" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).split()


def test_where_a_line_ran_short_the_report_says_why(scenario: Scenario, tmp_path: Path) -> None:
    harder, _ = without(scenario, ["reserve"])
    values = {
        "policies.acid curb.review_weeks": 40,
        "suppliers.Beta Chemicals.capacity": 20,
        "policies.acid curb.first_decision": None,
    }
    from tradesim.scenario import apply  # noqa: PLC0415

    folder = run(apply(harder, values), replicates=2).write(tmp_path / "hard", figures=False)
    found = Page(html(run_report(read_run(folder), Evidence())))
    assert "Who made less than wanted" in found.text
    assert "Beta Devices ran short of acid" in found.text
    assert "acid curb" in found.text
