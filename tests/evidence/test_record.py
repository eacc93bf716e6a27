"""A record compiled without runs, and what runs say of it: on the small world, in round figures."""

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.evidence.interruptions import closures
from tradesim.evidence.observed import Key, Observed, ObservedSeries
from tradesim.evidence.record import Record
from tradesim.evidence.simulated_record import Simulated
from tradesim.measures.months import monthly_exports, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, apply, load
from tradesim.world.layout import lay_out

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
ACID = Key("acids", "BBB", "AAA")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(WORLD)


@pytest.fixture(scope="module")
def recording(scenario: Scenario) -> Recording:
    return next(Ensemble(scenario, range(8), block=8).recordings())


def observed(*rows: tuple[Key, str, float], measure: str = "quantity", unit: str = "t") -> Observed:
    found: Observed = {}
    for key, period, value in rows:
        found.setdefault(key, ObservedSeries(unit)).values[measure][period] = value
    return found


def one(record: Record, recording: Recording) -> Any:
    (pair,) = record.pairs(record.simulated(recording))
    return pair


def months_of(recording: Recording, year: int) -> list[int]:
    months = monthly_imports(recording).months
    return [place for place, month in enumerate(months) if month.year == year]


def test_imports_of_a_month_are_those_of_the_monthly_table(
    scenario: Scenario, recording: Recording
) -> None:
    pair = one(Record.of(scenario, observed((ACID, "2020-03", 9.0))), recording)
    imports = monthly_imports(recording)
    place = [f"{month:%Y-%m}" for month in imports.months].index("2020-03")
    expected = imports.quantity[place, imports.series("acids", "BBB", "AAA")]
    assert pair.simulated == pytest.approx(expected[None, :])


def test_exports_are_counted_on_dispatch_and_to_the_world(
    scenario: Scenario, recording: Recording
) -> None:
    key = Key("acids", "WLD", "AAA", "export")
    pair = one(Record.of(scenario, observed((key, "2020-03", 9.0))), recording)
    exports, imports = monthly_exports(recording), monthly_imports(recording)
    place = [f"{month:%Y-%m}" for month in exports.months].index("2020-03")
    assert pair.simulated == pytest.approx(
        exports.quantity[place, exports.series("acids", "WLD", "AAA")][None, :]
    )
    arrived = imports.quantity[place, imports.series("acids", "BBB", "AAA")]
    assert not np.allclose(pair.simulated[0], arrived)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("2020", 0, 12), ("2020-Q2", 3, 6), ("2020-02..2020-03", 1, 3)],
)
def test_longer_periods_add_up_their_months(
    scenario: Scenario, recording: Recording, period: str, first: int, last: int
) -> None:
    from tradesim.evidence.periods import frequency_of  # noqa: PLC0415

    key = ACID._replace(frequency=frequency_of(period))
    pair = one(Record.of(scenario, observed((key, period, 9.0))), recording)
    imports = monthly_imports(recording)
    months = months_of(recording, 2020)[first:last]
    row = imports.series("acids", "BBB", "AAA")
    assert pair.simulated[0] == pytest.approx(imports.quantity[months, row].sum(axis=0))


def test_values_and_unit_values_are_at_the_sellers_prices(
    scenario: Scenario, recording: Recording
) -> None:
    imports = monthly_imports(recording)
    place = [f"{month:%Y-%m}" for month in imports.months].index("2020-03")
    row = imports.series("acids", "BBB", "AAA")
    worth = one(
        Record.of(scenario, observed((ACID, "2020-03", 1.0), measure="value_usd_m")), recording
    )
    assert (worth.unit, worth.simulated[0].tolist()) == (
        "USD million",
        pytest.approx(imports.value[place, row].tolist()),
    )
    apiece = one(
        Record.of(scenario, observed((ACID, "2020-03", 2000.0), measure="unit_value_usd")),
        recording,
    )
    assert apiece.unit == "USD/t"
    expected = imports.value[place, row] * 1e6 / imports.quantity[place, row]
    assert apiece.simulated[0] == pytest.approx(expected)


