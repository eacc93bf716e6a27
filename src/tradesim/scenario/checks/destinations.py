"""Whom controls are aimed at: another country, and exceptions for those they are aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.policies.destinations import ALL, AimedPolicy
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path


def check(scenario: Scenario) -> Iterator[Finding]:
    """Yield controls aimed at their own country, and exceptions that change nothing."""
    for section in ("policies", "shocks"):
        for index, policy in enumerate(getattr(scenario, section)):
            if isinstance(policy, AimedPolicy):
                path: Path = (section, index)
                yield from _own_country(policy, path)
                yield from _exceptions(policy, path)


def _own_country(policy: AimedPolicy, path: Path) -> Iterator[Finding]:
    if not policy.concerns:
        return  # it may be set by either side, and says itself what fits
    listed = policy.partners if isinstance(policy.partners, list) else []
    said = f"'{policy.actor}' is the imposer itself; {policy.concerns}."
    if policy.partner == policy.actor:
        yield Finding((*path, "partner"), said)
    elif policy.actor in listed:
        yield Finding((*path, "partners", listed.index(policy.actor)), said)


def _exceptions(policy: AimedPolicy, path: Path) -> Iterator[Finding]:
    for index, entry in enumerate(policy.excepted):
        place: Path = (*path, "exceptions", index)
        if entry.partner not in policy.named:
            whom = "all others" if policy.partners == ALL else ", ".join(policy.named)
            said = f"'{entry.partner}' is not among those it is aimed at ({whom})."
            yield Finding((*place, "partner"), said)
        terms = sorted(entry.model_fields_set - {"partner", "exempt"})
        if entry.exempt and terms:
            said = f"it is exempt, so its '{terms[0]}' is of no matter. Remove one of the two."
            yield Finding((*place, "exempt"), said)
        if not entry.exempt and not terms:
            yield Finding(place, "it says nothing: write 'exempt: true', or what differs there.")
    if policy.named and not policy.destinations:
        yield Finding((*path, "exceptions"), "everybody it is aimed at is exempt.")
