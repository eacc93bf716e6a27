"""Which settings are simulated as one block, and from which weeks on they may differ.

A week of a few runs is mostly the cost of numpy calls, so one block of several settings takes far
less than a block for each; no number changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping

from tradesim.scenario import Scenario
from tradesim.scenario.classroom import Lever
from tradesim.trunk.merging import mark
from tradesim.trunk.parting import begins_by_date, first_week
from tradesim.web.levers import Change
from tradesim.world.calendar import Calendar


def shape_of(change: Change, scenario: Scenario) -> Hashable:
    """Return a mark that settings share if one block is likely to hold them.

    Policies that do nothing before their first date may come and go; all else that is more than
    a number or a date must be the same.

    Args:
        change: What positions of levers change.
        scenario: The scenario as written.
    """
    policies = scenario.happenings
    light = {policy.name for policy in policies if begins_by_date(policy)}
    fixed = [
        (path, repr(value))
        for path, value in change.values.items()
        if _policy_of(path) not in light
        and ("*" in path or isinstance(value, bool) or not isinstance(value, int | float | dt.date))
    ]
    return tuple(name for name in change.without if name not in light), tuple(sorted(fixed))


def _policy_of(path: str) -> str:
    """Return the name of the policy or shock that a dotted path leads into, if it does."""
    parts = path.split(".")
    return parts[1] if parts[0] in {"policies", "shocks"} and len(parts) > 1 else ""


def likely_together(scenarios: Mapping[int, Scenario]) -> list[list[int]]:
    """Return the places of settings that one block may hold, where it cannot hold all of them.

    Args:
        scenarios: By place; of a kind that has more than one place, each is returned alone.
    """
    groups: dict[Hashable, list[int]] = {}
    for place, scenario in scenarios.items():
        policies = scenario.happenings
        likeness = tuple((policy.name, mark(policy)) for policy in policies)
        groups.setdefault(likeness, []).append(place)
    if len(groups) > 1:
        return list(groups.values())
    return [[place] for place in scenarios]


def dated_in(lever: Lever, scenario: Scenario) -> Iterator[int]:
    """Yield for each position of a lever the first week in which what it moves has a date.

    Args:
        lever: The lever.
        scenario: The scenario as written.
    """
    policies = {policy.name: policy for policy in scenario.happenings}
    calendar = Calendar.spanning(scenario.start, scenario.end)
    for position in lever.positions:
        names = {*position.without, *(path.split(".")[1] for path in position.set if "." in path)}
        known = [first_week(policies[name], calendar) for name in names if name in policies]
        days = [calendar.week_of(day) for day in position.set.values() if isinstance(day, dt.date)]
        yield min([*known, *(int(week[0]) for week in days)], default=0)
