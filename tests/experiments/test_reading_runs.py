"""From the folder of a batch to the runs that are analysed, through the real runner."""

import json
import shutil
from pathlib import Path

import pytest

from tests.batches import small_batch
from tradesim.errors import AnalysisError, IncompleteDesignError, OutputError, SealError
from tradesim.experiments.analysis import analyse, find_outcome, runs_of
from tradesim.experiments.analysis.reading import parameter_names
from tradesim.experiments.store.reading import read_batch

EXPERIMENT = """
name: small
title: A small one
scenario: {world}
vary:
  behaviour.patience_weeks: {{range: [5, 15], unit: week}}
  policies.acid curb.terms.review_weeks: {{range: [2, 20], unit: week}}
variants:
  as written: {{}}
  patient: {{set: {{behaviour.distrust_weight: 1}}}}
design: {{kind: morris, trajectories: 4}}
replicates: 2
outcomes: [output_lost_share]
threshold: {{outcome: unmet_need, below: 3}}
show: [price_peak, "stocked_out[item=acid, destination=BBB]"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_batch(tmp_path_factory.mktemp("batch"), EXPERIMENT)


def test_a_batch_leads_back_to_its_experiment(folder: Path) -> None:
    runs = runs_of(read_batch(folder))
    assert (runs.name, runs.title, runs.design) == ("small", "A small one", "morris")
    assert (runs.points, runs.replicates, runs.expected) == (12, 2, 48)
    assert (runs.variants, runs.reference) == (("as written", "patient"), "as written")
    assert [parameter.name for parameter in runs.parameters] == [
        "patience weeks",
        "review weeks, acid curb",
    ]
    assert [parameter.unit for parameter in runs.parameters] == ["week", "week"]
    assert runs.share is not None
    assert runs.share.min() >= 0.0
    assert runs.share.max() <= 1.0
    assert runs.finished == 48
    assert runs.threshold is not None
    assert not runs.threshold.above
    assert runs.outcome(runs.threshold.column).measure == "unmet_need"


def test_what_is_shown_or_looked_for_is_kept_besides_the_outcomes_named(folder: Path) -> None:
    runs = runs_of(read_batch(folder))
    assert {outcome.measure for outcome in runs.outcomes} == {
        "output_lost_share", "unmet_need", "price_peak", "stocked_out",
    }  # fmt: skip
    shown = [runs.outcome(column).measure for column in runs.show]
    assert shown == ["price_peak", "stocked_out"]


def test_an_item_is_called_by_its_label(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["scenario"]["items"][0]["label"] = "Acid, strong"
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    called = [outcome.words for outcome in runs_of(read_batch(copy, trust=True)).outcomes]
    assert "Share of runs out of acid, strong in Betaland" in called


def test_the_whole_analysis_of_a_batch_can_be_made(folder: Path) -> None:
    found = analyse(runs_of(read_batch(folder)))
    assert set(found.sensitivity["variant"]) <= {"as written", "patient"}
    assert {"distributions", "differences", "morris_indices"} <= dict(found.tables()).keys()


def test_a_batch_that_lost_a_part_is_incomplete(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    next((copy / "runs.parquet").glob("*.parquet")).unlink()
    with pytest.raises(SealError, match="is not as it was written"):
        read_batch(copy)
    try:
        runs = runs_of(read_batch(copy, trust=True))
    except AnalysisError as error:
        assert "no run has finished" in str(error)  # noqa: PT017  (a batch of a single block)
    else:
        with pytest.raises(IncompleteDesignError):
            analyse(runs)


def test_a_folder_without_a_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="no batch stands here"):
        read_batch(tmp_path)


def test_a_batch_without_a_finished_run_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "manifest.json", tmp_path)
    with pytest.raises(AnalysisError, match="--resume"):
        read_batch(tmp_path)


def test_a_manifest_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"name": "x"}), encoding="utf-8")
    with pytest.raises(OutputError, match="no manifest of a batch"):
        read_batch(tmp_path)


def test_an_outcome_is_found_by_its_column_or_by_its_measure(folder: Path) -> None:
    outcomes = runs_of(read_batch(folder)).outcomes
    lost = find_outcome(outcomes, "output_lost_share")
    assert lost.measure == "output_lost_share"
    assert not lost.actor
    assert find_outcome(outcomes, lost.column) is lost
    with pytest.raises(AnalysisError, match="output_lost_share"):
        find_outcome(outcomes, "output_lost_shares")


def test_parameters_are_called_by_their_last_word_and_whose_it_is() -> None:
    path = "policies.curb on acid.terms.review_weeks"
    assert parameter_names([path])[path] == "review weeks, curb on acid"
    rule = "policies.reserve.when.below"
    assert parameter_names([rule])[rule] == "when below, reserve"
    cover = "buyers.Fab.needs.acid.base_cover_weeks"
    assert parameter_names([cover])[cover] == "base cover weeks, Fab, acid"
    named = parameter_names([cover], {"acid": "strong acid"})
    assert named[cover] == "base cover weeks, Fab, strong acid"
    everyone = "buyers.*.needs.acid.base_cover_weeks"
    assert parameter_names([everyone])[everyone] == "base cover weeks, all buyers, acid"
    twins = ["suppliers.A.capacity.value", "suppliers.A.capacity"]
    assert parameter_names(twins) == {path: path for path in twins}
