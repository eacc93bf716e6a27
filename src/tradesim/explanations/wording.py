"""Sentences for causes: what was kept back, by which rule, since when, until when."""

from __future__ import annotations

import datetime as dt

from tradesim.explanations.applications import FILED, GRANTED, GRANTED_IN_PART, REFUSED, steps
from tradesim.explanations.holds import Hold, rules
from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.explanations.tally import Reason, Span
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.policies.levy import Levy
from tradesim.policies.rule import follows_rule, rule_of
from tradesim.scenario.naming import units
from tradesim.wording import numbers
from tradesim.wording.causes import CANDIDATES, OUTCOMES, REASONS
from tradesim.wording.dates import day
from tradesim.wording.lists import joined, listed
from tradesim.wording.said import said, said_count

WEEK = dt.timedelta(weeks=1)


def amount(run: OneRun, item: str, quantity: float) -> str:
    """Return a quantity of an item with its unit."""
    number = numbers.amount(quantity)
    unit = run.unit(item) if number == "1" else units(run.unit(item))
    return said("{number} {unit}", number=number, unit=unit)


def count_weeks(number: int) -> str:
    """Return a number of weeks."""
    return said_count(number, "{count} week", "{count} weeks")


def policy_named(run: OneRun, name: str) -> Policy:
    """Return a policy or shock by its name."""
    return next(policy for policy in run.layout.scenario.happenings if policy.name == name)


def spell(run: OneRun, hold: Hold) -> str:
    """Return a rule with its instrument and its dates."""
    policy, facts = hold.policy, [hold.policy.instrument]
    first = run.monday(hold.first)
    dated = not follows_rule(policy)
    in_force = (dated and (_date(policy, "effective") or _date(policy, "start"))) or first
    announced = _date(policy, "announced") or run.monday(hold.announced)
    if announced < min(in_force, first + WEEK):
        facts.append(said("announced {day}", day=day(announced)))
    facts.append(said("in force since {day}", day=day(in_force)))
    if hold.end < run.weeks and not dated:
        facts.append(said("until {day}", day=day(run.monday(hold.end))))
    elif hold.end < run.weeks:
        end = getattr(policy.ends, "value", None) if isinstance(policy, ExportControl) else None
        ends = end if isinstance(end, dt.date) else run.monday(hold.end)
        facts.append(said("until {day}", day=day(ends)))
    if rule := rule_of(policy):
        facts.append(rule.said)
    return said("'{policy}' ({facts})", policy=policy.name, facts=listed(facts))


def _date(policy: Policy, field: str) -> dt.date | None:
    """Return a date of a policy, where the scenario gives one and not one a run."""
    value = getattr(getattr(policy, field, None), "value", None)
    return value if isinstance(value, dt.date) else None


def behind(run: OneRun, link: int, reason: Reason, week: int) -> str:
    """Return the rules behind a reason, with their dates."""
    holds = {
        hold.policy.name: hold
        for hold in rules(run).get(link, ())
        if hold.binds(week) or hold.announced <= week
    }
    named = [
        spell(run, holds[name]) if name in holds else _named(run, name) for name in reason.policies
    ]
    told = named[0] if named else ""
    for rule in named[1:]:
        told = said("{names} and {last}", names=told, last=rule)
    return told


def _named(run: OneRun, name: str) -> str:
    policy = policy_named(run, name)
    given = [(label, figure.value) for label, figure in policy.dates()]
    dates: list[str] = [
        said("{change} {day}", change=label, day=day(date))
        for label, date in given
        if isinstance(date, dt.date)
    ]
    share = policy.stated_rate if isinstance(policy, Levy) else None
    rule = rule_of(policy)
    dates = dates if rule is None else [rule.said]
    what = policy.instrument
    if share is not None:
        rate = numbers.percent(run.number(share))
        what = said("{instrument} of {rate}", instrument=what, rate=rate)
    return said("'{policy}' ({facts})", policy=name, facts=listed([what, *dates]))


