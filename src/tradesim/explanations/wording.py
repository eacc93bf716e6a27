"""Sentences for causes: what was kept back, by which rule, since when, until when."""

from __future__ import annotations

import datetime as dt

from tradesim.explanations.applications import FILED, GRANTED, GRANTED_IN_PART, REFUSED, steps
from tradesim.explanations.holds import Hold, rules
from tradesim.explanations.records import Records
from tradesim.explanations.tally import Reason, Span
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.policies.tariff import Tariff
from tradesim.scenario.naming import units
from tradesim.wording import numbers
from tradesim.wording.dates import day
from tradesim.world.layout import dated

WEEK = dt.timedelta(weeks=1)

WORDS_OF_CANDIDATES = {
    "tariff": "the duty",
    "distrust": "the loss of trust",
    "price": "its higher price",
}


def amount(run: Records, item: str, quantity: float) -> str:
    """Return a quantity of an item with its unit."""
    number = numbers.amount(quantity)
    return f"{number} {run.unit(item) if number == '1' else units(run.unit(item))}"


def count_weeks(number: int) -> str:
    """Return a number of weeks."""
    return numbers.counted(number, "week")


def ends_of(run: Records, link: int) -> tuple[str, str]:
    """Return the names of the plant and the buyer of a link."""
    layout = run.layout
    plant = layout.suppliers[layout.link_rows[link].supplier]
    return plant.name, layout.buyer_names[layout.buyer_of_link[link]]


def policy_named(run: Records, name: str) -> Policy:
    """Return a policy or shock by its name."""
    return next(policy for policy in dated(run.layout.scenario) if policy.name == name)


def spell(run: Records, hold: Hold) -> str:
    """Return a rule with its instrument and its dates."""
    policy, said = hold.policy, [hold.policy.instrument]
    first = run.monday(hold.first)
    in_force = _date(policy, "effective") or _date(policy, "start") or first
    announced = _date(policy, "announced") or run.monday(hold.announced)
    if announced < min(in_force, first + WEEK):
        said.append(f"announced {day(announced)}")
    said.append(f"in force since {day(in_force)}")
    if hold.end < run.weeks:
        end = getattr(policy.ends, "value", None) if isinstance(policy, ExportControl) else None
        ends = end if isinstance(end, dt.date) else run.monday(hold.end)
        said.append(f"until {day(ends)}")
    return f"'{policy.name}' ({', '.join(said)})"


def _date(policy: Policy, field: str) -> dt.date | None:
    """Return a date of a policy, where the scenario gives one and not one a run."""
    value = getattr(getattr(policy, field, None), "value", None)
    return value if isinstance(value, dt.date) else None


def behind(run: Records, link: int, reason: Reason, week: int) -> str:
    """Return the rules behind a reason, with their dates."""
    holds = {
        hold.policy.name: hold
        for hold in rules(run).get(link, ())
        if hold.binds(week) or hold.announced <= week
    }
    said = []
    for name in reason.policies:
        if name in holds:
            said.append(spell(run, holds[name]))
        else:
            said.append(_named(run, name))
    return " and ".join(said)


def _named(run: Records, name: str) -> str:
    policy = policy_named(run, name)
    given = [(label, figure.value) for label, figure in policy.dates()]
    dates = ", ".join(f"{label} {day(date)}" for label, date in given if isinstance(date, dt.date))
    rate = f" of {numbers.percent(run.number(policy.rate))}" if isinstance(policy, Tariff) else ""
    return f"'{name}' ({policy.instrument}{rate}{', ' if dates else ''}{dates})"


