"""The terminal tells a fit and what was left out of it in tables that eighty columns hold."""

from pathlib import Path

import pytest
import typer

from tradesim.cli.leave_out import _tell, _words_at_the_end
from tradesim.evidence.leave_out.folds import Bench, leave_out
from tradesim.evidence.leave_out.tables import ablation_table


def test_scores_of_the_fit_and_left_out_stand_in_tables_of_their_own(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    first = next(iter(bench.study.groups))
    found = leave_out(bench, [first])
    _tell(bench.study, found, Path("out"))
    said = capsys.readouterr().out
    fit, left, worth, _ = said.strip().split("\n\n")[:4]
    scores = ["in", "band", "coverage", "lowest", "interval", "CRPS", "skill"]
    assert fit.splitlines()[1].split() == left.splitlines()[1].split() == ["episode", *scores]
    assert "\nall " in fit
    assert "\nall " not in left, "one episode alone is no average"
    assert first not in worth
    assert max(len(line.rstrip()) for line in said.splitlines()) <= 80


def test_the_worth_of_a_mechanism_on_one_group_alone_is_not_judged(bench: Bench) -> None:
    found = leave_out(bench, [next(iter(bench.study.groups))])
    alone = ablation_table(bench.study, found)
    assert {row["stays"] for row in alone} == {""}


def test_who_stops_a_fit_is_told_where_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, _words_at_the_end(Path("kept")):
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    assert "kept in kept: the same command goes on" in capsys.readouterr().err
