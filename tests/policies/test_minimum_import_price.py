"""Minimum import prices: buyers pay their government what a plant's price lacks to the floor."""

from collections.abc import Callable

import pytest

from tests.living import lived
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

FLOOR = {
    "kind": "minimum_import_price", "name": "floor", "imposer": "BBB", "items": ["acid"],
    "price": 1500, "effective": "2019-09-02",
}  # fmt: skip


@pytest.fixture
def floored(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(**changes: object) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [FLOOR | changes]}
        return Scenario.model_validate(tree)

    return make


def test_what_is_paid_counts_as_duty_of_the_buyers_country(
    floored: Callable[..., Scenario],
) -> None:
    recording = lived(floored())
    (paid,) = (m for m in measure_all(recording) if m.name == "duty_paid")
    assert paid.destination == "BBB"
    assert paid.values[0] == pytest.approx(recording.panels["levied"].sum())
    assert paid.values[0] > 0


def test_whoever_is_exempt_sells_at_its_own_price(floored: Callable[..., Scenario]) -> None:
    exempt = [{"partner": "AAA", "exempt": True}]
    both = lived(floored(partners="all")).panels["levied"].sum()
    assert lived(floored(partners="all", exceptions=exempt)).panels["levied"].sum() < 0.5 * both


def test_a_floor_on_goods_of_several_units_is_refused(floored: Callable[..., Scenario]) -> None:
    found = check(floored(items=["acid", "fine chip"]))
    assert [finding.path for finding in found] == [("policies", 0, "items")]
    assert "counted in t and wafer" in found[0].message
