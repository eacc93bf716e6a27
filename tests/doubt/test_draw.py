"""One draw of everything that is not known, for each replicate."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

import tradesim
from tests.generated_worlds import on, worlds
from tests.living import same
from tests.source_tree import REPOSITORY
from tradesim.doubt import Doubt, draw
from tradesim.scenario import Scenario, apply, variant, with_values
from tradesim.world.build import build_world

WORLD = Path(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")


@on(25)
@given(worlds())
def test_whatever_is_drawn_makes_a_world(scenario: Scenario) -> None:
    drawn = draw(scenario, 1, range(20), Doubt(widened=3.0))
    varied = with_values(scenario, drawn.values)
    world = build_world(varied, 1, range(20))
    supplier = world.supplier
    room = supplier.baseline_capacity * (1.0 + 1e-9)
    assert (supplier.baseline_sales <= room).all()
    most = np.minimum(world.need.maximum_cover, world.need.shelf_life) * (1.0 + 1e-9)
    assert (world.need.base_cover <= most).all()


@on(15)
@given(worlds())
def test_both_engines_draw_alike(scenario: Scenario) -> None:
    by_agents = tradesim.forecast(scenario, replicates=2, engine="mesa")
    at_once = tradesim.forecast(scenario, replicates=2, engine="ensemble")
    assert same(by_agents.recording, at_once.recording) == []
    assert by_agents.monthly_imports.equals(at_once.monthly_imports)


def test_a_variant_draws_the_same_for_all_that_is_left() -> None:
    whole = tradesim.load("2019_curbs")
    name = next(name for name, given in whole.variants.items() if given.without)
    ours, theirs = (draw(s, 1, range(30), Doubt()).values for s in (whole, variant(whole, name)))
    shared = [path for path in theirs if path in ours]
    assert len(shared) > 100
    assert all((ours[path] == theirs[path]).all() for path in shared)


def test_more_replicates_leave_those_before_as_they_were() -> None:
    scenario = tradesim.load(WORLD)
    few, many = (draw(scenario, 3, range(n), Doubt()).values for n in (4, 9))
    assert all((column == many[path][:4]).all() for path, column in few.items())


def test_behaviour_comes_row_by_row_from_the_points() -> None:
    scenario = tradesim.load(WORLD)
    points = {
        "behaviour.patience_weeks": np.array([10.0, 20.0]),
        "behaviour.dispatch_weeks": np.array([1.0, 2.0]),
    }
    drawn = draw(scenario, 1, range(3), Doubt(behaviour=points, judgements=False))
    assert drawn.values["behaviour.patience_weeks"].tolist() == [10.0, 20.0, 10.0]
    assert drawn.values["behaviour.dispatch_weeks"].tolist() == [1.0, 2.0, 1.0]


def test_columns_of_another_scenario_are_left_out_and_named() -> None:
    points = {"behaviour.patience_weeks": np.ones(2) * 9, "suppliers.Nobody.capacity": np.ones(2)}
    drawn = draw(tradesim.load(WORLD), 1, range(2), Doubt(behaviour=points, judgements=False))
    assert drawn.left_out == ("suppliers.Nobody.capacity",)
    assert list(drawn.values) == ["behaviour.patience_weeks"]


def test_behaviour_that_the_scenario_sets_is_kept() -> None:
    scenario = apply(tradesim.load(WORLD), {"behaviour.patience_weeks": 7})
    points = {"behaviour.patience_weeks": np.array([10.0, 20.0])}
    drawn = draw(scenario, 1, range(2), Doubt(behaviour=points, judgements=False))
    assert drawn.left_out == ("behaviour.patience_weeks",)


def test_a_draw_beyond_what_is_possible_is_moved_to_the_edge_and_named() -> None:
    scenario = tradesim.load(WORLD)
    drawn = draw(scenario, 1, range(200), Doubt(widened=4.0))
    assert any(path.endswith(".capacity") for path in drawn.clipped)
    stated = {path for path in drawn.clipped if path not in drawn.values}
    assert not stated


def test_bands_of_a_forecast_hold_more_than_chance() -> None:
    scenario = tradesim.load(WORLD)
    wide, narrow = (
        r.monthly_imports for r in (tradesim.forecast(scenario), tradesim.run(scenario, None, 200))
    )
    width = (wide.quantity_p95 - wide.quantity_p05).sum()
    assert width > 1.2 * (narrow.quantity_p95 - narrow.quantity_p05).sum()
    assert wide.quantity.sum() == pytest.approx(narrow.quantity.sum(), rel=0.2)
