"""Reading experiments: every problem at once, with its line and what to do."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.experiments.conftest import SMALL
from tradesim.errors import ExperimentError
from tradesim.experiments import load_experiment

Write = Callable[..., Path]


def test_a_sound_experiment_is_read(small: Path) -> None:
    study = load_experiment(small)
    assert list(study.arms) == ["baseline", "no_curb", "reserve"]
    assert study.design.count == 30
    assert study.seed == study.scenario.seed
    names = {policy.name for policy in study.arms["no_curb"].policies}
    assert "acid curb" not in names


def test_all_problems_of_a_file_are_said_together_with_their_lines(write: Write) -> None:
    file = write("""\
name: wrong
description: Everything that can be wrong.
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [1, 260]}
  behaviour.patience_week: {range: [1, 2], unit: week}
  behaviour.patience_weeks: {normal: {mean: 8, sd: 3}, unit: days}
  buyers.Beta Devices.needs.acid.importance: {categorical: [critical, importan]}
  policies.reserve.cover_weeks: {unit: week}
  policies[4].cover_weeks: {range: [1, 2], unit: week}
variants:
  baseline: {}
  no_curb: {variant: no_crb}
  longer: {set: {policies.acid curb.terms.review_weeks: 4}}
reference: base
design: {kind: sobol, samples: 40}
outcomes: [summary, hhi_by_suplier_end, "unmet_need[item=acid, destination=BBC]"]
threshold: {outcome: output_lost_share}
show: ["unmet_need[item=acd, destination=BBB]", "output_lost_weeks[who=BBB]", weekly]
""")
    with pytest.raises(ExperimentError) as refused:
        load_experiment(file)
    said = str(refused.value).splitlines()
    assert said[0] == f"{file}: 17 problems"
    for line in (
        "line 5, vary.policies.acid curb.review_weeks: the unit is missing. Write unit: week.",
        "line 5, vary.policies.acid curb.review_weeks: 260 is more than 52.",
        "'patience_week' is not a field of 'behaviour'. Did you mean 'patience_weeks'?",
        "line 7, vary.behaviour.patience_weeks: the numbers are in 'days', but 'week' is meant.",
        "Multiply each by 0.1429, and write unit: week.",
        "'importan' is none of critical, important, replaceable. Did you mean 'important'?",
        "line 9, vary.policies.reserve.cover_weeks: nothing says how it varies: give one of values",
        "line 10, vary.policies[4].cover_weeks: this is varied already, as 'policies.reserve",
        "line 13, variants.no_curb.variant: the scenario has no such variant",
        "line 14, variants.longer.set.policies.acid curb.terms.review_weeks: 'policies.acid curb",
        "line 15, reference: 'base' is not one of the variants (baseline, no_curb, longer).",
        "line 16, design.samples: 40 is no power of two. Write 32 or 64.",
        "line 17, outcomes[1]: 'hhi_by_suplier_end' is no outcome. Did you mean",
        "line 17, outcomes[2]: destination 'BBC' is no country of the scenario. Did you mean",
        "line 19, show[0]: item 'acd' is no item of the scenario. Did you mean 'acid'?",
        "line 19, show[1]: 'output_lost_weeks[who=BBB]': 'who=BBB' is not one of item, origin",
        "line 19, show[2]: 'weekly' is no outcome.",
        "line 18, threshold: give either 'above' or 'below'.",
    ):
        assert any(line in each for each in said), line


def test_slips_of_the_schema_hide_no_others(write: Write) -> None:
    file = write("""\
nme: wrong
description: Slips of the schema, and others.
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [1, 260], unit: week}
  behaviour.patience_week: {rnge: [1, 2], unit: week}
variants:
  baseline: {}
  no_curb: {variant: no_crb}
  longer: {se: {}}
