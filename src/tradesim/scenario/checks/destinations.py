"""Whom policies are aimed at, with what exceptions, and who may pull what stands ready."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.policies.destinations import ALL, AimedPolicy
from tradesim.policies.export_control import ExportControl
from tradesim.policies.wto_complaint import WTOComplaint
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path


def check(scenario: Scenario) -> Iterator[Finding]:
    """Yield what is aimed at its own country, excepts in vain, or stands ready for nobody."""
    for section in ("policies", "shocks"):
        for index, policy in enumerate(getattr(scenario, section)):
            if isinstance(policy, AimedPolicy):
                path: Path = (section, index)
                yield from _own_country(policy, path)
                yield from _exceptions(policy, path)
    yield from _ready(scenario)


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


def _ready(scenario: Scenario) -> Iterator[Finding]:
    """Yield what stands ready for nobody, and complaints against oneself."""
    modes = {country.code: country.mode for country in scenario.countries}
    for index, policy in enumerate(scenario.policies):
        path: Path = ("policies", index)
        ready = isinstance(policy, ExportControl | WTOComplaint) and policy.available
        if ready and modes.get(policy.actor) == "scripted":
            said = (
                f"it stands ready, but the government of {policy.actor} is scripted. "
                "Write 'mode: adaptive' there, or give the dates here."
            )
            yield Finding((*path, "available"), said)
        if isinstance(policy, WTOComplaint) and policy.complainant == policy.respondent:
            said = f"'{policy.respondent}' is the complainant itself."
            yield Finding((*path, "respondent"), said)
