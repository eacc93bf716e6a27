"""Living a world week by week, to look at it between the weeks."""

from collections.abc import Iterator, Sequence

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.policies.effects import Effect, column
from tradesim.scenario import Scenario
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world
from tradesim.world.log import Kind
from tradesim.world.world import World

STEADY = {
    "stock_adjustment_weeks": 3,
    "alarm_stock_response": 1.4,
    "distrust_weight": 3.2,
    "reliability_smoothing": 0.25,
    "reliability_weight": 2,
    "price_elasticity": 1.5,
    "price_pressure": 0.2,
    "share_inertia": 0.0625,
    "patience_weeks": 10,
}
"""A behaviour that dates and amounts of tests may belong to, whatever the defaults are."""


def weeks_of(world: World) -> Iterator[int]:
    """Live all weeks of a world, yielding the number of each when it is over."""
    deciders = Everyone(world)
    for week in range(world.layout.calendar.weeks):
        world.week = week
        live_week(world, deciders)
        yield week


def lived(scenario: Scenario, replicates: Sequence[int] = (0,)) -> Recording:
    """Return what a scenario leaves behind."""
    return next(Ensemble(scenario, replicates, block=len(replicates)).recordings(detailed=True))


def world_of(scenario: Scenario, replicates: Sequence[int] = (0, 1)) -> World:
    """Return the world of some replicates at its start."""
    return build_world(scenario, scenario.seed, replicates)


def scripted(scenario: Scenario) -> Scenario:
    """Return a scenario whose governments and policies follow dates alone."""
    countries = [country.model_copy(update={"mode": "scripted"}) for country in scenario.countries]
    return without_rules(scenario).model_copy(update={"countries": countries})


def without_rules(scenario: Scenario) -> Scenario:
    """Return a scenario whose policies follow no rule within a run."""
    policies = [
        policy.model_copy(update={"when": None}) if getattr(policy, "when", None) else policy
        for policy in scenario.policies
    ]
    return scenario.model_copy(update={"policies": policies})


def set_level(world: World, week: int, level: int) -> None:
    """Let every control of a world stand at a level from a week on, whatever was planned."""
    rows = np.arange(len(world.control.level))
    effect = Effect(np.array([week]), "control.level", rows, "set", column(level))
    for due in world.effects.values():
        due[:] = [pair for pair in due if pair[0].array != "control.level"]
    world.effects.setdefault(week, []).append((effect, None))


def same(a: Recording, b: Recording) -> list[str]:
    """Return the names of the panels in which two recordings differ, ``events`` among them."""
    unlike = [name for name in a.panels if not np.array_equal(a.panels[name], b.panels[name])]
    return unlike + ([] if np.array_equal(a.events, b.events) else ["events"])


def with_policy(scenario: Scenario, **policy: object) -> Scenario:
    """Return a scenario with one more policy."""
    tree = scenario.model_dump(exclude_unset=True)
    tree["policies"] = [*tree.get("policies", []), {"name": "it", **policy}]
    return Scenario.model_validate(tree)


def milestones(scenario: Scenario) -> dict[str, int]:
    """Return the last week of each kind of event."""
    return {Kind(int(kind)).name: int(week) for week, kind, *_ in lived(scenario).events}
