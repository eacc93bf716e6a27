"""When two scenarios part: the first date of any policy in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.export_control import ExportControl
from tradesim.policies.fast_track_permit import FastTrackPermit
from tradesim.policies.rule import follows_rule
from tradesim.policies.stockpile_mandate import StockpileMandate
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.scenario import Scenario
from tradesim.scenario.blocks import once
from tradesim.world.calendar import Calendar

ASLEEP_BEFORE = (
    DemandShock,
    ExportControl,
    FastTrackPermit,
    StockpileMandate,
    SubstitutionInvestment,
)
"""Kinds that do nothing before their first date, and have rows among controls or projects alone."""


def parting_week(one: Scenario, other: Scenario) -> int:
    """Return the first week in which two scenarios may differ, 0 where nothing is known of it.

    They are the same in all but policies and shocks, and those that differ are of kinds that do
    nothing before their first date.
    """
    if one is other:
        return _calendar(one).weeks
    if not same_but_for_policies(one, other):
        return 0
    ours, theirs = one.happenings, other.happenings
    known = {policy.name: policy for policy in theirs}
    common = {each.name for each in ours if each.name in known and each == known[each.name]}
    if _names(ours, common) != _names(theirs, common):
        return 0  # in another order, which effects of one week may depend on
    calendar = _calendar(one)
    apart = [policy for policy in (*ours, *theirs) if policy.name not in common]
    return min((first_week(policy, calendar) for policy in apart), default=calendar.weeks)


def first_week(policy: Policy, calendar: Calendar) -> int:
    """Return the week before which a policy does nothing; 0 where that is not known."""
    if not begins_by_date(policy):
        return 0
    weeks = [int(calendar.week_of(date.value).min()) for date in dates_in(policy)]
    return max(min(weeks, default=0), 0)


def begins_by_date(policy: Policy) -> bool:
    """Say whether a policy does nothing before its first date, and has one."""
    if not isinstance(policy, ASLEEP_BEFORE) or _waits(policy):
        return False
    return bool(dates_in(policy))


def dates_in(policy: Policy) -> tuple[DateFigure, ...]:
    """Return every date that stands anywhere in a policy."""
    return once("dates", policy, lambda: tuple(_dates_in(policy)))


def _dates_in(block: Any) -> Iterator[DateFigure]:
    if isinstance(block, DateFigure):
        yield block
    elif isinstance(block, BaseModel):
        for name in type(block).model_fields:
            yield from _dates_in(getattr(block, name))
    elif isinstance(block, list | tuple):
        for part in block:
            yield from _dates_in(part)


def _waits(policy: Policy) -> bool:
    """Say whether something else than a date decides when it begins."""
    pulled = isinstance(policy, ExportControl) and bool(policy.available)
    funded = isinstance(policy, SubstitutionInvestment) and policy.funded_by is not None
    return pulled or funded or follows_rule(policy)


def same_but_for_policies(one: Scenario, other: Scenario) -> bool:
    """Say whether two scenarios are the same in all but policies and shocks."""
    names = [name for name in Scenario.model_fields if name not in {"policies", "shocks"}]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _names(policies: Sequence[Policy], among: set[str]) -> list[str]:
    return [policy.name for policy in policies if policy.name in among]


def _calendar(scenario: Scenario) -> Calendar:
    return Calendar.spanning(scenario.start, scenario.end)
