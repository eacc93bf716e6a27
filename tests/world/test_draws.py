"""Draws of a block in which replicates come again, setting after setting."""

from pathlib import Path

import numpy as np
import pytest

from tradesim.randomness import normal
from tradesim.scenario import load
from tradesim.world import world as world_module
from tradesim.world.build import build_world

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [([4, 7, 4, 7, 4, 7], 2), ([4, 7, 4], 3), ([4, 7, 4, 8], 4), ([4, 4], 1), ([4, 7], 2)],
)
def test_settings_of_the_same_replicates_draw_once(
    numbers: list[int], drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = build_world(load(WORLD), 1, numbers)
    world.week = 3
    asked: list[int] = []

    def counted(runs: np.ndarray, *rest: object) -> np.ndarray:
        asked.append(runs.shape[1])
        return normal(runs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world_module, "normal", counted)
    found = world.normal("demand", world.buyer.key)
    assert asked == [drawn]
    assert np.array_equal(found, normal(world.runs, "demand", world.buyer.key, 3))
