"""Policies that follow rules: when they take hold, what of it is told, and what is refused."""

from typing import Any

import numpy as np
import pytest

from tests.living import lived, same, with_policy, world_of
from tests.source_tree import REPOSITORY
from tradesim.docking import dock
from tradesim.economy.rules import decide_by_rules
from tradesim.ensemble import Ensemble
from tradesim.explanations import explain
from tradesim.measures.recording import Recording
from tradesim.records.events import events_frame
from tradesim.records.outcomes import outcomes
from tradesim.results.manifest import resolved
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario, apply, load, variant, with_values, without
from tradesim.scenario.validation import examine
from tradesim.world.log import Kind

THIN = {"watch": "stock_cover", "item": "acid", "country": "BBB", "below": 3.5}
RESERVE = {
    "kind": "stockpile_mandate",
    "buyers": ["Maker"],
    "items": ["acid"],
    "cover_weeks": 3,
    "effective": "2019-01-07",
}
CURB = {"kind": "individual_licence", "imposer": "AAA", "partner": "BBB", "items": ["acid"]}
LOYAL = {"watch": "ordered_share", "item": "acid", "country": "BBB", "origin": "AAA"}


def weeks_of(recording: Recording, kind: Kind) -> list[int]:
    """Return the weeks in which something of a kind happened in the first run."""
    events = recording.events
    return events[(events[:, 1] == kind) & (events[:, 3] == 0), 0].astype(int).tolist()


def cover(recording: Recording) -> np.ndarray:
    """Return the weeks of use that BBB's buyers have, shape (week,)."""
    own = [0]  # Maker alone stands in BBB
    stock, rate = (recording.panels[name][:, own, 0].sum(axis=1) for name in ("stock", "rate"))
    return stock / rate


def held(recording: Recording) -> np.ndarray:
    """Return the weeks in which the policy is in force, shape (week,)."""
    return np.flatnonzero(recording.panels["enacted"][:, 0, 0])


def test_it_takes_hold_some_weeks_after_the_week_that_ends_below_the_bound(
    whole_market: Scenario,
) -> None:
    recording = lived(with_policy(whole_market, **RESERVE, when={**THIN, "after_weeks": 2}))
    first = int(np.flatnonzero(cover(recording) < 3.5)[0])
    assert weeks_of(recording, Kind.RULE_MET) == [first + 1]
    assert weeks_of(recording, Kind.RULE_IN_FORCE) == [first + 3]
    assert held(recording).tolist() == list(range(first + 3, recording.weeks))


def test_until_then_nothing_is_other_than_without_it(whole_market: Scenario) -> None:
    ruled = lived(with_policy(whole_market, **RESERVE, when=THIN))
    plain = lived(whole_market)
    first = held(ruled)[0]
    stock, bare = (recording.panels["stock"][:, 0, 0] for recording in (ruled, plain))
    assert np.array_equal(stock[:first], bare[:first])
    assert stock[first + 5] > bare[first + 5]


def test_it_does_what_the_same_policy_does_on_that_date(whole_market: Scenario) -> None:
    ruled = lived(with_policy(whole_market, **RESERVE, when=THIN))
    monday = ruled.layout.calendar.monday(int(held(ruled)[0]))
    dated = lived(with_policy(whole_market, **RESERVE | {"effective": str(monday)}))
    changed = {name for name in same(ruled, dated) if name not in {"set_off", "enacted", "events"}}
    assert changed == set()


def test_it_must_be_met_for_its_weeks_in_a_row(whole_market: Scenario) -> None:
    recording = lived(
        with_policy(whole_market, **RESERVE, when={**THIN, "below": 4, "for_weeks": 3})
    )
    low = cover(recording) < 4
    third = int(np.flatnonzero(low[2:] & low[1:-1] & low[:-2])[0]) + 2
    assert weeks_of(recording, Kind.RULE_MET) == [third + 1]


def test_it_ends_when_its_end_is_passed_and_may_begin_again(whole_market: Scenario) -> None:
    when = {**THIN, "below": 4.2, "lift": {"above": 5.5, "for_weeks": 2}}
    recording = lived(with_policy(whole_market, **RESERVE, when=when))
    begun, ended = (weeks_of(recording, k) for k in (Kind.RULE_IN_FORCE, Kind.RULE_ENDED))
    assert len(begun) > 1
    assert len(ended) >= len(begun) - 1
    seen = cover(recording)
    for week in ended:
        assert (seen[week - 2 : week] > 5.5).all()


