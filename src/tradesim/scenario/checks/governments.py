"""Governments: what stands ready needs somebody who may pull it, and somebody else to meet."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.policies.export_control import ExportControl
from tradesim.policies.wto_complaint import WTOComplaint
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path


def check(scenario: Scenario) -> Iterator[Finding]:
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
