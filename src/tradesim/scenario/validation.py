"""From plain data to a checked scenario, or to everything that is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from tradesim.scenario import misfits
from tradesim.scenario.checks import check, countries, names, texts
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, found


def examine(tree: Any) -> tuple[Scenario | None, list[Finding]]:
    """Return the scenario that plain data describes, and what is wrong with it.

    Where the schema refuses a field, names are still checked, so that an analyst sees everything
    that can be seen at once.

    Returns:
        The scenario, None where the schema refuses it; the findings, empty where all is well.
    """
    if not isinstance(tree, dict):
        said = f"a scenario is a block of fields ('name: value'), not {found(tree)}."
        return None, [Finding((), said)]
    try:
        scenario = Scenario.model_validate(tree)
    except ValidationError as error:
        return None, _findings(error, tree)
    return scenario, check(scenario)


def _findings(error: ValidationError, tree: dict[str, Any]) -> list[Finding]:
    refused = misfits.findings(error, tree)
    return [*refused, *names.check(tree), *texts.check(tree), *countries.check(tree)]