def test_it_is_looked_at_from_its_first_day_and_ends_on_its_last(whole_market: Scenario) -> None:
    always = {**THIN, "below": 90}
    dates = {"effective": "2019-03-04", "until": "2019-06-03"}
    recording = lived(with_policy(whole_market, **RESERVE | dates, when=always))
    assert held(recording).tolist() == list(range(8, 21))


def test_what_would_take_hold_after_its_last_day_is_not_decided(whole_market: Scenario) -> None:
    always = {**THIN, "below": 90, "after_weeks": 20}
    dates = {"effective": "2019-03-04", "until": "2019-06-03"}
    recording = lived(with_policy(whole_market, **RESERVE | dates, when=always))
    assert len(held(recording)) == 0
    assert weeks_of(recording, Kind.RULE_MET) == []


def test_a_control_by_rule_is_heard_of_when_it_is_decided_and_binds_when_it_takes_hold(
    market: Scenario,
) -> None:
    when = {**LOYAL, "above": 0.5, "for_weeks": 20, "after_weeks": 6}
    scenario = with_policy(market, **CURB, when=when, terms={"review_spread": 0})
    recording = lived(scenario)
    assert weeks_of(recording, Kind.RULE_MET) == [19]
    assert held(recording)[0] == 25
    filed = np.flatnonzero(recording.panels["filed"][:, 0, 0])
    assert 19 <= filed[0] <= 25  # firms file from the news on
    dated = CURB | {"announced": "2019-05-20", "effective": "2019-07-01"}
    same_dates = lived(with_policy(market, **dated, terms={"review_spread": 0}))
    apart = {"set_off", "enacted", "events"}
    assert [n for n in same(recording, same_dates) if n not in apart] == []


def test_a_project_begins_by_rule(market: Scenario) -> None:
    project = {
        "kind": "substitution_investment", "supplier": "West", "announced": "2019-01-07",
        "capacity_added": 30, "build_weeks": 10, "slippage_spread": 0, "ramp_weeks": 1,
    }  # fmt: skip
    recording = lived(with_policy(market, **project, when={**LOYAL, "above": 0.5, "for_weeks": 5}))
    assert held(recording)[0] == 4
    capacity = recording.panels["capacity"][:, 2, 0]
    assert capacity[13] == 50
    assert capacity[-1] == 80


@pytest.mark.parametrize("kind", ["tariff", "export_tax"])
def test_a_levy_is_raised_and_dropped_by_rule(market: Scenario, kind: str) -> None:
    whom = {"imposer": "BBB", "partner": "AAA"} if kind == "tariff" else {
        "imposer": "AAA", "partner": "BBB"}  # fmt: skip
    levy = {"kind": kind, **whom, "items": ["acid"], "rate": 0.5, "effective": "2019-01-07"}
    when = {**LOYAL, "above": 0.5, "for_weeks": 4, "lift": {"below": 0.45}}
    recording = lived(with_policy(market, **levy, when=when))
    weeks = held(recording)
    assert weeks[0] == 3
    assert 3 < len(weeks) < recording.weeks - 3
    levied = recording.panels["levied"][:, 0, 0]
    assert (levied[weeks] > 0).all()
    assert not np.delete(levied, weeks).any()


def test_an_output_or_a_price_is_watched_too(whole_market: Scenario) -> None:
    busy = {"watch": "price_index", "item": "acid", "country": "BBB", "above": 1.002}
    recording = lived(with_policy(whole_market, **RESERVE, when=busy))
    assert 8 < held(recording)[0] < recording.weeks  # demand grows from week 8 on
    stopped = {"watch": "output_share", "country": "BBB", "below": 0.999}
    cut = with_policy(
        whole_market, kind="export_ban", imposer="AAA", partner="BBB", items=["acid"],
        effective="2019-02-04",
    )  # fmt: skip
    tree = cut.model_dump(exclude_unset=True)
    tree["policies"].append(RESERVE | {"name": "late", "when": stopped})
    found = lived(Scenario.model_validate(tree))
    output, demand = (found.panels[name][:, 0, 0] for name in ("output", "demand"))
    short = int(np.flatnonzero(output / demand < 0.999)[0])
    assert held(found)[0] == short + 1


def test_runs_differ_in_when_it_takes_hold(whole_market: Scenario) -> None:
    noisy = apply(whole_market, {"buyers.Maker.noise": 0.1})
    scenario = with_policy(noisy, **RESERVE, when=THIN)
    recording = next(Ensemble(scenario, range(12)).recordings())
    first = recording.panels["enacted"][:, 0].argmax(axis=0)
    assert len(set(first.tolist())) > 2


