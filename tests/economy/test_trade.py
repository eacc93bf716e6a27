"""Orders and dispatch: who gets what when there is not enough."""

import numpy as np
import pytest
from hypothesis import given

from tests.generated_worlds import on, worlds
from tests.living import weeks_of, world_of
from tradesim.arrays import Floats
from tradesim.scenario import Scenario
from tradesim.world.world import World


@on(20)
@given(worlds())
def test_a_plant_ships_what_it_has_to_whom_it_is_qualified_for_and_serves_all_alike(
    scenario: Scenario,
) -> None:
    world = world_of(scenario)
    had = what_it_has(world)
    for _ in weeks_of(world):
        no_plant_makes_more_than_it_can_or_ships_more_than_it_has(world, had)
        nobody_buys_from_a_source_that_is_not_qualified(world)
        a_plant_that_is_short_serves_all_alike_beyond_what_goes_first(world)
        had = what_it_has(world)


def no_plant_makes_more_than_it_can_or_ships_more_than_it_has(world: World, had: Floats) -> None:
    supplier = world.supplier
    assert (supplier.production <= supplier.capacity * (1 + 1e-12)).all()
    shipped = world.wiring.links_of_supplier.total(world.link.shipped)
    assert (shipped <= (had + supplier.production) * (1 + 1e-9) + 1e-9).all()


def what_it_has(world: World) -> Floats:
    """Return finished stock, and what waits in port: a control in force sends it back."""
    in_port = world.wiring.links_of_supplier.total(world.link.ready)
    return np.asarray(world.supplier.finished_stock + in_port)


def nobody_buys_from_a_source_that_is_not_qualified(world: World) -> None:
    unqualified = world.link.qualified == 0.0
    assert not world.link.share[unqualified].any()
    assert not world.link.shipped[unqualified].any()


def a_plant_that_is_short_serves_all_alike_beyond_what_goes_first(world: World) -> None:
    link = world.link
    first = link.wanted * link.home_first
    asked = link.wanted - first > 1e-9
    later = np.divide(
        np.maximum(link.shipped - first, 0.0), link.wanted - first,
        out=np.zeros_like(link.wanted), where=asked,
    )  # fmt: skip
    for plant in range(len(world.supplier.price)):
        rows = link.supplier == plant
        for run in range(world.run_count):
            served = later[rows, run][asked[rows, run]]
            assert served == pytest.approx(served[:1].repeat(len(served)), rel=1e-6, abs=1e-9)
