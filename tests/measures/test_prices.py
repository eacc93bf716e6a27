"""What a rent comes to, worked out by hand."""

import numpy as np
import pytest

from tests.measures.synthetic import arrive, blank, scenario
from tradesim.measures.prices import rent_paid


def test_a_rent_is_paid_on_what_arrived_at_what_its_seller_posts() -> None:
    recording = blank(scenario())
    arrive(recording, Foreign=40, Home=30)
    suppliers = [plant.name for plant in recording.layout.suppliers]
    sold_by = [suppliers[flow.supplier] for flow in recording.flows]
    recording.panels["price"][5, suppliers.index("Foreign")] = 1500.0
    paid = rent_paid(recording, sold_by.index("Foreign"), np.array([[0.25]]))
    assert paid.shape == recording.panels["arrivals"][:, 0].shape
    assert paid[4, 0] == pytest.approx(40 * 1000 * 0.25)
    assert paid[5, 0] == pytest.approx(40 * 1500 * 0.25)
