"""Relocation requests: who moves, when, and how much."""

from collections.abc import Callable

import numpy as np
import pytest

import tradesim
from tests.living import lived, milestones, weeks_of, world_of
from tradesim.scenario import Scenario, apply

ANSWERS = 25
"""Week of the answer, eight after 2019-05-06."""


@pytest.fixture
def request_alone(alone: Callable[..., Scenario]) -> Scenario:
    """The request, without chance; Beta Acid sells a quarter to the country that asks."""
    changes = {"reluctance_spread": 0, "build_spread": 0, "reluctance": 0.15}
    return apply(alone("request"), {f"policies.request.{name}": v for name, v in changes.items()})


def test_an_exposed_plant_moves_and_closes_as_much_at_home(request_alone: Scenario) -> None:
    capacity = lived(request_alone).panels["capacity"][:, :, 0]
    found = milestones(request_alone)
    assert found["RELOCATION_AGREED"] == ANSWERS + 1
    assert found["RELOCATION_PRODUCES"] == ANSWERS + 1 + 20
    assert found["RELOCATION_COMPLETE"] == ANSWERS + 20 + 8
    assert capacity[0, 1:3].tolist() == [100, 0]
    assert capacity[-1, 1:3].tolist() == [70, 30]
    assert np.allclose(capacity[:, 1] + capacity[:, 2], 100)


def test_a_plant_that_sells_too_little_to_the_requester_stays(request_alone: Scenario) -> None:
    dear = apply(request_alone, {"policies.request.moving_cost_share": 0.11})
    assert "RELOCATION_DECLINED" in milestones(dear)
    assert lived(dear).panels["capacity"][-1, 1, 0] == 100


def test_a_customer_may_ask_as_well_as_a_government(request_alone: Scenario) -> None:
    customer = apply(request_alone, {"policies.request.requester": "Beta Servers"})
    world = world_of(customer)
    for week in weeks_of(world):
        if week == ANSWERS:
            assert world.move.exposure[0] == pytest.approx([0.75, 0.75])
            break


def test_reluctance_differs_by_replicate(request_alone: Scenario) -> None:
    unsure = apply(request_alone, {"policies.request.reluctance_spread": 0.5})
    capacity = lived(unsure, range(200)).panels["capacity"][-1, 1]
    assert 0.4 < (capacity == 70).mean() < 0.6  # the median reluctance is just overcome


def test_the_new_plant_is_qualified_by_its_candidates_and_sells(request_alone: Scenario) -> None:
    shipped = lived(apply(request_alone, {"items.acid.qualification_odds": 1})).panels["shipped"]
    assert not shipped[: ANSWERS + 20, 2].any()
    assert shipped[-1, 2, 0] > 1


def test_events_tell_who_moves(request_alone: Scenario) -> None:
    events = tradesim.run(request_alone, replicates=1).events
    told = events[events["kind"] == "relocation agreed"].iloc[0]
    assert (told["actor"], told["target"], told["item"]) == ("Beta Acid", "Gamma Acid", "acid")
    assert told["detail"] == "AAA gives 25 % of its orders"
