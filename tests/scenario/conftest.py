"""A small valid world as text, and what tradesim says when a part of it is written wrongly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.source_tree import REPOSITORY
from tradesim.errors import ScenarioError
from tradesim.fields import DateFigure, Figure
from tradesim.scenario import Scenario, load
from tradesim.scenario.paths import resolve

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

Report = Callable[..., list[str]]


def at(scenario: Scenario, dotted: str) -> Any:
    """Return what stands at a dotted path; the value of a figure or date."""
    value = resolve(scenario, dotted).value
    return value.value if isinstance(value, Figure | DateFigure) else value


@pytest.fixture
def world() -> Scenario:
    return load(WORLD)


@pytest.fixture
def world_text() -> str:
    return WORLD.read_text(encoding="utf-8")


@pytest.fixture
def report(world_text: str, tmp_path: Path) -> Report:
    """Return the problems of the world with some parts replaced, one line each."""

    def problems(*replacements: tuple[str, str]) -> list[str]:
        text = world_text
        for old, new in replacements:
            assert text.count(old) >= 1, f"the world does not say {old!r}"
            text = text.replace(old, new, 1)
        file = tmp_path / "world.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError) as caught:
            load(file)
        return [str(problem) for problem in caught.value.problems]

    return problems
