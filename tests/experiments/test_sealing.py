"""A batch says when a file of it is not as its workers left it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.scenario.conftest import WORLD
from tradesim.errors import SealError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.executors import Inline

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
    with pytest.raises(SealError, match="is not as it was written"):
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
    with pytest.raises(SealError, match="part 7 is of another batch"):
        read_batch(batch)
