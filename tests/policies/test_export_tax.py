"""Export taxes: buyers abroad turn away or pay, those at home are left alone."""

from collections.abc import Callable

import pytest

from tests.explanations.cases import MOVED, Case, quick
from tests.explanations.test_causes import explained
from tests.explanations.worlds import two_sources
from tests.explanations.written import written
from tests.living import lived, weeks_of, world_of
from tradesim.measures.summary import measure_all
from tradesim.results.idle_reasons import policy_reason
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario

TAX = {
    "kind": "export_tax", "name": "tax", "imposer": "AAA", "rate": 0.5, "effective": "2019-09-02",
}  # fmt: skip


@pytest.fixture
def taxed(alone: Callable[..., Scenario]) -> Callable[..., Scenario]:
    def make(**changes: object) -> Scenario:
        tree = alone().model_dump(exclude_unset=True) | {"policies": [TAX | changes]}
        return Scenario.model_validate(tree)

    return make


def test_buyers_abroad_turn_to_others_and_those_at_home_do_not(
    taxed: Callable[..., Scenario],
) -> None:
    world = world_of(taxed(items=["acid"]), [0])
    shares = {week: world.link.share[[3, 10], 0].tolist() for week in weeks_of(world)}
    abroad, home = zip(shares[33], shares[-1 + len(shares)], strict=True)
    assert abroad[1] < 0.9 * abroad[0]
    assert home[1] == pytest.approx(home[0], rel=0.05)


def test_it_is_paid_to_the_country_that_goods_leave(taxed: Callable[..., Scenario]) -> None:
    recording = lived(taxed())
    found = {measure.name: measure for measure in measure_all(recording)}
    paid = found["export_tax_paid"]
    assert (paid.origin, paid.destination) == ("AAA", "")
    assert paid.values[0] == pytest.approx(recording.panels["levied"].sum())
    assert paid.values[0] > 0
    assert "duty_paid" not in found


def test_a_tax_that_meets_nobody_says_so(taxed: Callable[..., Scenario]) -> None:
    scenario = taxed(partner="CCC")
    (said,) = idle_policies(scenario, 1)
    assert "no buyer knows a source whose goods would pass there" in said
    world = world_of(taxed(rate=0), [0])
    assert "no cost" in policy_reason(world.layout.scenario.policies[0], world.layout)


def test_a_shortage_is_put_down_to_it() -> None:
    policy = TAX | {"items": ["acid"], "effective": "2018-12-31"}
    found = explained(Case(lambda: written(two_sources(policy, **quick()), MOVED), {}))
    causes = [(cause.kind, cause.policy) for cause in found.walk() if cause.policy]
    assert causes == [("tariff", policy["name"])]
