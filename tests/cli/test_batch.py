"""``tradesim batch``."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from tradesim.experiments import trial
from tradesim.experiments.executors import Inline
from tradesim.experiments.store.lock import locked

Command = Callable[..., Any]

EXPERIMENT = """\
name: reviews
description: How long may a review take?
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [4, 26], steps: 3, unit: week}
variants:
  baseline: {}
  no_curb: {variant: no_curb}
replicates: 2
"""


@pytest.fixture
def experiment(here: Path) -> Path:
    world = yaml.safe_load((here / "world.yaml").read_text(encoding="utf-8"))
    world["end"] = "2019-12-29"
    for policy in world["policies"]:
        for field in {"lifted", "amendments", "restored", "until"} & set(policy):
            del policy[field]
    del world["shocks"]
    (here / "world.yaml").write_text(yaml.safe_dump(world, sort_keys=False), encoding="utf-8")
    (here / "reviews.yaml").write_text(EXPERIMENT, encoding="utf-8")
    return here / "reviews.yaml"


def test_a_batch_says_what_it_will_do_and_where_it_is_written(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    done = tradesim("batch", experiment.name, "--jobs", "1")
    assert done.exit_code == 0
    said = done.stderr
    assert "12 runs (3 points x 2 variants x 2 replicates) in 2 blocks" in said
    assert "engine: the ensemble" in said
    assert re.search(r"estimate: about \d+ s on 1 cores? like this one, \d+ kB of disk", said)
    assert "note: 'no_curb' has nothing that 'policies.acid curb.review_weeks' belongs to" in said
    assert "12 runs in results/reviews\nNext: tradesim analyse results/reviews" in done.stdout
    assert len(pd.read_parquet(here / "results" / "reviews" / "runs.parquet")) == 12


def test_a_batch_that_grows_says_what_the_runs_to_come_will_take(
    tradesim: Command, experiment: Path
) -> None:
    assert tradesim("batch", experiment.name, "--jobs", "1").exit_code == 0
    grown = tradesim("batch", experiment.name, "--jobs", "1", "--resume", "--replicates", "4")
    assert grown.exit_code == 0
    said = r"estimate: about \d+ s on 1 core like this one, \d+ kB of disk for the 12 runs to come"
    assert re.search(said, grown.stderr)
    again = tradesim("batch", experiment.name, "--jobs", "1", "--resume", "--replicates", "4")
    assert "estimate" not in again.stderr


def test_blocks_computed_apart_say_what_they_take_and_that_they_are_to_be_merged(
    tradesim: Command, experiment: Path
) -> None:
    apart = ("batch", experiment.name, "--jobs", "1", "--blocks", "1:", "--out", "part")
    done = tradesim(*apart)
    assert "of disk for the 6 runs to come" in done.stderr
    assert "6 runs in part\nNext: tradesim merge part ... --out DIR" in done.stdout
    assert "left it; 6 of 12 runs: it is unfinished." in tradesim("verify", "part").stdout
    assert "estimate" not in tradesim(*apart, "--resume").stderr


def test_what_merge_and_verify_refuse_advises_what_they_have(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    assert tradesim("batch", experiment.name, "--jobs", "1", "--out", "whole").exit_code == 0
    merged = tradesim("merge", "whole", "--out", "whole")
    assert merged.exit_code == 1
    said = "a batch stands here already. Name another folder with --out.\n"
    assert merged.stderr == f"{here / 'whole'}: {said}"
    (here / "whole" / "design.parquet").write_bytes(b"edited")
    for words in (("verify", "whole"), ("merge", "whole", "--out", "other")):
        edited = tradesim(*words)
        assert edited.exit_code == 1
        assert "'tradesim report --trust' reads them as they are" in edited.stderr


def test_what_is_not_there_does_not_grow(tradesim: Command, experiment: Path) -> None:
    grown = tradesim("batch", experiment.name, "--resume", "--replicates", "4")
    assert grown.exit_code == 2
    assert "reviews: no batch stands here. A new one has as many as its file says." in grown.stderr


def test_the_bar_of_blocks_computed_apart_ends_with_their_runs(
    tradesim: Command, experiment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    totals: list[int] = []

    @contextmanager
    def shown(total: int, *, silent: bool) -> Iterator[None]:
        assert not silent
        totals.append(total)
        yield None

    module = import_module("tradesim.cli.batch")  # the package has the command by this name
    monkeypatch.setattr(module, "run_progress", shown)
    for words in (("--blocks", "1:", "--out", "part"), ("--blocks", "0:", "--out", "whole")):
        assert tradesim("batch", experiment.name, "--jobs", "1", *words).exit_code == 0
    assert totals == [6, 12]


def test_a_list_that_varies_is_told_by_its_names(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    text = EXPERIMENT.replace(
        "  policies.acid curb.review_weeks: {range: [4, 26], steps: 3, unit: week}",
        "  policies.reserve.buyers: {values: [[Beta Devices], [Alpha Devices, Beta Devices]]}",
    )
    experiment.write_text(text, encoding="utf-8")
    assert tradesim("batch", experiment.name, "--jobs", "1").exit_code == 0
    runs = pd.read_parquet(here / "results" / "reviews" / "runs.parquet")
    told = {"Beta Devices", "Alpha Devices, Beta Devices"}
    assert set(runs["policies.reserve.buyers"]) == told
    assert tradesim("run", "results/reviews", "--row", "3", "--no-figures").exit_code == 0


def test_a_column_that_no_run_has_is_counted_in_the_unit_of_its_item(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    never = 'outcomes: [output_lost_weeks, "unmet_need[item=film, destination=AAA]"]\n'
    experiment.write_text(EXPERIMENT + never, encoding="utf-8")
    assert tradesim("batch", experiment.name, "--jobs", "1").exit_code == 0
    columns = pd.read_csv(here / "results" / "reviews" / "columns.csv", index_col=0)
    assert columns.loc["unmet_need[item=film, destination=AAA]", "unit"] == "m2"


def test_a_dry_run_writes_nothing(tradesim: Command, experiment: Path, here: Path) -> None:
    done = tradesim("batch", experiment.name, "--dry-run")
    assert done.exit_code == 0
    assert "12 runs" in done.stderr
    assert not (here / "results").exists()


def test_a_quiet_batch_says_nothing(tradesim: Command, experiment: Path) -> None:
    done = tradesim("batch", experiment.name, "--jobs", "1", "--quiet", "--out", "out")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_a_wrong_experiment_is_refused_with_its_lines(tradesim: Command, experiment: Path) -> None:
    experiment.write_text(EXPERIMENT.replace("steps", "step"), encoding="utf-8")
    done = tradesim("batch", experiment.name)
    assert done.exit_code == 1
    assert "reviews.yaml: 1 problem" in done.stderr
    assert "line 5, vary.policies.acid curb.review_weeks: unknown field 'step'" in done.stderr


def test_a_batch_is_not_written_over_but_resumed(tradesim: Command, experiment: Path) -> None:
    arguments = ("batch", experiment.name, "--jobs", "1")
    assert tradesim(*arguments).exit_code == 0
    again = tradesim(*arguments)
    assert again.exit_code == 1
    assert "Continue it with --resume" in again.stderr
    assert tradesim(*arguments, "--resume").exit_code == 0


def test_a_stopped_batch_says_how_to_go_on(
    tradesim: Command, experiment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Inline, "submit", stopped)
        patched.setattr("sys.argv", ["tradesim", "batch", experiment.name, "--jobs", "1"])
        done = tradesim("batch", experiment.name, "--jobs", "1")
    assert done.exit_code == 130
    assert "Stopped with 0 of 12 runs finished and kept." in done.stderr
    assert "Go on with: tradesim batch reviews.yaml --jobs 1 --resume" in done.stderr
    assert tradesim("batch", experiment.name, "--jobs", "1", "--resume").exit_code == 0


def test_who_comes_second_into_a_folder_is_told_nothing_of_the_other_s_runs(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    folder = here / "taken"
    folder.mkdir()
    with locked(folder):
        done = tradesim("batch", experiment.name, "--jobs", "1", "--out", "taken")
    assert done.exit_code == 1
    assert "another process works in it. Wait until it is done." in done.stderr
    assert "Go on with" not in done.stderr


def test_failed_runs_end_with_status_3_and_name_the_points_a_design_lacks(
    tradesim: Command, experiment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = trial.faults

    def faulty(recording: Any, *rest: Any) -> tuple[str | None, ...]:
        found = list(original(recording, *rest))
        return tuple("spoilt" if n == 1 else error for n, error in enumerate(found))

    monkeypatch.setattr(trial, "faults", faulty)
    text = EXPERIMENT.replace(", steps: 3", "")
    experiment.write_text(f"{text}design: {{kind: sobol, samples: 2}}\n", encoding="utf-8")
    done = tradesim("batch", experiment.name, "--jobs", "1")
    assert done.exit_code == 3
    assert "2 runs of 24 ended in an error: column 'error' of runs.parquet" in done.stderr
    assert "baseline: 1 of 6 points missing (0)" in done.stderr


def test_programs_of_the_scenario_are_not_run_unasked(
    tradesim: Command, experiment: Path, here: Path
) -> None:
    world = yaml.safe_load((here / "world.yaml").read_text(encoding="utf-8"))
    world["agents"] = {"Beta Devices": "patient_buyer:PatientBuyer"}
    (here / "world.yaml").write_text(yaml.safe_dump(world, sort_keys=False), encoding="utf-8")
    refused = tradesim("batch", experiment.name)
    assert refused.exit_code == 1
    assert "--allow-custom-agents" in refused.stderr
    (here / "patient_buyer.py").write_text(
        "from tradesim.agents import Buyer\n\n\nclass PatientBuyer(Buyer):\n    pass\n",
        encoding="utf-8",
    )
    allowed = tradesim("batch", experiment.name, "--jobs", "1", "--allow-custom-agents")
    assert allowed.exit_code == 0
    assert "engine: Mesa, for the scenario's own agent classes" in allowed.stderr
    runs = pd.read_parquet(here / "results" / "reviews" / "runs.parquet")
    assert runs["error"].isna().all()
    assert len(runs) == 12
