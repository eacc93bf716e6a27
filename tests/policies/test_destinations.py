"""Controls on several countries at once: one policy that does what one each would do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived, same, weeks_of, with_policy, world_of
from tests.policies.conftest import INSTRUMENTS
from tradesim.docking import dock
from tradesim.errors import ScenarioError
from tradesim.measures.panels import PANELS
from tradesim.records.events import policy_events
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario, load, without

DATES = {"announced": "2019-06-17", "effective": "2019-07-01"}
REVIEW = {"terms": {"approval_odds": 0.5, "review_weeks": 6}}

CONTROLS: dict[str, dict[str, Any]] = {
    "individual_licence": {"imposer": "CCC", "items": ["fine chip", "coarse chip"]} | REVIEW,
    "white_list": {"imposer": "CCC", "listed_items": ["fine chip", "coarse chip"]} | REVIEW,
    "export_ban": {"imposer": "CCC", "items": ["fine chip"]},
    "end_user_control": {"imposer": "CCC", "items": ["fine chip"]} | REVIEW,
}


def control(kind: str, **changes: Any) -> dict[str, Any]:
    return {"kind": kind} | CONTROLS[kind] | DATES | changes


@pytest.mark.parametrize("kind", CONTROLS)
@pytest.mark.parametrize("partners", [["AAA", "BBB"], "all"])
def test_a_control_on_several_does_what_one_on_each_does(
    alone: Callable[..., Scenario], kind: str, partners: Any
) -> None:
    bare = alone()
    together = with_policy(bare, **control(kind, partners=partners))
    apart = with_policy(bare, **control(kind, partner="AAA"))
    apart = with_policy(apart, **control(kind, partner="BBB", name="other"))
    ours, theirs = lived(together, range(3)), lived(apart, range(3))
    unpoliced = lived(bare, range(3))
    assert same(ours, unpoliced) != []
    assert [name for name in same(ours, theirs) if PANELS.get(name) != "control"] == []
    for name in ("filed", "granted", "refused", "waiting"):
        found, expected = (run.panels[name].sum(axis=1) for run in (ours, theirs))
        assert np.array_equal(found, expected), name


@pytest.mark.parametrize("kind", CONTROLS)
def test_one_that_is_exempt_is_left_alone(alone: Callable[..., Scenario], kind: str) -> None:
    bare = alone()
    exempt = [{"partner": "AAA", "exempt": True}]
    several = with_policy(bare, **control(kind, partners="all", exceptions=exempt))
    single = with_policy(bare, **control(kind, partner="BBB"))
    assert same(lived(several, range(2)), lived(single, range(2))) == []
    assert several.policies[0].targets == ("BBB",)


def test_terms_of_one_destination_are_its_own(alone: Callable[..., Scenario]) -> None:
    own = [{"partner": "AAA", "approval_odds": 0, "review_weeks": 20}]
    policy = control("individual_licence", partners="all", exceptions=own)
    world = world_of(with_policy(alone(), **policy))
    odds = {
        row.partner: float(world.control.approval_odds[number, 0])
        for number, (_, row) in enumerate(world.layout.control_list)
    }
    assert odds == {"AAA": 0.0, "BBB": 0.5}
    weeks = world.control.review_weeks[:, 0].tolist()
    assert sorted(set(weeks)) == [6.0, 20.0]
    recording = lived(with_policy(alone(), **policy), range(4))
    granted = recording.panels["granted"].sum(axis=(0, 2))
    for number, (_, row) in enumerate(recording.layout.control_list):
        assert (granted[number] > 0.0) == (row.partner == "BBB")


def test_what_buyers_fear_is_told_by_destination(alone: Callable[..., Scenario]) -> None:
    own = [{"partner": "AAA", "review_weeks": 1}]
    policy = control("individual_licence", partners="all", exceptions=own)
    recording = lived(with_policy(alone(), **policy))
    layout = recording.layout
    week = int(layout.calendar.week_of(layout.scenario.policies[0].announced.value)[0])  # type: ignore[union-attr]
    more = {
        country: recording.panels["arrivals"][week + 8 : week + 20, number, 0].mean()
        / recording.panels["arrivals"][0, number, 0]
        for number, flow in enumerate(recording.flows)
        for country in [flow.destination]
        if layout.suppliers[flow.supplier].name == "Gamma Fine"
    }
    assert more["AAA"] > more["BBB"]


def test_a_duty_is_waived_for_one_origin_and_another_pays_less(
    alone: Callable[..., Scenario],
) -> None:
    bare = alone()
    duty = {"kind": "tariff", "imposer": "BBB", "effective": "2019-07-01"}
    own = [{"partner": "AAA", "rate": 0.05}]
    less = world_at_end(with_policy(bare, **duty, rate=0.25, exceptions=own))
    apart = with_policy(bare, **duty, rate=0.25, partner="CCC")
    apart = with_policy(apart, **duty, rate=0.05, partner="AAA", name="other")
    assert less["duty"] == world_at_end(apart)["duty"]
    assert less["levied"] == pytest.approx(world_at_end(apart)["levied"], rel=1e-9)
    assert 0.25 in less["duty"]
    assert 0.05 in less["duty"]
    waived = [{"partner": "AAA", "exempt": True}]
    alone_ = world_at_end(with_policy(bare, **duty, rate=0.25, exceptions=waived))
    assert alone_ == world_at_end(with_policy(bare, **duty, rate=0.25, partner="CCC"))


def world_at_end(scenario: Scenario) -> dict[str, Any]:
    world = world_of(scenario, [0])
    levied = 0.0
    for _ in weeks_of(world):
        levied += float(world.tariff.levied.sum())
    return {"duty": world.link.duty[:, 0].tolist(), "levied": levied}


def test_a_quota_on_several_is_shared(alone: Callable[..., Scenario]) -> None:
    quota = {
        "kind": "quota", "imposer": "CCC", "origin": "CCC", "items": ["fine chip"],
        "most": 500, "effective": "2019-07-01",
    }  # fmt: skip
    recording = lived(with_policy(alone(), **quota, partners="all"))
    layout = recording.layout
    plant = layout.supplier_row["Gamma Fine"]
    first = int(layout.calendar.week_of(layout.scenario.policies[0].effective.value)[0])  # type: ignore[union-attr]
    quarter = recording.panels["shipped"][first : first + 13, plant, 0].sum()
    assert 0.0 < quarter <= 500.0 * (1.0 + 1e-9)
    exempt = [{"partner": "AAA", "exempt": True}]
    some = with_policy(alone(), **quota, partners="all", exceptions=exempt)
    one = with_policy(alone(), **quota, destination="BBB")
    assert same(lived(some), lived(one)) == []


def test_it_is_one_policy_in_events_and_when_left_out(alone: Callable[..., Scenario]) -> None:
    several = with_policy(alone(), **control("export_ban", partners="all", name="the ban"))
    events = policy_events(world_of(several).layout)
    assert {event.target for event in events} == {"AAA; BBB"}
    assert len(events) == 2
    reduced, _ = without(several, ["the ban"])
    assert reduced.policies == []
    assert list(idle_policies(several, 1)) == []


def test_engines_agree_on_all_partners_with_exceptions(alone: Callable[..., Scenario]) -> None:
    own = [{"partner": "AAA", "approval_odds": 0.1}]
    scenario = with_policy(alone(), **control("individual_licence", partners="all", exceptions=own))
    assert dock(scenario).bit_equal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("partners: all\n    exceptions: [{partner: ZZZ, exempt: true}]", "'ZZZ' is not a country"),
        ("partners: [CCC]\n    exceptions: [{partner: BBB, exempt: true}]", "not among those"),
        ("partners: all\n    exceptions: [{partner: BBB}]", "it says nothing"),
        (
            "partners: all\n    exceptions: [{partner: BBB, exempt: true, approval_odds: 1}]",
            "so its 'approval_odds' is of no matter",
        ),
        (
            "partners: [CCC]\n    exceptions: [{partner: CCC, exempt: true}]",
            "everybody it is aimed at is exempt",
        ),
        ("partners: everyone", "partners"),
    ],
)
def test_exceptions_that_make_no_sense_are_found(text: str, said: str, tmp_path: Path) -> None:
    whole = INSTRUMENTS.read_text(encoding="utf-8")
    file = tmp_path / "world.yaml"
    file.write_text(whole.replace("    partner: BBB\n", f"    {text}\n", 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        load(file)
    assert said in str(raised.value)
