"""The order of November 2024: whom it reaches, and what it leaves alone."""

import numpy as np
import pytest

from tradesim.docking import dock
from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, load, variant

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

ORDER = "2024-11-11"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("2024_advanced_node")


def recording(scenario: Scenario, name: str | None = None) -> Recording:
    chosen = scenario if name is None else variant(scenario, name)
    return next(Ensemble(chosen, range(40), block=40).recordings())


def imports(run: Recording, plant: str) -> np.ndarray:
    row = next(
        n
        for n, flow in enumerate(run.flows)
        if (run.layout.suppliers[flow.supplier].name, flow.destination) == (plant, "CHN")
    )
    return np.median(run.panels["arrivals"][:, row], axis=1)


def week(run: Recording, date: str) -> int:
    return int(run.layout.calendar.week_of(np.datetime64(date))[0])


def test_it_reaches_a_plant_abroad_that_uses_the_technology(scenario: Scenario) -> None:
    order, none, home = (recording(scenario, v) for v in (None, "no_order", "territorial"))
    later = week(order, ORDER) + 7  # once other buyers have filled their stocks
    trade = [imports(run, "TSMC advanced")[later] for run in (order, none, home)]
    assert trade[0] < 0.6 * trade[1]
    assert trade[2] == pytest.approx(trade[1])


def test_buyers_stocked_up_and_live_off_the_stock(scenario: Scenario) -> None:
    order, bare = recording(scenario), recording(scenario, "no_stockpile")
    first = [
        int(np.argmax(np.median(run.panels["output"][:, 0] / run.panels["demand"][:, 0], axis=1)
                      < 0.99))
        for run in (order, bare)
    ]  # fmt: skip
    assert first[0] > first[1] + 6 > week(order, ORDER) + 6


def test_the_foundry_at_home_makes_more_after_it(scenario: Scenario) -> None:
    order, none = recording(scenario), recording(scenario, "no_order")
    last = imports(order, "SMIC advanced")[-20:].mean()
    assert last > imports(none, "SMIC advanced")[-20:].mean()


def test_the_trade_at_risk_is_the_published_share_of_revenue(scenario: Scenario) -> None:
    none = recording(scenario, "no_order")
    revenue = sum(
        none.panels["shipped"][0, row, 0] * none.panels["price"][0, row, 0]
        for name, row in none.layout.supplier_row.items()
        if name.startswith("TSMC")
    )
    need = scenario.buyers[0].needs[0]
    at_risk = need.baseline_use.value * need.sources["TSMC advanced"].value * 17_000
    assert 0.05 < at_risk / revenue < 0.08


def test_it_docks(scenario: Scenario) -> None:
    assert dock(scenario).bit_equal
