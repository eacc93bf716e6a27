"""The arrays of quotas, tariffs, public money and requests: a row for each instrument or promise.

A scenario that has none of them has no rows here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from tradesim.arrays import Codes, Flags, Floats, Rows
from tradesim.policies.base import Policy
from tradesim.policies.effects import RowOwner, Terrain
from tradesim.policies.relocation_request import Move, RelocationRequest
from tradesim.policies.subsidy_programme import Award, SubsidyProgramme
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.scenario.schema import Scenario
from tradesim.world.state import Group

PENDING, ALLOCATED, BOUND, LAPSED = 0, 1, 2, 3
"""States of an award of public money."""

UNASKED, ASKED, AGREED, DECLINED, MOVING, STAYING = 0, 1, 2, 3, 4, 5
"""States of a plant that is asked to move: it answers, and then does as it said."""


@dataclass(slots=True)
class Quotas(Group):
    """One row for each quota."""

    covers_share: Floats  # share of the trade in its items that counts towards it
    passing: Floats  # part of what counts towards it and asks to leave this week that may
    weeks_left: Floats  # over which the balance is released
    balance: Floats  # what may still leave in the quarter, endless where it does not bind


@dataclass(slots=True)
class Tariffs(Group):
    """One row for each levy: a tariff, an export tax, a price floor."""

    rate: Floats  # share of the customs value, 0 while it does not hold
    in_force: Floats  # 1 while one of which some countries pay another rate holds, else 0
    floor: Floats  # least price at the border, USD per unit, 0 where there is none
    volume_left: Floats  # to which the rate applies this year, endless where it is unbounded
    rate_over: Floats  # of what comes beyond that volume
    levied: Floats  # this week, USD million


@dataclass(slots=True)
class Programmes(Group):
    """One row for each subsidy programme; money in USD million since the start."""

    allocated: Floats  # promised and not lapsed, bound or not
    bound: Floats
    disbursed: Floats


@dataclass(slots=True)
class Awards(Group):
    """One row for each award of a programme."""

    amount: Floats  # USD million
    due: Floats  # week of the allocation
    work: Floats  # weeks of negotiation
    race_start: Floats  # week
    deadline: Floats  # week
    race_pace: Floats
    doomed: Flags  # it lapses if it is unbound at the deadline
    stage: Codes
    negotiated: Floats  # weeks of negotiation done


@dataclass(slots=True)
class Tranches(Group):
    """One row for each milestone of each award."""

    award: Rows
    project: Rows
    part: Floats  # share of the project's work at which it is reached
    amount: Floats  # USD million
    lag: Floats  # weeks from the milestone to the payment
    due: Floats  # week of the payment, NEVER until the milestone is reached
    paid: Flags


@dataclass(slots=True)
class Moves(Group):
    """One row for each plant that is asked to produce elsewhere, by the plant."""

    plant: Rows
    week: Floats  # of the answer
    hurdle: Floats  # exposure from which it moves: cost and reluctance
    work: Floats  # weeks of building
    ramp_weeks: Floats
    moved: Floats  # capacity that would move
    exposure: Floats  # part of its orders that comes from the requester
    answer: Codes
    done: Floats  # weeks of building done
    ramped: Floats  # share of what moves that has moved


class Engagements:
    """What a layout knows of promises, requests and the rows of instruments."""

    scenario: Scenario
    investments: tuple[SubstitutionInvestment, ...]

    def rows_of(self, group: str) -> tuple[tuple[Policy, Rows], ...]:
        """Return the rows of a group of arrays: whose each is, and the links it concerns."""
        if group not in self._rows_of:
            terrain = cast("Terrain", self)
            self._rows_of[group] = tuple(
                (policy, rows)
                for policy in self.scenario.happenings
                if policy.group == group
                for rows in policy.parts(terrain)
            )
        return self._rows_of[group]

    @cached_property
    def _rows_of(self) -> dict[str, tuple[tuple[Policy, Rows], ...]]:
        """The rows asked for before, by group."""
        return {}

    def own_rows(self, policy: RowOwner) -> Rows:
        """Return the rows that a policy has in the arrays of its group, one for each part."""
        owners = [owner.name for owner, _ in self.rows_of(policy.group)]
        return np.array([row for row, name in enumerate(owners) if name == policy.name], np.int64)

    def owners(self) -> dict[str, dict[str, float]]:
        """Return who owns each buyer, by the buyer's name: shares by the owner's name."""
        held = {buyer.name: dict(buyer.owners) for buyer in self.scenario.buyers}
        plants = {
            plant.name: {plant.owner: 1.0} if plant.owner else {}
            for plant in self.scenario.suppliers
            if plant.recipe
        }
        return held | plants

    def project_row(self, name: str) -> Rows:
        """Return the row of the investment project of a name."""
        return np.array([row for row, p in enumerate(self.investments) if p.name == name], np.int64)

    @cached_property
    def programmes(self) -> tuple[SubsidyProgramme, ...]:
        """The subsidy programmes."""
        return tuple(p for p in self.scenario.policies if isinstance(p, SubsidyProgramme))

    @cached_property
    def awards(self) -> tuple[tuple[SubsidyProgramme, Award], ...]:
        """Each award with its programme; one whose project was removed is never applied for."""
        projects = {project.name for project in self.investments}
        return tuple(
            (programme, award)
            for programme in self.programmes
            for award in programme.awards
            if award.project in projects
        )

    @cached_property
    def moves(self) -> tuple[tuple[RelocationRequest, Move], ...]:
        """Each plant that is asked to produce elsewhere, with the request, by the plant's row."""
        row = {plant.name: row for row, plant in enumerate(self.scenario.suppliers)}
        requests = [p for p in self.scenario.policies if isinstance(p, RelocationRequest)]
        asked = [(request, move) for request in requests for move in request.moves]
        return tuple(sorted(asked, key=lambda pair: row[pair[1].plant]))
