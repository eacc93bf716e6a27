"""Inspections: a random part of what arrives waits, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.living import lived
from tradesim.docking import dock
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

CHECKS = {
    "kind": "inspection", "name": "checks", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
    "picked_share": 0.5, "delay_weeks": 3, "effective": "2019-09-02",
}  # fmt: skip


@pytest.fixture
def checked(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(**changes: Any) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [CHECKS | changes]}
        return Scenario.model_validate(tree)

    return make


def arrivals(scenario: Scenario, runs: int = 1) -> np.ndarray:
    recording = lived(scenario, range(runs))
    (row,) = (
        number
        for number, flow in enumerate(recording.flows)
        if (flow.supplier, flow.destination) == (1, "AAA")
    )
    found: np.ndarray = recording.panels["arrivals"][:, row]
    return found


def test_half_of_the_consignments_come_in_time(checked: Callable[..., Scenario]) -> None:
    came = arrivals(checked(delay_weeks=1, delay_spread=0), 8)
    assert np.allclose(came[:34], 10.0)
    late = came[34:90] < 1.0
    assert 0.1 < late.mean() < 0.4  # nothing cleared and its own picked: a half times a half


def test_one_that_picks_nothing_changes_nothing(checked: Callable[..., Scenario]) -> None:
    none = arrivals(checked(picked_share=0))
    at_once = arrivals(checked(delay_weeks=0))
    assert np.array_equal(none, at_once)


def test_both_engines_agree_on_it(checked: Callable[..., Scenario]) -> None:
    report = dock(checked(), range(2))
    assert report.docked, report


def test_a_delay_beyond_the_longest_is_refused(checked: Callable[..., Scenario]) -> None:
    (found,) = check(checked(delay_weeks=20))
    assert found.path == ("policies", 0, "delay_weeks")
    assert "more than 'longest_weeks' (13)" in found.message