def sentence(run: Records, link: int, reason: Reason, span: Span) -> str:
    """Return why a link delivered less, as a sentence."""
    plant, buyer = ends_of(run, link)
    weeks = _weeks(run, span)
    rule = behind(run, link, reason, span.worst)
    held = {
        "ban": f"nothing may leave {plant} for {buyer} under {rule}",
        "blockade": f"nothing passes from {plant} to {buyer} in {rule}",
        "quota": f"what may leave {plant} for {buyer} was used up under {rule}",
        "several": f"{rule} held the goods of {plant} at once; "
        "the records cannot tell how much each of them alone would have held",
        "capacity": f"{plant} made all it could{_capacity(run, link, span.worst)}, which was less "
        "than was ordered",
        "no_capacity": f"{plant} had no capacity",
        "inputs": f"{plant} lacked {_input(run, reason)}, of which it makes its goods",
        "stepping_up": f"{plant} had capacity left: it raises output step by step, as orders show",
        "tariff": f"{buyer} ordered elsewhere, since {rule} makes {plant} dearer",
        "price": f"{buyer} ordered elsewhere, since {plant} had become dearer",
        "distrust": f"{buyer} had moved orders away from {plant}, whose goods {rule} is about",
        "no_demand": f"{buyer} ordered less in all, of {plant} as of others",
        "unknown": "the records cannot tell what held the goods",
    }
    if reason.kind in held:
        return f"{weeks}: {held[reason.kind]}."
    if reason.kind == "ordered_elsewhere":
        return f"{weeks}: {_elsewhere(run, link, reason, span)}."
    return f"{weeks}: {_licence(run, link, reason, span)}, under {rule}."


def _input(run: Records, reason: Reason) -> str:
    return run.named(reason.detail) if reason.kind == "inputs" else ""


def _capacity(run: Records, link: int, week: int) -> str:
    plant = run.layout.link_rows[link].supplier
    capacity = float(run.panels["capacity"][week, plant])
    return f", {amount(run, run.layout.suppliers[plant].item, capacity)} a week"


def _elsewhere(run: Records, link: int, reason: Reason, span: Span) -> str:
    plant, buyer = ends_of(run, link)
    if not reason.detail:
        return f"{buyer} ordered elsewhere; the records do not say why"
    words = " and ".join(WORDS_OF_CANDIDATES[kind] for kind in reason.detail.split("; "))
    rule = behind(run, link, reason, span.worst)
    return (
        f"{buyer} ordered elsewhere than of {plant}; the records cannot tell how much of it comes "
        f"of {words}" + (f" ({rule})" if rule else "")
    )


def _licence(run: Records, link: int, reason: Reason, span: Span) -> str:
    """Return how an application stood, with what became of it."""
    plant, _ = ends_of(run, link)
    since = run.day(reason.since or 0)
    if reason.kind == "licence_not_filed":
        return f"{plant} had applied for no licence"
    many = len(span.begun) > 1
    if reason.kind == "licence_review":
        came = _outcome(run, link, reason, span)
        said = f"{plant} had an application under review since {since}"
        if many:
            said = (
                f"{plant} had {len(span.begun)} applications under review, the first since {since}"
            )
        return f"{said}{came}"
    if reason.kind == "licence_refused":
        came = _outcome(run, link, reason, span)
        return f"the application of {plant} had been refused on {since}{came}"
    if reason.kind == "licence_dispatch":
        first = ", the first of several" if many else ""
        return f"{plant} was making to order the lot that was licensed on {since}{first}"
    taken = [s for s in steps(run, link) if s.week == reason.since and s.kind != FILED]
    granted = taken[0] if taken else None
    part = " in part" if granted and granted.kind == GRANTED_IN_PART else ""
    return f"the licence of {plant}, granted{part} on {since}, covered less than was ordered"


def _outcome(run: Records, link: int, reason: Reason, span: Span) -> str:
    """Return what became of an application: when it was decided, and how."""
    after = [
        step
        for step in steps(run, link)
        if step.week > (reason.since or 0) and step.kind in {GRANTED, GRANTED_IN_PART, REFUSED}
    ]
    if reason.kind == "licence_refused":
        after = [step for step in after if step.kind != REFUSED]
    floor = _first_decision(run, reason, span)
    if not after:
        return f"{floor}; none was granted until the end"
    verb = "it was refused" if after[0].kind == REFUSED else "it was granted"
    if reason.kind == "licence_refused":
        verb = "a licence was granted"
    weeks = after[0].week - (reason.since or 0)
    return f"{floor}; {verb} on {run.day(after[0].week)}, {count_weeks(weeks)} later"


def _first_decision(run: Records, reason: Reason, span: Span) -> str:
    for name in reason.policies:
        earliest = getattr(policy_named(run, name), "first_decision", None)
        if earliest is not None and run.week_of(earliest) > span.first:
            first = run.day(run.week_of(earliest))
            return f"; its office decided nothing before the week of {first}"
    return ""


def _weeks(run: Records, span: Span) -> str:
    said = run.days(span.first, span.last)
    return f"in the week of {said}" if span.first == span.last else said
