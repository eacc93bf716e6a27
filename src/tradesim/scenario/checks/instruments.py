"""Quotas, tariffs, public money, relocation: what must fit together before they can work."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from tradesim.policies.relocation_request import RelocationRequest
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path


def check(scenario: Scenario) -> list[Finding]:
    """Return instruments that contradict the world they stand in, or one another."""
    own = [
        Finding((section, index, *place), said)
        for section, policies in (("policies", scenario.policies), ("shocks", scenario.shocks))
        for index, policy in enumerate(policies)
        for place, said in policy.misfits(scenario)
    ]
    return own + [
        finding
        for index, policy in enumerate(scenario.policies)
        for kind, look in _LOOKS
        if isinstance(policy, kind)
        for finding in look(policy, ("policies", index), scenario)
    ]


def _programme(policy: SubsidyProgramme, path: Path, scenario: Scenario) -> Iterator[Finding]:
    investments = [p for p in scenario.policies if isinstance(p, SubstitutionInvestment)]
    funders = {project.name: project.funded_by for project in investments}
    promised = math.fsum(award.amount_usd_m.value for award in policy.awards)
    if promised > policy.budget_usd_m.value * (1.0 + 1e-9):
        said = f"the awards add up to {promised:g}, more than the budget."
        yield Finding((*path, "budget_usd_m"), said)
    if policy.deadline is not None and policy.deadline.value < policy.effective.value:
        said = f"{policy.deadline.value} is before 'effective' ({policy.effective.value})."
        yield Finding((*path, "deadline"), said)
    seen: set[str] = set()
    for index, award in enumerate(policy.awards):
        place: Path = (*path, "awards", index, "project")
        if award.project in seen:
            yield Finding(place, f"'{award.project}' has an award already. Join the two.")
        elif funders.get(award.project, policy.name) != policy.name:
            said = f"'{award.project}' does not say 'funded_by: {policy.name}'."
            yield Finding(place, said)
        seen.add(award.project)


def _project(policy: SubstitutionInvestment, path: Path, scenario: Scenario) -> Iterator[Finding]:
    programmes = {p.name: p for p in scenario.policies if isinstance(p, SubsidyProgramme)}
    programme = programmes.get(policy.funded_by or "")
    if programme and policy.name not in {award.project for award in programme.awards}:
        said = f"'{programme.name}' has no award for '{policy.name}'."
        yield Finding((*path, "funded_by"), said)


def _relocation(policy: RelocationRequest, path: Path, scenario: Scenario) -> Iterator[Finding]:
    plants = {plant.name: plant for plant in scenario.suppliers}
    place: Path
    if policy.country in policy.into:
        place = (*path, "into", policy.into.index(policy.country))
        said = f"'{policy.country}' is the country it asks to leave. Name others alone."
        yield Finding(place, said)
    for index, move in enumerate(policy.moves):
        place = (*path, "moves", index)
        home, away = plants.get(move.plant), plants.get(move.to)
        if home is not None and home.country != policy.country:
            said = f"'{move.plant}' stands in {home.country}, not in {policy.country}."
            yield Finding((*place, "plant"), said)
        if away is not None and away.country not in policy.into:
            said = f"'{move.to}' stands in {away.country}, not in {', '.join(policy.into)}."
            yield Finding((*place, "to"), said)
        if home is not None and away is not None and home.item != away.item:
            said = f"'{move.to}' makes '{away.item}', not '{home.item}'."
            yield Finding((*place, "to"), said)


_LOOKS: tuple[tuple[type[Any], Callable[[Any, Path, Scenario], Iterator[Finding]]], ...] = (
    (SubsidyProgramme, _programme),
    (SubstitutionInvestment, _project),
    (RelocationRequest, _relocation),
)
"""Who looks at which policies."""
