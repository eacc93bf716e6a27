"""Policy dates in words: which dates a figure marks, and what it writes beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario
from tradesim.wording.dates import month
from tradesim.wording.shortening import shortened

MERGED_DAYS = 42
"""Dates of less than this distance share a label."""

MOST_MARKS = 8
"""Labels of a figure at most; where there are more, dates further apart share one."""

FOREWARNING_DAYS = 84
"""An announcement needs no label of its own where entry into force follows within this time."""

LONGEST = 60
"""Letters of a label."""

IN_FORCE = "in force"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date on which a policy changes.

    Attributes:
        day: The date.
        policy: The policy.
        label: What happens to it.
        named: Whether it gets a label; a line it gets in any case.
    """

    day: dt.date
    policy: Policy
    label: str
    named: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A label for dates that lie close together.

    Attributes:
        day: Where the label stands.
        text: The month and what happened.
    """

    day: dt.date
    text: str


def moments(scenario: Scenario, destination: str, items: Collection[str]) -> list[Moment]:
    """Return the policy dates that matter to a country's trade in some items, in order of time."""
    found = [
        Moment(day, policy, label, named)
        for policy in _relevant(scenario, destination, items)
        for day, label, named in _dates(policy)
        if scenario.start <= day <= scenario.end
    ]
    return sorted(found, key=lambda moment: moment.day)


def marks(found: Sequence[Moment]) -> list[Mark]:
    """Return one label for each group of dates that lie close together."""
    named, apart = [moment for moment in found if moment.named], MERGED_DAYS
    while len(groups := _grouped(named, apart)) > MOST_MARKS:
        apart *= 2
    return [Mark(group[0].day, _text(group)) for group in groups]


def _grouped(found: Sequence[Moment], days: int) -> list[list[Moment]]:
    """Return moments in groups that each span less than so many days."""
    groups: list[list[Moment]] = []
    for moment in found:
        if groups and (moment.day - groups[-1][0].day).days < days:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return groups


def _relevant(scenario: Scenario, destination: str, items: Collection[str]) -> list[Policy]:
    """Return the controls aimed at a country; of each kind those on the items, if there are any.

    And the losses of plants and blockades that concern an item, or do not say which. Where no
    control is aimed at it: every policy and shock.
    """
    controls = [policy for policy in scenario.policies if policy.aims_at(destination)]
    if not controls:
        return scenario.happenings
    chosen = []
    for control in controls:
        alike = [other for other in controls if other.kind == control.kind]
        if _concerns(control, items) or not any(_concerns(other, items) for other in alike):
            chosen.append(control)
    cuts = [shock for shock in scenario.shocks if shock.interruption]
    return [*chosen, *(cut for cut in cuts if not cut.subjects or _concerns(cut, items))]


def _concerns(policy: Policy, items: Collection[str]) -> bool:
    return not set(items).isdisjoint(policy.subjects)


def _dates(policy: Policy) -> Iterator[tuple[dt.date, str, bool]]:
    """Yield each date of a policy, its word, and whether it is to be named."""
    dates = [(first_day(date), label) for label, date in policy.dates()]
    begins = next((day for day, label in dates if label == IN_FORCE), None)
    for day, label in dates:
        ahead = -1 if begins is None or label == IN_FORCE else (begins - day).days
        yield day, label, not 0 <= ahead < FOREWARNING_DAYS


def first_day(date: DateFigure) -> dt.date:
    """Return the date, the earliest where a sweep gives one a run."""
    value = date.value
    return value if isinstance(value, dt.date) else min(value.astype("datetime64[D]").tolist())


def _text(group: Sequence[Moment]) -> str:
    """Return the month and what happened, as much as there is room for."""
    phrases = list(dict.fromkeys(_phrases(group)))
    first = group[0].day
    text = f"{month(first)}  {phrases[0]}"
    for count, phrase in enumerate(phrases[1:], start=1):
        if len(f"{text}; {phrase}") > LONGEST:
            return f"{shortened(text, LONGEST - 4)} +{len(phrases) - count}"
        text = f"{text}; {phrase}"
    return shortened(text, LONGEST)


def _phrases(group: Sequence[Moment]) -> Iterator[str]:
    """Yield what happened to each policy; policies of a kind share the name of the instrument."""
    for moment in group:
        alike = {
            other.policy.name
            for other in group
            if (other.policy.kind, other.label) == (moment.policy.kind, moment.label)
        }
        name = moment.policy.name if len(alike) == 1 else moment.policy.instrument
        yield f"{name}: {moment.label}"