def test_a_bound_may_vary_by_run(whole_market: Scenario) -> None:
    scenario = with_policy(whole_market, **RESERVE, when=THIN)
    path, bounds = "policies.it.when.below", [3.5, 4.2]
    together = next(Ensemble(scenario, [0, 0], values={path: np.array(bounds)}).recordings())
    for run, bound in enumerate(bounds):
        alone = lived(apply(scenario, {path: bound}))
        assert np.array_equal(alone.panels["stock"][..., 0], together.panels["stock"][..., run])


@pytest.mark.parametrize(("seen", "weeks"), [(3.5, 0), (3.4, 1)])
def test_a_bound_that_is_met_to_the_digit_is_not_passed(
    whole_market: Scenario, seen: float, weeks: int
) -> None:
    when = THIN | {"for_weeks": 9, "lift": {"above": 6, "for_weeks": 9}}
    world = world_of(with_policy(whole_market, **RESERVE, when=when), (0,))
    decide_by_rules(world, np.array([[seen]]))
    assert world.rule.weeks_met.tolist() == [[weeks]]
    world.rule.set_off[:] = world.rule.enacted[:] = 1
    decide_by_rules(world, np.array([[9.5 - seen]]))
    assert world.rule.weeks_eased.tolist() == [[weeks]]


def test_what_is_decided_and_does_not_hold_yet_is_not_ended(whole_market: Scenario) -> None:
    when = THIN | {"after_weeks": 5, "lift": {"above": 6}}
    world = world_of(with_policy(whole_market, **RESERVE, when=when), (0,))
    world.rule.set_off[:] = 1
    begins, ends = decide_by_rules(world, np.array([[7.0]]))
    assert not begins.any()
    assert not ends.any()
    assert world.rule.weeks_eased.tolist() == [[0]]


def test_a_bound_says_for_how_many_weeks_where_that_is_known(whole_market: Scenario) -> None:
    scenario = with_policy(whole_market, **RESERVE, when=THIN | {"for_weeks": 2})
    path = "policies.it.when.for_weeks"
    told = []
    for given in (scenario, apply(scenario, {path: 1}), with_values(scenario, {path: [1.0, 2.0]})):
        [policy] = [each for each in given.policies if each.name == "it"]
        told.append(policy.when.bound)  # type: ignore[attr-defined]
    assert told == ["below 3.5 for 2 weeks", "below 3.5", "below 3.5 for a drawn number of weeks"]


def test_agents_and_ensemble_follow_rules_alike(whole_market: Scenario) -> None:
    tree = whole_market.model_dump(exclude_unset=True)
    when = {**LOYAL, "above": 0.5, "for_weeks": 9, "after_weeks": 3, "lift": {"below": 0.4}}
    tree["policies"] += [
        RESERVE | {"name": "reserve", "when": THIN | {"lift": {"above": 6}}},
        CURB | {"name": "second", "when": when},
    ]
    report = dock(Scenario.model_validate(tree), [4, 0])
    assert report.bit_equal, str(report)


def test_events_say_what_was_seen_and_which_rule(whole_market: Scenario) -> None:
    recording = lived(with_policy(whole_market, **RESERVE, when=THIN))
    events = events_frame(recording)
    met = events[events["kind"] == "rule met"].iloc[0]
    seen = cover(recording)[weeks_of(recording, Kind.RULE_MET)[0] - 1]
    said = f"it (stockpiling): {seen:.4g}, when stock cover of acid in BBB is below 3.5"
    assert met["detail"] == said
    assert met["actor"] == "Maker"
    assert "policy in force" not in set(events.query("actor == 'Maker'")["kind"])


def test_the_weekly_table_says_when_it_is_in_force(whole_market: Scenario) -> None:
    recording = lived(with_policy(whole_market, **RESERVE, when=THIN))
    found = {outcome.name: outcome for outcome in outcomes(recording)}
    flags = found["in_force_by_rule"]
    assert flags.places[0].actor == "it"
    assert np.flatnonzero(flags.values[:, 0, 0]).tolist() == held(recording).tolist()
    assert "in_force_by_rule" not in {outcome.name for outcome in outcomes(lived(whole_market))}


