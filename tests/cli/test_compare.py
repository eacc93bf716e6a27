"""``tradesim compare``: one sentence a measure, and whether it is more than noise."""

from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tradesim import load
from tradesim.cli import app
from tradesim.experiments.analysis.paired import LARGER, NONE
from tradesim.experiments.comparison import compare
from tradesim.scenario import apply

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


def invoke(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["compare", *(str(argument) for argument in arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_a_scenario_does_not_differ_from_itself() -> None:
    status, said, _ = invoke(WORLD, WORLD, "-n", 4)
    assert status == 0
    assert "0 of" in said
    assert "measures differ by more than noise" in said


def test_a_difference_in_behaviour_is_told_with_its_interval(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    text = WORLD.read_text(encoding="utf-8")
    assert "behaviour:" not in text
    other.write_text(f"{text}\nbehaviour: {{distrust_weight: 0}}\n", encoding="utf-8")
    status, said, _ = invoke(WORLD, other, "-n", 8, "--out", tmp_path / "table.csv")
    assert status == 0
    assert "larger than noise." in said
    assert "95 %:" in said
    table = pd.read_csv(tmp_path / "table.csv")
    assert {"outcome", "unit", "difference", "low", "high", "verdict"} <= set(table.columns)
    assert (table["verdict"] == LARGER).any()


def test_pairs_meet_the_same_draws() -> None:
    world = load(WORLD)
    found = compare((world, world), ("a", "b"), 3, 1)
    assert set(found.table["verdict"]) <= {NONE, "unknown"}
    assert found.sentences() == []
    assert found.only == {"a": (), "b": ()}


def test_a_sentence_says_which_way_and_how_far() -> None:
    world = load(WORLD)
    other = apply(world, {"behaviour.distrust_weight": 0})
    found = compare((world, other), ("here", "there"), 8, 1)
    told = {outcome.column: said for outcome, said in found.sentences()}
    rows = found.table.set_index("outcome")
    for column, said in told.items():
        row = rows.loc[column]
        assert "with here" in said
        if row["verdict"] == LARGER:
            assert ("higher by" if row["difference"] > 0 else "lower by") in said
        else:
            assert "not larger than noise" in said


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("mine", encoding="utf-8")
    status, _, said = invoke(WORLD, WORLD, "-n", 2, "--out", tmp_path / "table.csv")
    assert status == 1
    assert "exists already" in said
    assert (tmp_path / "table.csv").read_text(encoding="utf-8") == "mine"


def test_one_pair_is_too_few_and_an_unknown_variant_is_told() -> None:
    assert invoke(WORLD, WORLD, "-n", 1)[0] == 2
    status, _, said = invoke(WORLD, WORLD, "--variant-b", "none")
    assert status == 1
    assert "variant" in said