def sentence(run: OneRun, link: int, reason: Reason, span: Span, *, begins: bool = True) -> str:
    """Return why a link delivered less, as a sentence.

    Args:
        run: The records.
        link: The link.
        reason: Why it delivered less.
        span: When that was so.
        begins: Whether it stands at the beginning, or after something else.
    """
    plant, buyer = ends_of(run, link)
    why = said(
        REASONS[_template(run, link, reason, span)],
        plant=plant,
        buyer=buyer,
        rule=behind(run, link, reason, span.worst),
        capacity=_capacity(run, link, span.worst),
        input=run.named(reason.detail) if reason.kind == "inputs" else "",
        candidates=joined([CANDIDATES[kind] for kind in _candidates(reason)]),
        since=run.day(reason.since or 0),
        count=len(span.begun),
        outcome=_outcome(run, link, reason, span),
    )
    if span.first != span.last:
        return said("{span}: {why}.", span=run.days(span.first, span.last), why=why)
    day = run.day(span.first)
    if begins:
        return said("In the week of {day}: {why}.", day=day, why=why)
    return said("in the week of {day}: {why}.", day=day, why=why)


def _template(run: OneRun, link: int, reason: Reason, span: Span) -> str:
    """Return which sentence tells of a reason."""
    if reason.kind == "ordered_elsewhere":
        if not reason.detail:
            return "elsewhere"
        return "elsewhere_under" if reason.policies else "elsewhere_for"
    if reason.kind in {"licence_review", "licence_dispatch"} and len(span.begun) > 1:
        return reason.kind.replace("licence", "licences")
    if reason.kind == "licence_used_up":
        taken = [s for s in steps(run, link) if s.week == reason.since and s.kind != FILED]
        in_part = taken and taken[0].kind == GRANTED_IN_PART
        return "licence_used_up_in_part" if in_part else "licence_used_up"
    return reason.kind


def _candidates(reason: Reason) -> list[str]:
    is_divided = reason.kind == "ordered_elsewhere" and reason.detail
    return reason.detail.split("; ") if is_divided else []


def _capacity(run: OneRun, link: int, week: int) -> str:
    plant = run.layout.link_rows[link].supplier
    capacity = float(run.panels["capacity"][week, plant])
    made = amount(run, run.layout.suppliers[plant].item, capacity)
    return said(", {amount} a week", amount=made)


def _outcome(run: OneRun, link: int, reason: Reason, span: Span) -> str:
    """Return what became of an application under review or refused: when, and how."""
    if reason.kind not in {"licence_review", "licence_refused"}:
        return ""
    was_refused = reason.kind == "licence_refused"
    decisions = {GRANTED, GRANTED_IN_PART} if was_refused else {GRANTED, GRANTED_IN_PART, REFUSED}
    since = reason.since or 0
    after = [step for step in steps(run, link) if step.week > since and step.kind in decisions]
    floor = _first_decision(run, reason, span)
    if not after:
        return _after(floor, said(OUTCOMES["pending"]))
    came = "granted_after_all" if was_refused else "granted"
    came = "refused" if after[0].kind == REFUSED else came
    weeks = count_weeks(after[0].week - since)
    return _after(floor, said(OUTCOMES[came], day=run.day(after[0].week), weeks=weeks))


def _after(floor: str, outcome: str) -> str:
    """Return what became of an application, after how long its office decided nothing."""
    return said("{floor}{outcome}", floor=floor, outcome=outcome) if floor else outcome


def _first_decision(run: OneRun, reason: Reason, span: Span) -> str:
    for name in reason.policies:
        earliest = getattr(policy_named(run, name), "first_decision", None)
        if earliest is not None and run.week_of(earliest) > span.first:
            return said(OUTCOMES["not_before"], day=run.day(run.week_of(earliest)))
    return ""