def test_a_shortage_under_a_control_by_rule_is_laid_at_its_door(market: Scenario) -> None:
    ban = {"kind": "export_ban", "imposer": "AAA", "partner": "BBB", "items": ["acid"]}
    scenario = with_policy(market, **ban, when={**LOYAL, "above": 0.5, "for_weeks": 10})
    recording = next(Ensemble(scenario, [0]).recordings(detailed=True))
    found = explain(recording, actor="North", item="acid", week="2019-03-25")
    rule = found.causes[0].causes[0]
    assert (rule.kind, rule.policy, str(rule.since)) == ("ban", "it", "2019-03-11")
    assert "in force since 11 Mar 2019, when ordered share of acid from AAA in BBB" in rule.text


def test_a_scenario_as_a_manifest_writes_it_out_follows_the_same_rules(market: Scenario) -> None:
    when = {**LOYAL, "above": 0.5, "for_weeks": 9, "lift": {"below": 0.4}}
    scenario = with_policy(market, **CURB, when=when)
    again = Scenario.model_validate(resolved(scenario))
    assert same(lived(scenario), lived(again)) == []


def test_a_rule_that_is_never_met_is_named_as_the_reason(whole_market: Scenario) -> None:
    scenario = with_policy(whole_market, **RESERVE, when={**THIN, "below": 0.01})
    said = [line for line in idle_policies(scenario, 1) if "'it'" in line]
    reason = "its rule may never be met. When stock cover of acid in BBB is below 0.01."
    assert said == [f"policy 'it' changes no outcome: {reason}"]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"when": {**THIN, "below": {"value": 0.4, "unit": "share"}}}, "stock_cover is weeks"),
    ({"when": {**THIN, "above": 9}}, "give one bound"),
    ({"when": {key: THIN[key] for key in ("watch", "item", "country")}}, "give one bound"),
    ({"when": {**THIN, "buyers": ["Maker"]}}, "say who is watched"),
    ({"when": {**THIN, "watch": "output_share"}}, "is of no 'item'"),
    ({"when": {**THIN, "watch": "ordered_share", "below": 0.5}}, "needs an 'origin'"),
    ({"when": {**THIN, "watch": "stok_cover"}}, "stock_cover"),
    ({"when": {**THIN, "item": "acdi"}}, "Did you mean 'acid'?"),
    ({"when": {**THIN, "country": "BBD"}}, "Did you mean 'BBB'?"),
    ({"when": {**THIN, "lift": {"above": 3}}}, "it would end while it is called for"),
    ({"when": {**THIN, "lift": {"below": 3}}}, "it would end while it is called for"),
    ({"when": {**THIN, "after_weeks": 1.5}}, "1.5 is no whole number of weeks"),
    ({**CURB, "announced": "2019-07-01", "when": THIN}, "which needs a date"),
    ({**CURB, "available": True, "when": THIN}, "follows a rule"),
]


@pytest.mark.parametrize(("policy", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_what_could_not_be_followed_is_refused_where_it_stands(
    whole_market: Scenario, policy: dict[str, Any], said: str
) -> None:
    given = policy if "kind" in policy else RESERVE | policy
    tree = whole_market.model_dump(exclude_unset=True)
    tree["policies"].append(given | {"name": "it"})
    _, findings = examine(tree)
    assert [finding for finding in findings if said in finding.message], findings
    assert all(finding.path[:2] == ("policies", 2) for finding in findings)


def test_nobody_to_watch_is_said(whole_market: Scenario) -> None:
    tree = without(whole_market, ["curb"])[0].model_dump(exclude_unset=True)
    tree["items"].append(tree["items"][0] | {"name": "film", "customs_group": "films"})
    tree["policies"].append(RESERVE | {"name": "it", "when": {**THIN, "item": "film"}})
    _, findings = examine(tree)
    assert "nobody in BBB needs 'film': the rule would never be met." in {
        f.message for f in findings
    }


@pytest.fixture(scope="module")
def example() -> Scenario:
    return load(REPOSITORY / "examples" / "2019_adaptive.yaml")


def begun(scenario: Scenario) -> dict[str, float]:
    """Return in which share of runs each policy that follows a rule took hold."""
    recording = next(Ensemble(scenario, range(4)).recordings())
    ever = recording.panels["enacted"].any(axis=0).mean(axis=1).tolist()
    return dict(zip((policy.name for policy, _ in recording.layout.ruled), ever, strict=True))


def test_the_second_source_of_the_example_is_built_only_where_a_curb_comes(
    example: Scenario,
) -> None:
    assert begun(example)["second source of HF"] == 1
    assert begun(variant(example, "calm"))["second source of HF"] == 0
