"""Safeguards: what they do year by year is among the worked cases; here is what is refused."""

import datetime as dt
from collections.abc import Callable

from tradesim.scenario import Scenario
from tradesim.scenario.validation import examine

RELIEF = {
    "kind": "safeguard", "name": "relief", "imposer": "AAA", "items": ["acid"], "rate": 0.3,
    "effective": dt.date(2019, 9, 2),
}  # fmt: skip


def problems(world: Scenario, until: dt.date) -> list[str]:
    tree = world.model_dump(exclude_unset=True) | {"policies": [RELIEF | {"until": until}]}
    return [finding.message for finding in examine(tree)[1]]


def test_a_safeguard_of_more_than_eight_years_is_refused(alone: Callable[..., Scenario]) -> None:
    assert problems(alone(), dt.date(2027, 9, 2)) == []
    (said,) = problems(alone(), dt.date(2027, 9, 3))
    assert "a safeguard lasts eight years at most" in said
