"""The benchmarks run, and what they compare does the same work; nothing here is timed."""

from pathlib import Path

import mesa
import numpy as np
import pytest

from benchmarks.limit import Profile
from benchmarks.plain_mesa import PlainModel
from benchmarks.side_by_side import alternate
from benchmarks.sparse_world import Size, sparse_world
from benchmarks.throughput import disagreement
from benchmarks.worlds import calm, the_scenario
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world

WORLD = str(Path(__file__).parents[1] / "worlds" / "two_countries.yaml")


def test_plain_mesa_imports_what_the_ensemble_imports_when_nothing_is_left_to_chance() -> None:
    assert disagreement(calm(the_scenario(WORLD))) < 1e-9


def test_worlds_that_end_before_their_policies_do_the_same_work_too() -> None:
    cut = the_scenario("2019_curbs", weeks=52)
    assert not any(policy.kind == "individual_licence" for policy in cut.policies)
    assert disagreement(calm(cut)) < 1e-6


def test_plain_mesa_is_run_by_mesas_own_batch_runner() -> None:
    rows = mesa.batch_run(
        PlainModel,
        {"scenario": [the_scenario(WORLD, weeks=5)], "rng": [1, 2]},
        display_progress=False,
    )
    assert [row["output_share"] for row in rows] == pytest.approx([1.0, 1.0])


def test_a_bare_world_is_at_rest_until_its_control_comes() -> None:
    world = sparse_world(Size(200))
    world.effects = {}
    world.buyer.noise[...] = 0.0
    world.trial.odds[...] = 0.0
    before = world.link.share.copy(), world.need.stock.copy()
    deciders = Everyone(world)
    for week in range(30):
        world.week = week
        live_week(world, deciders)
    np.testing.assert_allclose(world.link.share, before[0], rtol=1e-12)
    np.testing.assert_allclose(world.need.stock, before[1], rtol=1e-12)


def test_a_bare_world_meets_its_control() -> None:
    world = sparse_world(Size(200, runs=2))
    deciders = Everyone(world)
    for week in range(10):
        world.week = week
        live_week(world, deciders)
    assert world.need.alarm.max() > 0.0
    assert world.control.waiting.sum() > 0.0


def test_a_profile_gives_every_stage_its_share() -> None:
    scenario = the_scenario(WORLD, weeks=5)
    profile = Profile(lambda: build_world(scenario, seed=1, replicates=range(2)), weeks=5)
    times = alternate({"week": profile.live, "copy": profile.copy}, rounds=1)
    parts = [cost.median for cost in profile.by_stage().values()]
    assert sum(parts) == pytest.approx(times["week"].median)
