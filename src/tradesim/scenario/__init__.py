"""What the analyst wrote, made trustworthy: read, checked, overridden, varied."""

from __future__ import annotations

from tradesim.scenario.advice import advice
from tradesim.scenario.bundled import scenario_names, scenario_path
from tradesim.scenario.loading import load, read, titles, validate
from tradesim.scenario.overrides import (
    apply,
    parse_assignment,
    parse_assignments,
    with_values,
)
from tradesim.scenario.schema import Scenario
from tradesim.scenario.variants import ending, responses, variant, with_all_policies, without

__all__ = [
    "Scenario",
    "advice",
    "apply",
    "ending",
    "load",
    "parse_assignment",
    "parse_assignments",
    "read",
    "responses",
    "scenario_names",
    "scenario_path",
    "titles",
    "validate",
    "variant",
    "with_all_policies",
    "with_values",
    "without",
]
