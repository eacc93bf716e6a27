"""Tariff quotas: a volume a year pays less, and what comes beyond it pays more."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.living import lived
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

STEPS = {
    "kind": "tariff_quota", "name": "steps", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
    "volume": 260, "rate_within": 0.1, "rate": 0.4, "effective": "2019-01-07",
}  # fmt: skip


@pytest.fixture
def stepped(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(**changes: object) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [STEPS | changes]}
        return Scenario.model_validate(tree | {"behaviour": {"price_elasticity": 0}})

    return make


def test_a_volume_that_is_never_used_up_is_a_tariff_at_its_rate(
    stepped: Callable[..., Scenario],
) -> None:
    wide = lived(stepped(volume=1e6)).panels
    tariff = lived(stepped(volume=0, rate=0.1)).panels
    for name in ("levied", "arrivals", "price"):
        assert np.array_equal(wide[name], tariff[name]), name
    assert wide["levied"].sum() > 0


def test_duty_paid_counts_both_rates(stepped: Callable[..., Scenario]) -> None:
    recording = lived(stepped())
    (paid,) = (m for m in measure_all(recording) if m.name == "duty_paid")
    assert paid.destination == "AAA"
    low = lived(stepped(rate=0.1)).panels["levied"].sum()
    high = lived(stepped(volume=0)).panels["levied"].sum()
    assert low < paid.values[0] < high


def test_each_year_grants_its_volume_anew(stepped: Callable[..., Scenario]) -> None:
    levied = lived(stepped()).panels["levied"][:, 0, 0]
    within, beyond = levied[0], levied[40]
    assert beyond == pytest.approx(4.0 * within, rel=0.01)
    assert levied[60] == pytest.approx(within, rel=0.01)
    assert levied[95] == pytest.approx(beyond, rel=0.01)


def test_a_volume_of_goods_of_several_units_is_refused(stepped: Callable[..., Scenario]) -> None:
    found = check(stepped(items=["acid", "fine chip"]))
    assert [finding.path for finding in found] == [("policies", 0, "items")]