def test_a_unit_value_of_nothing_is_the_price_that_was_asked(
    scenario: Scenario, recording: Recording
) -> None:
    none = {name: panel.copy() for name, panel in recording.panels.items()}
    none["arrivals"][...] = 0.0
    idle = dataclasses.replace(recording, panels=none)
    asked = Record.of(scenario, observed((ACID, "2020-03", 2000.0), measure="unit_value_usd"))
    price = recording.panels["price"]
    found = one(asked, idle).simulated
    assert (found > price.min()).all()
    assert (found < price.max()).all()


def test_one_item_of_a_group_may_be_observed_by_itself(
    scenario: Scenario, recording: Recording
) -> None:
    whole = one(Record.of(scenario, observed((ACID, "2020-03", 9.0))), recording)
    item = one(
        Record.of(scenario, observed((ACID._replace(item="acid"), "2020-03", 9.0))), recording
    )
    assert item.simulated == pytest.approx(whole.simulated)
    strange = Record.of(scenario, observed((ACID._replace(item="film"), "2020-03", 9.0)))
    assert strange.notes == ("film: no goods of two_countries, not scored.",)


def test_a_region_stands_for_several_countries(scenario: Scenario, recording: Recording) -> None:
    united = apply(scenario, {"hindcast.regions": {"UN": ["AAA", "BBB"]}})
    key = ACID._replace(origin="UN", destination="UN")
    pair = one(Record.of(united, observed((key, "2020-03", 9.0))), recording)
    everything = ACID._replace(origin="WLD", destination="WLD")
    world = one(Record.of(scenario, observed((everything, "2020-03", 9.0))), recording)
    assert pair.simulated == pytest.approx(world.simulated)


def test_a_country_that_stands_for_several_is_held_against_their_sum(scenario: Scenario) -> None:
    united = apply(scenario, {"hindcast.regions": {"BBB": ["XAX", "XBX"]}})
    parts = observed(
        (ACID._replace(destination="XAX"), "2020-03", 9.0),
        (ACID._replace(destination="XAX"), "2020-04", 9.0),
        (ACID._replace(destination="XBX"), "2020-03", 5.0),
    )
    (line,) = Record.of(united, parts).lines
    assert (line.key, line.periods, line.observed.tolist()) == (ACID, ("2020-03",), [14.0])


def test_a_member_that_trades_elsewhere_alone_adds_nothing_and_an_unknown_one_leaves_no_sum(
    scenario: Scenario,
) -> None:
    """A draft's other countries were never scored: not each of them sells to every buyer."""
    united = apply(scenario, {"hindcast.regions": {"AAA": ["XAX", "XBX"]}})
    here, there = ACID._replace(origin="XAX"), ACID._replace(origin="XBX", destination="DDD")
    (line,) = Record.of(united, observed((here, "2020-03", 9.0), (there, "2020-03", 5.0))).lines
    assert (line.key, line.observed.tolist()) == (ACID, [9.0])
    total = there._replace(destination="WLD")
    record = Record.of(united, observed((here, "2020-03", 9.0), (total, "2020-03", 5.0)))
    said = "acids from AAA to BBB: XBX is in no table, so that there is no sum: not scored."
    assert said in record.notes
    assert ACID not in {line.key for line in record.lines}


