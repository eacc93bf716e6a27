"""What the columns of a scenario may be of: plants beside their owners, and what is chosen."""

from tests.source_tree import REPOSITORY
from tradesim.experiments.measure_names import places_of
from tradesim.scenario import load


def test_an_actor_is_a_buyer_a_plant_its_owner_or_what_is_chosen() -> None:
    world = load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")
    first, *others = world.suppliers
    owned = first.model_copy(update={"owner": "Alpha Holding"})
    actors = places_of(world.model_copy(update={"suppliers": [owned, *others]}))["actor"]
    assert {"Beta Devices", "Alpha Chemicals", "Alpha Holding", "acid curb", "boom"} <= set(actors)
