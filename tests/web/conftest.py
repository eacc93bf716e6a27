"""A small scenario with a page, and the same played by few replicates."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_tree import REPOSITORY
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage
from tradesim.web.workers import Workers

WORLDS = REPOSITORY / "tests" / "worlds"
CLASSROOM = WORLDS / "classroom.yaml"
BARE = WORLDS / "two_countries.yaml"
FEW = 4


def stage_of(path: Path, replicates: int = FEW) -> Stage:
    return Stage(str(path), load_for_page(str(path)), replicates)


@pytest.fixture(scope="session")
def stage() -> Stage:
    return stage_of(CLASSROOM)


@pytest.fixture(scope="session")
def workers(stage: Stage) -> Iterator[Workers]:
    team = Workers(stage, 1)
    yield team
    team.stop()


def copy_worlds(folder: Path) -> None:
    """Put the worlds that a scenario of a test extends beside it: it may extend no others."""
    for name in ("two_countries.yaml", "classroom.yaml"):
        shutil.copy(CLASSROOM.with_name(name), folder)
