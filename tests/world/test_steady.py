"""With no policy, noise or shock nothing changes."""

from pathlib import Path

import numpy as np
from hypothesis import given

from tests.generated_worlds import on, worlds
from tradesim.docking import state_of
from tradesim.scenario import Scenario, load
from tradesim.scenario.synthetic import synthetic
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"
WEEKS = 150
TOLERANCE = 1e-12
COUNTERS = {"supplier.produced"}


def drift(scenario: Scenario) -> dict[str, float]:
    """Return how far each state array moves in 150 weeks, where it moves at all; events too."""
    world = build_world(scenario, 1, [0, 5])
    deciders = Everyone(world)
    start = {name: values.copy() for name, values in state_of(world).items()}
    moved = dict.fromkeys(start, 0.0)
    for week in range(WEEKS):
        world.week = week
        live_week(world, deciders)
        for name, values in state_of(world).items():
            if name not in COUNTERS and not np.array_equal(values, start[name]):
                before = start[name].astype(np.float64)
                far = np.abs(values.astype(np.float64) - before) / np.maximum(np.abs(before), 1.0)
                moved[name] = max(moved[name], float(far.max(initial=0.0)))
    moved["events"] = len(world.log.table())
    return {name: far for name, far in moved.items() if not far <= TOLERANCE}


def at_rest(scenario: Scenario) -> Scenario:
    return scenario.model_copy(update={"policies": [], "shocks": []})


@on(25)
@given(worlds(policies=False, restless=False))
def test_a_world_left_alone_stays_as_it_is(scenario: Scenario) -> None:
    assert drift(scenario) == {}


def test_written_and_synthetic_worlds_left_alone_stay_as_they_are() -> None:
    assert drift(at_rest(load(WORLD))) == {}
    assert drift(at_rest(synthetic(buyers=30, suppliers=20, items=5))) == {}


def test_a_world_with_a_curb_does_not_stay_as_it_is() -> None:
    assert {"link.share", "need.stock", "licence.status", "events"} <= set(drift(load(WORLD)))
