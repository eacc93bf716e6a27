"""A small experiment, fit to be run many times over."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.source_tree import REPOSITORY
from tradesim.experiments import run_experiment
from tradesim.experiments.executors import Inline

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

SMALL = """\
name: small
description: Does a longer review stop the plants?
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [1, 26], unit: week}
  behaviour.patience_weeks: {normal: {mean: 8, sd: 3}, unit: week}
  buyers.Beta Devices.needs.acid.importance: {categorical: [critical, important]}
variants:
  baseline: {description: As it was.}
  no_curb: {variant: no_curb}
  reserve: {set: {policies.reserve.cover_weeks: 4}}
design: {kind: latin_hypercube, samples: 30}
replicates: 2
outcomes: [summary, monthly_imports]
"""


def write_world(folder: Path) -> None:
    """Write a scenario of a short horizon into a folder."""
    world = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    world["end"] = "2019-12-29"
    late = {"lifted", "amendments", "restored", "until"}
    for policy in world["policies"]:
        for field in late & set(policy):
            del policy[field]
    del world["shocks"]
    text = yaml.safe_dump(world, sort_keys=False, allow_unicode=True)
    (folder / "world.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes an experiment beside its scenario."""
    write_world(tmp_path)

    def written(text: str = SMALL, name: str = "small.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


@pytest.fixture
def small(write: Callable[..., Path]) -> Path:
    return write()


@pytest.fixture(scope="session")
def first_serial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small experiment, run block after block in this process."""
    folder = tmp_path_factory.mktemp("serial")
    write_world(folder)
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    return run_experiment(folder / "small.yaml", folder / "out", executor=Inline()).folder


@pytest.fixture
def serial(first_serial: Path, tmp_path: Path) -> Path:
    """A copy of its results, which a test may harm."""
    return Path(shutil.copytree(first_serial, tmp_path / "serial"))


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a folder: a difference is named, not shown in bytes."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
