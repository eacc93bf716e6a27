"""The arrays of diplomacy: relations between governments, what they may pull, what befalls them.

A scenario without diplomatic events and without anything that stands ready has no rows here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Codes, Flags, Floats, Rows, Whole, Words
from tradesim.policies.base import Policy
from tradesim.policies.diplomatic_event import DiplomaticEvent
from tradesim.policies.export_control import ExportControl
from tradesim.policies.wto_complaint import WTOComplaint
from tradesim.scenario.schema import Scenario
from tradesim.world.state import Group

Pair = tuple[str, str]
"""A government and the country that it looks at, by code."""


@dataclass(slots=True)
class Relations(Group):
    """One row for each ordered pair of countries between which something may happen.

    Rows stand by government, so that those of one are a slice. A government's escalation is the
    rung it stands on: what it may pull stands on rungs of its own choosing.
    """

    key: Words
    government: Rows  # country row
    mirror: Rows  # row of the partner's view of the same pair
    adaptive: Flags  # the government decides itself
    may_complain: Flags  # a complaint stands ready
    next_up: Codes  # rung above each rung that holds something to pull, shape (row, rung)
    next_down: Codes  # rung below it
    domestic_cost_weight: Floats
    tension: Floats
    pressure: Floats  # tension less what losses and complaints take off
    usual_exports: Floats  # mean while the government stands on rung 0, USD/week
    loss: Floats  # smoothed share of usual exports lost while it stands higher
    escalation: Codes  # rung it stands on
    moved: Codes  # rungs it moved this week
    raised_week: Whole  # week it last moved up, below 0 if never
    answered_week: Whole  # last move up of the partner that it has answered
    weeks_above: Whole  # weeks in a row of pressure above the upper threshold
    weeks_below: Whole  # the same below the lower
    decided: Codes  # rung it decides to stand on
    complaint: Codes  # stage of its complaint against the partner
    complaint_week: Whole  # week that stage began
    complaint_decided: Codes  # stage it decides on


@dataclass(slots=True)
class Levers(Group):
    """One row for each control that stands ready for an adaptive government to pull."""

    key: Words
    relation: Rows
    rung: Codes  # of the escalation of its government
    up_weeks: Floats  # from decision to entry into force
    down_weeks: Floats  # from decision to lifting
    wanted: Codes  # 1 where the government has decided that it stand
    holds: Codes  # 1 where it is in force
    due_week: Whole  # week in which the last decision takes hold


@dataclass(slots=True)
class Incidents(Group):
    """One row for each diplomatic event."""

    start: Whole  # week
    weeks: Floats  # over which it acts
    tension: Floats  # in all, as drawn


class Neighbourhood:
    """Who stands in a relation to whom: the part of a layout that diplomacy needs."""

    scenario: Scenario

    @cached_property
    def relation_pairs(self) -> list[Pair]:
        """Each relation: a government and the country it looks at, by government."""
        order = [country.code for country in self.scenario.countries]
        pairs = pairs_of(self.scenario.happenings)
        return sorted(pairs, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))

    @cached_property
    def levers(self) -> list[ExportControl]:
        """The controls that stand ready for their governments."""
        policies = self.scenario.policies
        return [p for p in policies if isinstance(p, ExportControl) and p.available]

    @cached_property
    def events(self) -> list[DiplomaticEvent]:
        """The diplomatic events."""
        return [s for s in self.scenario.shocks if isinstance(s, DiplomaticEvent)]

    def relations(self, government: str, partner: str) -> Rows:
        """Return the row of one government's relation to another country, if it has one."""
        pair = (government, partner)
        rows = [row for row, found in enumerate(self.relation_pairs) if found == pair]
        return np.array(rows, dtype=np.int64)


def pairs_of(policies: Iterable[Policy]) -> list[Pair]:
    """Return each pair of countries with an event, a complaint or a lever between them, both ways.

    Args:
        policies: Policies and shocks of a scenario.
    """
    found: dict[Pair, None] = {}
    for policy in policies:
        for one, other in _between(policy):
            found |= {(one, other): None, (other, one): None}
    return list(found)


def _between(policy: Policy) -> list[Pair]:
    if isinstance(policy, DiplomaticEvent):
        return [(a, b) for a in policy.between for b in policy.between if a < b]
    if isinstance(policy, WTOComplaint):
        return [(policy.complainant, policy.respondent)]
    if isinstance(policy, ExportControl) and policy.available:
        return [(policy.imposer, policy.target)]
    return []
