"""Minimum export prices: the plant keeps what its buyers abroad pay above its price."""

from collections.abc import Callable

import pytest

from tests.explanations.cases import MOVED, Case, quick
from tests.explanations.test_causes import explained
from tests.explanations.worlds import two_sources
from tests.explanations.written import written
from tests.living import lived, weeks_of, world_of
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario
from tradesim.scenario.checks import check

FLOOR = {
    "kind": "minimum_export_price", "name": "floor", "imposer": "AAA", "items": ["acid"],
    "price": 1500, "effective": "2019-09-02",
}  # fmt: skip


@pytest.fixture
def floored(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(behaviour: dict[str, float] | None = None, **changes: object) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [FLOOR | changes]}
        return Scenario.model_validate(tree | {"behaviour": behaviour or {}})

    return make


def test_the_floor_is_of_less_matter_as_the_price_comes_up_to_it(
    floored: Callable[..., Scenario],
) -> None:
    world = world_of(floored({"price_pressure": 0}), [0])
    for week in weeks_of(world):
        if week == 40:
            assert world.link.duty[3, 0] == pytest.approx(0.5)
            world.supplier.price[0] = 1250
        if week == 41:
            assert world.link.duty[3, 0] == pytest.approx(0.2)
            break


def test_what_is_paid_above_the_price_is_told_of_the_country_of_the_plants(
    floored: Callable[..., Scenario],
) -> None:
    recording = lived(floored())
    (paid,) = (m for m in measure_all(recording) if m.name == "price_floor_paid")
    assert paid.origin == "AAA"
    assert paid.values[0] == pytest.approx(recording.panels["levied"].sum())
    assert paid.values[0] > 0


def test_a_floor_on_goods_of_several_units_is_refused(floored: Callable[..., Scenario]) -> None:
    found = check(floored(items=["acid", "fine chip"]))
    assert [finding.path for finding in found] == [("policies", 0, "items")]
    assert "counted in t and wafer" in found[0].message


def test_a_shortage_is_put_down_to_it() -> None:
    policy = FLOOR | {"price": 15, "effective": "2018-12-31"}
    found = explained(Case(lambda: written(two_sources(policy, **quick()), MOVED), {}))
    causes = [(cause.kind, cause.policy) for cause in found.walk() if cause.policy]
    assert causes == [("tariff", policy["name"])]
