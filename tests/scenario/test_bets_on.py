"""The baseline that a page bets on is one of the scenario, also where that extends another."""

from pathlib import Path

import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import ScenarioError
from tradesim.scenario import load
from tradesim.scenario.bundled import scenario_names

BASE = (REPOSITORY / "tests" / "worlds" / "classroom.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    worlds = REPOSITORY / "tests" / "worlds"
    text = (worlds / "two_countries.yaml").read_text(encoding="utf-8")
    (tmp_path / "two_countries.yaml").write_text(text, encoding="utf-8")
    named = BASE.replace("page:\n", "page:\n  bets_on: no_curb\n")
    (tmp_path / "base.yaml").write_text(named, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ("", "no_curb"),
        ("levers: null\nbaselines: null\n", None),
        ("baselines: {no_curb: null}\n", None),
        ("policies: {acid curb: null}\nvariants: null\n", None),
    ],
)
def test_a_baseline_that_is_gone_is_bet_on_no_more(folder: Path, more: str, kept: str) -> None:
    own = folder / "own.yaml"
    own.write_text(f"extends: base\nname: own\n{more}", encoding="utf-8")
    assert load(str(own)).page.bets_on == kept


def test_a_slip_is_told_with_the_near_miss(folder: Path) -> None:
    own = folder / "own.yaml"
    own.write_text("extends: base\nname: own\npage: {bets_on: no_crub}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"'no_crub' is not a baseline .*'no_curb'"):
        load(str(own))


@pytest.mark.parametrize("name", scenario_names())
def test_every_shipped_scenario_can_be_read(name: str) -> None:
    assert load(name).name == name