reference: longer
design: {kind: sobl, samples: 40}
outcomes: [3, hhi_by_suplier_end]
""")
    with pytest.raises(ExperimentError) as refused:
        load_experiment(file)
    said = str(refused.value).splitlines()
    for line in (
        "line 1: unknown field 'nme'. Did you mean 'name'?",
        "line 5, vary.policies.acid curb.review_weeks: 260 is more than 52.",
        "line 6, vary.behaviour.patience_week: unknown field 'rnge'. Did you mean 'range'?",
        "line 6, vary.behaviour.patience_week: 'patience_week' is not a field of 'behaviour'.",
        "line 9, variants.no_curb.variant: the scenario has no such variant",
        "line 10, variants.longer: unknown field 'se'. Did you mean 'set'?",
        "line 12, design.kind: ",
        "line 13, outcomes[0]: ",
        "line 13, outcomes[1]: 'hhi_by_suplier_end' is no outcome. Did you mean",
    ):
        assert any(line in each for each in said), line
    assert said[0] == f"{file}: 9 problems"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("range: [1, 26]", "range: [26, 1]", "two ends are needed, the lower one first"),
        ("range: [1, 26]", "range: [1]", "two ends are needed"),
        ("range: [1, 26]", "rnge: [1, 26]", "unknown field 'rnge'. Did you mean 'range'?"),
        ("range: [1, 26]", "range: [1 week, 26]", "is neither a number nor a date"),
        ("range: [1, 26]", "log_uniform: [0, 26]", "needs two numbers above 0"),
        ("range: [1, 26]", "range: [1, 26], uniform: [1, 2]", "exclude each other"),
        ("range: [1, 26]", "range: [1, 26], steps: 3", "'steps' are for a grid"),
        ("range: [1, 26]", "triangular: {low: 4, mode: 2, high: 9}", "low <= mode <= high"),
        ("[critical, important]", "[critical, critical]", "stands here twice"),
        ("important]}", "important], weights: [1]}", "as many weights as alternatives"),
        ("latin_hypercube", "sobl", "Did you mean 'sobol'?"),
        ("{kind: latin_hypercube, samples: 30}", "grid", "a grid needs 'steps'"),
        (
            "{kind: latin_hypercube, samples: 30}",
            "{kind: list, file: x.csv}",
            "there is no such file",
        ),
        ("replicates: 2", "replicates: 0", "0 is less than 1"),
        ("scenario: world.yaml", "scenario: word.yaml", "Did you mean 'world.yaml'?"),
        ("scenario: world.yaml", "scenaro: world.yaml", "Did you mean 'scenario'?"),
        ("samples: 30", "samples: 99999999", "is more than 10,000,000"),
        ("replicates: 2", "replicates: 1000000000000", "is more than 1,000,000"),
    ],
)
def test_a_slip_is_named_with_what_to_do(write: Write, before: str, after: str, said: str) -> None:
    assert before in SMALL
    with pytest.raises(ExperimentError) as refused:
        load_experiment(write(SMALL.replace(before, after)))
    assert said in str(refused.value)
    assert "  line " in str(refused.value)


def test_a_counted_policy_means_another_one_where_some_are_left_out(write: Write) -> None:
    text = SMALL.replace("policies.acid curb.review_weeks", "policies[0].review_weeks")
    with pytest.raises(ExperimentError, match=r"'policies\[0\].*' would mean another"):
        load_experiment(write(text))


def test_problems_of_the_scenario_are_said_too(write: Write, tmp_path: Path) -> None:
    file = write()
    world = tmp_path / "world.yaml"
    world.write_text(world.read_text(encoding="utf-8").replace("grade: 5", "grade: much", 1))
    with pytest.raises(ExperimentError, match=r"(?s)line 3, scenario: .*'much' is not a number"):
        load_experiment(file)


def test_an_experiment_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match="neither a file nor an experiment"):
        load_experiment("nowhere")
    with pytest.raises(ExperimentError, match="there is no such file"):
        load_experiment(tmp_path / "nowhere.yaml")


POINTS = """\
name: listed
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {unit: week}
  policies.acid curb.effective: {}
design: {kind: list, file: points.csv}
"""


def test_points_are_read_from_a_table(write: Write, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(
        "policies.acid curb.effective,policies.acid curb.review_weeks\n"
        "2019-07-04,4\n2019-08-05,13.5\n",
        encoding="utf-8",
    )
    design = load_experiment(write(POINTS)).design
    assert design.names == ("policies.acid curb.review_weeks", "policies.acid curb.effective")
    assert design.values["policies.acid curb.review_weeks"].tolist() == [4.0, 13.5]
    dates = design.values["policies.acid curb.effective"]
    assert np.array_equal(dates, np.array(["2019-07-04", "2019-08-05"], dtype="datetime64[D]"))


def test_what_is_wrong_with_a_table_of_points_is_said(write: Write, tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    for text, said in (
        ("policies.acid curb.effectiv\n2019-07-04\n", "Did you mean 'policies.acid curb.eff"),
        ("policies.acid curb.effective,policies.acid curb.review_weeks\n1\n", "row 2 has not 2"),
        ("a,a\n1,2\n", "more than once"),
        ("a\n", "at least one row"),
        (
            "policies.acid curb.effective,policies.acid curb.review_weeks\n2019-07-04,90\n",
            "90 is more than 52",
        ),
    ):
        table.write_text(text, encoding="utf-8")
        with pytest.raises(ExperimentError, match=said):
            load_experiment(write(POINTS))
