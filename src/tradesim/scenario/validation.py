"""From plain data to a checked scenario, or to everything that is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from tradesim.scenario import blocks, checks, misfits, remembered
from tradesim.scenario.checks import countries, names, texts
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, found


def examine(tree: Any) -> tuple[Scenario | None, list[Finding]]:
    """Return the scenario that plain data describes, and what is wrong with it.

    Where the schema refuses a field, names are still checked, so that an analyst sees everything
    that can be seen at once. Content found sound lately is not checked again.

    Returns:
        The scenario, None where the schema refuses it; the findings, empty where all is well.
    """
    if not isinstance(tree, dict):
        shape = "plain text" if isinstance(tree, str) else found(tree)
        said = f"a scenario is a block of fields ('name: value'), not {shape}."
        return None, [Finding((), said)]
    key, size = remembered.fingerprint(tree)
    sound = remembered.recall(key)
    if sound is not None:
        return sound, []
    try:
        scenario = _validated(tree)
    except ValidationError as error:
        return None, _findings(error, tree)
    known = blocks.know(scenario)
    findings = checks.check(scenario)
    if not findings:
        remembered.remember(key, size, scenario, known)
    return scenario, findings


def _validated(tree: dict[str, Any]) -> Scenario:
    """Return what plain data describes; blocks that the schema took lately are taken over.

    Raises:
        ValidationError: With everything that the schema refuses, as said of plain data.
    """
    try:
        return Scenario.model_validate(blocks.taken_over(tree))
    except ValidationError:
        return Scenario.model_validate(tree)


def _findings(error: ValidationError, tree: dict[str, Any]) -> list[Finding]:
    refused = misfits.findings(error, tree)
    return [*refused, *names.check(tree), *texts.check(tree), *countries.check(tree)]
