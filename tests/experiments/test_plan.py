"""The plan of a batch: blocks that are stopped half-way have seen the whole design."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tradesim.experiments.growth import GrownPlan
from tradesim.experiments.loading import load_experiment
from tradesim.experiments.plan import Plan

GRID = """\
name: grid
scenario: world.yaml
vary:
  behaviour.patience_weeks: {range: [2, 21], steps: 20, unit: week}
replicates: 40
outcomes: [output_lost_weeks]
"""


def test_the_first_blocks_lie_spread_over_the_design(write: Callable[..., Path]) -> None:
    plan = Plan(load_experiment(write(GRID)))
    first = np.concatenate([block.runs for block in plan.blocks[: len(plan.blocks) // 4]])
    weeks = plan.values(first)["behaviour.patience_weeks"]
    assert weeks.max() - weeks.min() > 12
    every = np.sort(np.concatenate([block.runs for block in plan.blocks]))
    assert every.tolist() == list(range(800))


def sizes(plan: Plan) -> list[int]:
    return [len(block.runs) for block in plan.blocks]


def test_a_small_batch_is_cut_into_few_blocks_that_are_alike(write: Callable[..., Path]) -> None:
    few = GRID.replace("replicates: 40", "replicates: 4")
    assert sizes(Plan(load_experiment(write(few)))) == [40, 40]
    assert sizes(Plan(load_experiment(write(few.replace("replicates: 4", "replicates: 1"))))) == [
        20
    ]


def test_what_is_added_is_not_cut_as_small_as_the_beginning(write: Callable[..., Path]) -> None:
    few = load_experiment(write(GRID.replace("replicates: 40", "replicates: 1")))
    assert Plan(few).panel_block == 20
    assert GrownPlan.of(few, [{"replicates": 40}]).panel_block == 60
