"""The plan of a batch: blocks that are stopped half-way have seen the whole design."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

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