def test_what_does_not_fit_is_said(scenario: Scenario) -> None:
    record = Record.of(
        scenario,
        observed(
            (ACID, "2030-01", 9.0),
            (ACID, "2030-02", 9.0),
            (ACID, "2020-02", 9.0),
            (ACID._replace(origin="CCC"), "2020-02", 1.0),
            (ACID._replace(destination="EU"), "2020-02", 1.0),
            (ACID._replace(origin="CCC", flow="export"), "2020-02", 1.0),
            (Key("gold", "BBB", "AAA"), "2020-02", 1.0),
        ),
    )
    several = "(a name for several is given in its 'hindcast: regions'): not scored."
    assert record.notes == (
        "gold: no goods of two_countries, not scored.",
        "2 of 3 months of acids from AAA to BBB lie outside 2019-02 to 2021-11: not scored.",
        "acids from CCC to BBB: nobody sells it in the scenario, no forecast: not scored.",
        f"acids from AAA to EU: EU is no country of the scenario {several}",
        f"acids from CCC to BBB: CCC is no country of the scenario {several}",
    )
    assert [line.key.origin for line in record.lines] == ["AAA"]


def test_nothing_before_the_announcement_is_scored(scenario: Scenario) -> None:
    record = Record.of(
        scenario, observed((ACID, "2019-06", 9.0), (ACID, "2019-07", 9.0), (ACID, "2019-08", 9.0))
    )
    (line,) = record.lines
    assert (line.periods, line.before, line.level) == (("2019-07", "2019-08"), ("2019-06",), 9.0)


def test_the_curb_closes_trade_for_its_review_and_then_no_more(scenario: Scenario) -> None:
    """Effective 2019-07-04, reviewed for 13 weeks: shut until 2019-10-03."""
    closed = closures(lay_out(scenario), dt.date(2019, 7, 1))
    assert {(c.first.isoformat(), c.end.isoformat()) for c in closed} == {
        ("2019-07-04", "2019-10-03")
    }
    rows = [(Key("acids", "BBB", "AAA", "export"), f"2019-{m:02d}", 100.0) for m in range(2, 13)]
    (line,) = Record.of(scenario, observed(*rows)).lines
    months = dict(zip(line.periods, line.rivals["closed first"].level, strict=True))
    assert months["2019-07"] == pytest.approx(100 * 3 / 31)
    assert (months["2019-08"], months["2019-09"]) == (0.0, 0.0)
    assert months["2019-10"] == pytest.approx(100 * 29 / 31)
    assert months["2019-12"] == pytest.approx(100.0)


def test_what_was_not_announced_yet_closes_nothing_in_a_rivals_eyes(scenario: Scenario) -> None:
    layout = lay_out(scenario)
    later = {c.first.isoformat() for c in closures(layout, dt.date(2019, 8, 2))}
    assert later == {"2019-07-04", "2019-08-28"}
    assert closures(layout, dt.date(2019, 6, 30)) == []


def test_without_policies_nothing_is_closed(scenario: Scenario) -> None:
    free = scenario.model_copy(update={"policies": []})
    (line,) = Record.of(free, observed((ACID, "2019-06", 9.0), (ACID, "2020-07", 9.0))).lines
    assert "closed first" not in line.rivals


def test_runs_are_joined_and_chosen_as_they_come(scenario: Scenario, recording: Recording) -> None:
    record = Record.of(
        scenario, observed(*((ACID, f"2020-{month:02d}", 90.0) for month in range(1, 13)))
    )
    whole = record.simulated(recording)
    parts = [record.simulated(r) for r in Ensemble(scenario, range(8), block=3).recordings()]
    joined = Simulated.joined(parts)
    assert joined.points == pytest.approx(whole.points)
    few = whole.of_runs([1, 1, 4])
    assert few.points.tolist() == whole.points[:, [1, 1, 4]].tolist()
    assert Simulated(**whole.arrays()).points.tolist() == whole.points.tolist()
    score = record.score(few)
    assert (score.count, len(score.series), score.series[0].months) == (12, 1, 12)


def test_scatter_widens_the_band_unless_the_runs_hold_it(
    scenario: Scenario, recording: Recording
) -> None:
    record = Record.of(scenario, observed((ACID, "2019-06", 90.0), (ACID, "2020-01", 50.0)))
    simulated = record.simulated(recording)
    wide, narrow = (record.score(simulated, scatter=scatter) for scatter in (True, False))
    assert wide.width > narrow.width
    assert wide.skill == narrow.skill
