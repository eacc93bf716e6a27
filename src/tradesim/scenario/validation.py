"""From plain data to a checked scenario, or to everything that is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from tradesim.scenario import blocks, checks, misfits, remembered
from tradesim.scenario.checks import countries, names, texts
from tradesim.scenario.kinds import FileKind, misshapen
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding


def examine(tree: Any) -> tuple[Scenario | None, list[Finding]]:
    """Return the scenario that plain data describes, and what is wrong with it.

    Where the schema refuses a field, names are still checked, so that an analyst sees everything
    that can be seen at once. Content found sound lately is not checked again.

    Returns:
        The scenario, None where the schema refuses it; the findings, empty where all is well.
    """
    if wrong := misshapen(tree, FileKind.SCENARIO):
        return None, wrong
    key, size = remembered.fingerprint(tree)
    sound = remembered.recall(key)
    if sound is not None:
        return sound, []
    try:
        scenario, known = _validated(tree)
    except ValidationError as error:
        return None, _findings(error, tree)
    findings = checks.check(scenario)
    if not findings:
        remembered.remember(key, size, scenario, known)
    return scenario, findings


def _validated(tree: dict[str, Any]) -> tuple[Scenario, tuple[blocks.Known, ...]]:
    """Return what plain data describes, and what is known of its blocks.

    Those that the schema took lately are taken over.

    Raises:
        ValidationError: With everything that the schema refuses, as said of plain data.
    """
    taken, copies = blocks.taken_over(tree)
    try:
        scenario = Scenario.model_validate(taken)
    except ValidationError:
        scenario = Scenario.model_validate(tree)
    known = blocks.know(scenario)
    copies.clear()  # held so far, so that what is known of a policy is known of its copy
    return scenario, known


def _findings(error: ValidationError, tree: dict[str, Any]) -> list[Finding]:
    refused = misfits.findings(error, tree)
    return [*refused, *names.check(tree), *texts.check(tree), *countries.check(tree)]
