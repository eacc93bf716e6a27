"""``tradesim compare``: one sentence a measure, and whether it is more than noise."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
from typer.testing import CliRunner

from tests.source_tree import REPOSITORY
from tradesim import load
from tradesim.cli import app
from tradesim.ensemble import Ensemble
from tradesim.experiments.analysis import Outcome
from tradesim.experiments.analysis.paired import LARGER, NONE, SMALLER, UNKNOWN
from tradesim.experiments.changed import changes
from tradesim.experiments.comparison import Comparison, compare, difference_said
from tradesim.measures.markets import market
from tradesim.records.monthly import by_month
from tradesim.reporting.report.compare_report import key_figure
from tradesim.reporting.report.document import Drawing
from tradesim.scenario import apply, without

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


def test_a_share_is_compared_in_per_cent_and_a_small_number_without_a_power_of_ten() -> None:
    lost = Outcome("lost", "output_lost_share", "share", "", "", "KOR", "")
    weeks = Outcome("weeks", "output_lost_weeks", "week of usual output", "", "", "KOR", "")
    row = {"mean_reference": 0.0, "mean_variant": 8.5e-5, "difference": 8.5e-5, "low": -3e-5}
    said = difference_said(lost, {**row, "high": 2e-4, "verdict": SMALLER}, ("a", "b"))
    assert said == (
        "Share of output lost in KOR: 0 % with a, 0.0085 % with b; a difference of 0.0085 "
        "percentage points (95 %: from \N{MINUS SIGN}0.003 to 0.02), not larger than noise."
    )
    row = {"mean_reference": 8.0, "mean_variant": 2.0, "difference": -6.0, "low": -7.0}
    said = difference_said(weeks, {**row, "high": -5.0, "verdict": LARGER}, ("a", "b"))
    assert said.endswith("lower by 6 weeks of usual output (95 %: 5 to 7), larger than noise.")


def test_the_counts_of_measures_add_up(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    text = WORLD.read_text(encoding="utf-8")
    other.write_text(f"{text}\nbehaviour: {{distrust_weight: 0}}\n", encoding="utf-8")
    table = tmp_path / "table.csv"
    _, said, _ = invoke(WORLD, other, "-n", 3, "--out", table)
    told = re.search(
        r"(\d+) of (\d+) measures differ by more than noise, (\d+) by no more than noise, "
        r"(\d+) not at all(?:; of (\d+) it cannot be told)?",
        said,
    )
    assert told is not None
    larger, total, smaller, same, unknown = (int(number or 0) for number in told.groups())
    assert larger + smaller + same + unknown == total == len(pd.read_csv(table))
    rest = re.search(
        r"Not told here: (\d+) measures that differ by more than noise and (\d+)", said
    )
    assert rest is not None
    sentences = [line for line in said.splitlines() if ", larger than noise." in line]
    assert len(sentences) + int(rest[1]) == larger
    assert said.count("not larger than noise.") + int(rest[2]) == smaller
    assert "Not told here" not in invoke(WORLD, other, "-n", 3, "--all")[1]


def test_measures_of_which_nothing_can_be_told_are_counted_too() -> None:
    chances = [0.001, 0.06, 0.3, np.nan, np.nan, np.nan]
    verdicts = [LARGER, LARGER, SMALLER, NONE, UNKNOWN, UNKNOWN]
    found = Comparison(
        ("a", "b"), (), pd.DataFrame({"verdict": verdicts, "chance_of_many": chances}), {}
    )
    told = "2 of 6 measures differ by more than noise, 1 by no more than noise, 1 not at all; of 2"
    assert found.tally().startswith(f"{told} it cannot be told")
    assert found.tally().endswith("1 hold where that is allowed for (Benjamini-Hochberg, 5%).")


def test_scenarios_that_do_not_last_alike_are_told_of(tmp_path: Path) -> None:
    short = tmp_path / "short.yaml"
    text = WORLD.read_text(encoding="utf-8")
    short.write_text(text.replace("end: 2021-12-26", "end: 2021-06-27"), encoding="utf-8")
    report = tmp_path / "report.md"
    status, _, said = invoke(WORLD, short, "-n", 2, "--report", report)
    assert status == 0
    assert "note: The scenarios do not last alike: A (two_countries) from 2019-01-07 to" in said
    assert "2021-06-27" in said
    assert "The scenarios do not last alike" in report.read_text(encoding="utf-8")
    assert "alike" not in invoke(WORLD, WORLD, "-n", 2)[2]


def test_few_pairs_are_told_of(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    assert (
        "With 4 pairs, intervals are Student's t"
        in invoke(WORLD, WORLD, "-n", 4, "--report", report)[2]
    )
    assert "Student's t" in report.read_text(encoding="utf-8")
    assert "Student" not in invoke(WORLD, WORLD, "-n", 10)[2]


def test_a_report_of_no_known_kind_is_refused_without_an_option_it_does_not_have() -> None:
    status, _, said = invoke(WORLD, WORLD, "--report", "cmp.txt")
    assert status == 2
    assert "cmp.txt" in said
    assert "--format" not in said


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("mine", encoding="utf-8")
    status, _, said = invoke(WORLD, WORLD, "-n", 2, "--out", tmp_path / "table.csv")
    assert status == 1
    assert "exists already" in said
    assert (tmp_path / "table.csv").read_text(encoding="utf-8") == "mine"


def test_one_pair_is_too_few_and_an_unknown_variant_is_told() -> None:
    assert invoke(WORLD, WORLD, "-n", 1)[0] == 2
    status, _, said = invoke(WORLD, WORLD, "--variant-b", "none")
    assert status == 2
    assert "variant" in said


def test_a_variant_says_what_it_has_otherwise_and_draws_trade(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    status, _, _ = invoke(WORLD, WORLD, "--variant-b", "no_curb", "-n", 3, "--report", path)
    assert status == 0
    text = path.read_text(encoding="utf-8")
    assert "What is different with “two_countries (no_curb)” than with" in text
    assert "otherwise than two_countries: without 'acid curb'" in text
    assert "From Jul 2019 on, where the two part, exporters under control sold for USD" in text
    for name in ("trade", "price", "sales"):
        assert (tmp_path / "report_figures" / f"compared_{name}.png").is_file()


def test_trade_price_and_sales_are_those_of_the_runs() -> None:
    world = load(WORLD)
    free, _ = without(world, ["acid curb", "list removal"])
    found = compare((world, free), ("curbed", "free"), 3, 1)
    for name, scenario in (("curbed", world), ("free", free)):
        recording = next(Ensemble(scenario, range(3), seed=1).recordings())
        lines = {line.name: line for line in found.lines[name]}
        sold = np.zeros(recording.weeks)
        for item in world.items:
            place = market(recording, item, "BBB")
            sold += place.value(place.rows_from("AAA".__eq__)).mean(axis=1)
        monthly = by_month(sold[:, np.newaxis], recording.layout.calendar)[:, 0]
        assert np.allclose(lines["sales"].mean, monthly)
        assert (lines["price"].mean > 0.5).all()
    curbed, free_trade = ({x.name: x for x in found.lines[n]}["trade"] for n in ("curbed", "free"))
    assert curbed.mean.sum() < free_trade.mean.sum()


def test_what_is_nothing_in_the_second_is_no_bar() -> None:
    world = load(WORLD)
    free, _ = without(world, ["acid curb", "list removal"])
    found = compare((world, free), ("curbed", "free"), 6, 1)
    gone = found.table[(found.table["mean_variant"] == 0.0) & (found.table["mean_reference"] > 0.0)]
    assert len(gone) > 0
    with_bars = key_figure(found)
    for block in with_bars:
        assert isinstance(block, Drawing)
        labels = [text.get_text() for text in block.figure.axes[0].get_yticklabels()]
        for outcome in found.outcomes:
            if outcome.column in set(gone["outcome"]):
                assert outcome.called not in labels


def test_changes_are_told_by_policy_and_by_figure() -> None:
    world = load(WORLD)
    other = apply(
        without(world, ["reserve"])[0],
        {
            "behaviour.patience_weeks": 7,
            "policies.acid curb.terms.review_weeks": 5,
            "policies.acid curb.lifted": "2021-04-01",
        },
    )
    told = list(changes(world, other))
    assert told[0] == "without 'reserve'"
    assert told[1].startswith("'acid curb': terms review weeks 5 in place of 13 and lifted")
    assert told[2].startswith("behaviour patience weeks 7 in place of ")
    assert list(changes(world, world)) == []
