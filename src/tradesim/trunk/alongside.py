"""Settings that lack each other's policies, made alike: what one lacks sleeps in it past the end.

A policy of a kind that does nothing before its first date changes nothing where that date lies
past the end. So settings with different policies differ in numbers and dates alone, and one block
can hold them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario
from tradesim.trunk.merging import ApartError, mark
from tradesim.trunk.parting import begins_by_date, dates_in

PAST_THE_END = dt.timedelta(weeks=104)
"""How long after the end of a scenario the first date of a policy lies that sleeps in it."""

OWNERS = ("policies", "shocks")
"""The lists of a scenario in which settings may have different entries."""


@dataclass(frozen=True, eq=False)
class SettingBeside:
    """A scenario, and the same with the policies of others asleep in it.

    Attributes:
        own: The scenario.
        beside: The scenario with the policies of the others; itself where it lacks none.
        names: For each policy and shock that is awake in it, the name that it has in ``beside``.
    """

    own: Scenario
    beside: Scenario
    names: Mapping[str, str]

    @property
    def has_sleepers(self) -> bool:
        """Whether it lacks something that others have."""
        return self.beside is not self.own


def alongside(scenarios: Sequence[Scenario]) -> list[SettingBeside]:
    """Return settings in each of which the policies sleep that others have and it has not.

    Raises:
        ApartError: If a policy that some lack may do something before its first date, or policies
            do not come in one order.
    """
    lists: dict[str, list[list[Policy]]] = {owner: [[] for _ in scenarios] for owner in OWNERS}
    names: list[dict[str, str]] = [{} for _ in scenarios]
    lacking = [False] * len(scenarios)
    far = max(scenario.end for scenario in scenarios) + PAST_THE_END
    for owner in OWNERS:
        known = [{each.name: each for each in getattr(one, owner)} for one in scenarios]
        taken = set().union(*known)
        for name in _order(known):
            for new, members in _variants(name, [own.get(name) for own in known], taken):
                sleeper = None if None not in members else _asleep(new, members, far)
                for place, policy in enumerate(members):
                    stays = policy if policy is None or policy.name == new else _named(policy, new)
                    lists[owner][place].append(stays or sleeper)  # type: ignore[arg-type]
                    lacking[place] |= stays is not policy or policy is None
                    if policy is not None:
                        names[place][name] = new
    return [
        SettingBeside(
            own,
            own.model_copy(update={owner: lists[owner][place] for owner in OWNERS})
            if lacking[place]
            else own,
            names[place],
        )
        for place, own in enumerate(scenarios)
    ]


def _order(known: Sequence[Mapping[str, Policy]]) -> list[str]:
    """Return all names in an order that each of some lists keeps.

    Raises:
        ApartError: If there is none to be seen.
    """
    found: list[str] = []
    for own in sorted(known, key=len, reverse=True):
        before = -1
        for name in own:
            if name not in found:
                found.insert(before + 1, name)
            before = found.index(name)
    at = {name: place for place, name in enumerate(found)}
    if any(at[one] > at[other] for own in known for one, other in pairwise(own)):
        raise ApartError("their policies come in different orders.")
    return found


def _variants(
    name: str, members: Sequence[Policy | None], taken: set[str]
) -> list[tuple[str, list[Policy | None]]]:
    """Return the policies of one name, those together that differ in numbers and dates alone.

    Raises:
        ApartError: If a new name is taken.
    """
    present = [policy for policy in members if policy is not None]
    first = present[0]
    if all(policy is first or policy == first for policy in present):
        return [(name, list(members))]
    marks = [None if policy is None else mark(policy) for policy in members]
    kinds = dict.fromkeys(found for found in marks if found is not None)
    names = [name, *(f"{name} ({number})" for number in range(2, len(kinds) + 1))]
    if taken & set(names[1:]):
        raise ApartError(f"there is a policy '{names[-1]}' already.")
    return [
        (new, [one if own == kind else None for one, own in zip(members, marks, strict=True)])
        for new, kind in zip(names, kinds, strict=True)
    ]


def _asleep(name: str, members: Sequence[Policy | None], far: dt.date) -> Policy:
    """Return one of some policies as it stands where it does nothing: its dates past the end.

    Raises:
        ApartError: If its dates alone do not keep it from doing something.
    """
    policy = next(each for each in members if each is not None)
    if not begins_by_date(policy):
        raise ApartError(f"'{policy.name}' may do something before its first date.")
    later = far - min(date.value for date in dates_in(policy))
    moved: Policy = _moved(_named(policy, name), later)
    return moved


def _named(policy: Policy, name: str) -> Policy:
    """Return a policy under a name, with the draws that it has."""
    if policy.name == name:
        return policy
    return policy.model_copy(update={"name": name, "id": policy.drawn_by})


def _moved(part: Any, later: dt.timedelta) -> Any:
    """Return a block with all of its dates moved."""
    if isinstance(part, DateFigure):
        return part.model_copy(update={"value": part.value + later})
    if isinstance(part, BaseModel):
        fields = {name: _moved(getattr(part, name), later) for name in type(part).model_fields}
        return part.model_copy(update=fields)
    if isinstance(part, list | tuple):
        return type(part)(_moved(each, later) for each in part)
    return part
