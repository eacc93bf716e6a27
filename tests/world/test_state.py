"""Which stage writes which array: the table in the code is true."""

from collections import defaultdict
from dataclasses import fields

import numpy as np
from hypothesis import given, settings

from tests.generated_worlds import worlds
from tradesim.scenario import Scenario
from tradesim.week import STAGES, Everyone
from tradesim.world.build import build_world
from tradesim.world.state import WRITTEN_BY, Group
from tradesim.world.world import World

Writers = dict[str, set[str]]


def arrays(world: World) -> dict[str, np.ndarray]:
    """Every array of every group, whether a stage writes it or not."""
    return {
        f"{name}.{column.name}": getattr(group, column.name)
        for name, group in vars(world).items()
        if isinstance(group, Group)
        for column in fields(group)
    }


def watch(scenario: Scenario, seen: Writers) -> None:
    """Live a scenario stage by stage, noting which arrays each stage changes."""
    world = build_world(scenario, 1, [0, 1])
    deciders = Everyone(world)
    for world.week in range(world.layout.calendar.weeks):
        for name, stage in STAGES.items():
            before = {array: values.copy() for array, values in arrays(world).items()}
            stage(world, deciders)
            for array, values in arrays(world).items():
                if not np.array_equal(values, before[array]):
                    seen[array].add(name)


def test_the_table_of_writers_names_exactly_the_stages_that_change_each_array() -> None:
    seen: Writers = defaultdict(set)

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(worlds())
    def live(scenario: Scenario) -> None:
        watch(scenario, seen)

    live()
    assert {name: sorted(stages) for name, stages in seen.items()} == {
        name: sorted(stages) for name, stages in WRITTEN_BY.items()
    }


def test_the_table_names_stages_of_the_week() -> None:
    assert {stage for stages in WRITTEN_BY.values() for stage in stages} <= set(STAGES)
