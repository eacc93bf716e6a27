"""Measures of one's own on the page: formulas and those of packages, for goals and bets."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.test_one_measure import FEE
from tests.web.conftest import CLASSROOM, copy_worlds, stage_of
from tests.web.test_checking import problems
from tradesim.measures.catalogue import MEASURES
from tradesim.web.own_measures import markets_of
from tradesim.web.page import Stage, page_document
from tradesim.web.playing import Player

LOST = "output_lost_weeks[destination=BBB]"
WAITED = "licence_waiting_weeks[item=acid, origin=AAA, destination=BBB]"
OWN = f"""  measures:
    burden: {{formula: "100 * {LOST} + {WAITED}", unit: points}}
    lost_share: {{formula: "{LOST} / 100", unit: share, meaning: What part is lost.}}
"""
GOAL = "minimise: hhi_by_country_end[item=acid, destination=BBB]"


def staged(folder: Path, goal: str, measures: str = OWN) -> Stage:
    """Return the small world with a goal and measures of one's own."""
    copy_worlds(folder)
    file = folder / "mine.yaml"
    text = CLASSROOM.read_text(encoding="utf-8").replace(GOAL, goal, 1)
    file.write_text(text.replace("  outcomes:\n", f"{measures}  outcomes:\n", 1), encoding="utf-8")
    return stage_of(file)


def shown(stage: Stage, measure: str) -> dict[str, Any]:
    told = page_document(stage, "server")["outcomes"]
    return next(each for each in told if each["measure"] == measure)


def values(run: dict[str, Any], measure: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array(run["outcomes"][measure]["values"], dtype=np.float64)


def test_a_goal_asks_for_a_formula_and_the_page_shows_it(tmp_path: Path) -> None:
    stage = staged(tmp_path, "minimise: burden")
    told = page_document(stage, "server")
    assert told["goals"][0]["minimise"] == "burden"
    assert shown(stage, "burden")["label"] == "Burden"
    assert shown(stage, "burden")["unit"] == "points"
    assert "licence_waiting_weeks" in shown(stage, "burden")["help"]


def test_a_formula_comes_to_what_its_measures_come_to(tmp_path: Path) -> None:
    stage = staged(tmp_path, "minimise: burden")
    run = Player(stage).run((1, 2, 0))
    expected = 100 * values(run, LOST) + values(run, WAITED)
    assert (values(run, WAITED) > 0).all()
    np.testing.assert_allclose(values(run, "burden"), expected, rtol=1e-5)


def test_a_formula_of_what_a_setting_lacks_has_no_value(tmp_path: Path) -> None:
    stage = staged(tmp_path, "minimise: burden")
    ban = Player(stage).run((2, 1, 0))
    assert ban["outcomes"][WAITED]["values"] == [None] * 4
    assert ban["outcomes"]["burden"]["values"] == [None] * 4


def test_a_share_of_ones_own_is_told_in_per_cent(tmp_path: Path) -> None:
    told = shown(staged(tmp_path, "maximise: lost_share"), "lost_share")
    assert (told["format"], told["matters"]) == ("percent", 0.01)
    assert told["help"] == "What part is lost."


def test_a_goal_asks_for_a_measure_of_a_package(tmp_path: Path) -> None:
    column = "handling_fee[item=acid, destination=BBB]"
    with MEASURES.also(FEE):
        stage = staged(tmp_path, f"minimise: '{column}'", measures="")
        assert shown(stage, column)["help"] == FEE.meaning
        assert (values(Player(stage).run((1, 1, 0)), column) > 0).all()


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("sum(licence_waiting_week)", "Did you mean 'licence_waiting_weeks'?"),
        ("sum(licence_waiting_weeks", "is no formula such as"),
        ("price_peak[item=acids, destination=BBB]", "Did you mean 'acid'?"),
        ("__import__('os')", "there is no function __import__()"),
        ("2 * lost", "'lost' is not a measure"),
        ("2 * burden", "it has no places, and stands in no formula"),
        ("2 * unmet_need", "columns: say which"),
    ],
)
def test_a_formula_that_is_none_is_told_with_its_line(
    tmp_path: Path, formula: str, said: str
) -> None:
    own = f'  measures:\n    burden: {{formula: "{formula}"}}\n'
    told = problems(tmp_path, "  outcomes:\n", f"{own}  outcomes:\n")
    assert said in told
    assert told.startswith("line "), told


def test_a_measure_of_ones_own_has_a_name_of_its_own(tmp_path: Path) -> None:
    own = '  measures:\n    unmet_need: {formula: "sum(output_lost_weeks)"}\n'
    told = problems(tmp_path, "  outcomes:\n", f"{own}  outcomes:\n")
    assert "'unmet_need' is a measure already" in told


def test_only_markets_that_are_shown_or_asked_for_by_a_formula_are_measured(
    tmp_path: Path,
) -> None:
    plain = stage_of(CLASSROOM).scenario
    assert markets_of(plain, [LOST]) == frozenset()
    assert markets_of(plain, [LOST, WAITED]) == {("acid", "BBB")}
    assert markets_of(plain, ["hhi_by_country_end"]) is None
    assert markets_of(staged(tmp_path, "minimise: burden").scenario, [LOST]) == {("acid", "BBB")}
