"""A batch says when a file of it is not as its workers left it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.scenario.conftest import WORLD
from tradesim.errors import AnalysisError, SealError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.executors import Inline
from tradesim.experiments.store.reading import stored_row

EXPERIMENT = """
name: sealed
scenario: {world}
replicates: 2
outcomes: [output_lost_weeks]
vary:
  behaviour.patience_weeks: {{values: [6, 10], unit: week}}
"""


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    shutil.copy(WORLD, tmp_path / "world.yaml")
    file = tmp_path / "sealed.yaml"
    file.write_text(EXPERIMENT.format(world="world.yaml"), encoding="utf-8")
    return run_experiment(file, tmp_path / "batch", executor=Inline()).folder


def test_a_batch_as_it_was_left_is_read(batch: Path) -> None:
    assert len(read_batch(batch).runs) == 4


@pytest.mark.parametrize(
    "name", ["design.parquet", "columns.csv", "runs.parquet/part-000000.parquet"]
)
def test_an_edited_file_of_a_batch_is_named(batch: Path, name: str) -> None:
    with (batch / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(SealError, match=f"{name} is not as it was written"):
        read_batch(batch)


def test_an_edited_manifest_of_a_batch_is_noticed(batch: Path) -> None:
    path = batch / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, "replicates": 3}), encoding="utf-8")
    with pytest.raises(SealError, match=r"manifest.json was edited"):
        read_batch(batch)
    assert len(read_batch(batch, trust=True).runs) == 4


def test_a_part_of_another_batch_is_noticed(batch: Path) -> None:
    runs = batch / "runs.parquet"
    shutil.copy(runs / "part-000000.parquet", runs / "part-000007.parquet")
    with pytest.raises(SealError, match=r"part-000007\.parquet is of another batch"):
        read_batch(batch)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", None), ("{", None), ("\n", "was edited"), ("{}\n", "was edited"), (None, "is missing")],
)
def test_a_record_without_hashes_is_noticed_unless_a_power_cut_left_it(
    batch: Path, text: str | None, said: str | None
) -> None:
    record = batch / "blocks.jsonl"
    if text is None:
        record.unlink()
    else:
        record.write_text(text, encoding="utf-8")
    if said is None:
        assert len(read_batch(batch).runs) == 4
        return
    with pytest.raises(SealError, match=f"blocks.jsonl {said}"):
        read_batch(batch)


def test_a_row_of_a_broken_part_is_refused_by_the_name_of_its_file(batch: Path) -> None:
    part = batch / "runs.parquet" / "part-000000.parquet"
    part.write_bytes(part.read_bytes()[:-1] + b"!")
    with pytest.raises(AnalysisError, match=r"part-000000.parquet is not as it was written\.$"):
        stored_row(batch, 0)
