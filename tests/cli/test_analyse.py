"""``tradesim analyse``: what it writes, what it prints, what it refuses."""

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.batches import WORLD, small_batch
from tradesim.cli import app

EXPERIMENT = """
name: small
title: A small one
scenario: {world}
vary:
  behaviour.patience_weeks: {{values: [5, 10, 15], unit: week}}
variants:
  as written: {{}}
  trusting: {{set: {{behaviour.distrust_weight: 1}}}}
replicates: 3
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_batch(tmp_path_factory.mktemp("batch"), EXPERIMENT)


def invoke(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def test_tables_and_figures_are_written_beside_the_runs(folder: Path) -> None:
    status, said, _ = invoke("analyse", folder)
    assert status == 0, said
    names = {path.name for path in (folder / "analysis").iterdir()}
    for table in ("distributions", "differences", "response_curves"):
        assert {f"{table}.csv", f"{table}.parquet"} <= names
        as_text = pd.read_csv(folder / "analysis" / f"{table}.csv")
        as_parquet = pd.read_parquet(folder / "analysis" / f"{table}.parquet")
        assert as_text.columns.tolist() == as_parquet.columns.tolist()
        assert len(as_text) == len(as_parquet) > 0
    assert {"response.png", "response.svg", "differences.png"} <= names
    assert "A small one" in said
    assert "Difference from as written" in said
    assert "Response to patience weeks" in said
    assert str(folder / "analysis") in said


def test_the_same_runs_give_the_same_bytes_twice(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for out in (first, second):
        assert invoke("analyse", folder, "--out", out, "--quiet")[0] == 0
    for path in sorted(first.iterdir()):
        if path.suffix != ".png":
            assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_nothing_is_drawn_or_printed_where_that_is_asked(folder: Path, tmp_path: Path) -> None:
    status, said, _ = invoke("analyse", folder, "--out", tmp_path, "--no-figures", "--quiet")
    assert (status, said) == (0, "")
    assert not list(tmp_path.glob("*.png"))


def test_what_is_told_first_can_be_named(folder: Path, tmp_path: Path) -> None:
    cover = "weeks_below_safety_stock[item=acid, destination=BBB]"
    named = ("--show", "price_peak", "--show", cover)
    status, said, _ = invoke("analyse", folder, "--out", tmp_path, "--no-figures", *named)
    assert status == 0
    assert "Weeks below safety stock of acid" in said
    assert "Unmet need" not in said
    assert "Unmet need" in invoke("analyse", folder, "--out", tmp_path, "--no-figures")[1]
    status, _, said = invoke("analyse", folder, "--out", tmp_path, "--show", "price_peek")
    assert status == 2
    assert "Did you mean 'price_peak'?" in said


def test_objectives_of_the_pareto_view_can_be_named(folder: Path, tmp_path: Path) -> None:
    status, _, _ = invoke(
        "analyse", folder, "--out", tmp_path, "--no-figures", "--disruption", "unmet_need",
        "--cost", "price_peak", "--concentration", "top_share_end",
    )  # fmt: skip
    assert status == 0
    table = pd.read_csv(tmp_path / "pareto.csv")
    assert {"disruption", "concentration", "cost", "efficient"} <= set(table.columns)
    assert table["efficient"].any()


def test_an_unknown_outcome_is_refused_with_the_near_miss(folder: Path) -> None:
    status, _, said = invoke("analyse", folder, "--disruption", "unmet_needs")
    assert status == 2
    assert "Did you mean 'unmet_need'?" in said


def test_a_condition_that_is_none_is_wrong_usage(folder: Path) -> None:
    for condition in ("unmet_need", "unmet_need > much", "unmet_need > 1e"):
        assert invoke("analyse", folder, "--discover", condition)[0] == 2


def test_a_folder_without_a_batch_is_wrong_input(tmp_path: Path) -> None:
    status, _, said = invoke("analyse", tmp_path)
    assert status == 1
    assert "no batch stands here" in said


def test_the_folder_of_a_run_is_called_that(tmp_path: Path) -> None:
    arguments = ("run", WORLD, "--quick", "--no-figures", "--out", tmp_path / "run")
    assert invoke(*arguments)[0] == 0
    status, _, said = invoke("analyse", tmp_path / "run")
    assert status == 1
    told = re.search(r"a run, not of a batch: 'tradesim (.*)' tells what it found", said)
    assert told is not None
    assert invoke(*shlex.split(told[1]))[0] == 0
    assert "a new one" not in said


def test_a_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    status, _, said = invoke("analyse", folder, "--out", tmp_path / "file" / "below")
    assert status == 1
    assert "cannot be written" in said


def test_figures_of_an_analysis_are_drawn_for_a_journal(folder: Path, tmp_path: Path) -> None:
    style = tmp_path / "journal.mplstyle"
    style.write_text("font.family: serif\naxes.grid: True\n", encoding="utf-8")
    out = tmp_path / "out"
    asked = ("--size", "two-columns", "--style", style, "--quiet")
    status, _, noted = invoke("analyse", folder, "--out", out, *asked)
    assert status == 0
    assert f"note: {style}: without effect here: axes.grid." in noted
    assert b"DejaVuSerif" in (out / "response.pdf").read_bytes()
