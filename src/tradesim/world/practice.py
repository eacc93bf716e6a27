"""Terms of controls as practised: the published ones, moved as the practice of a world says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from pydantic import BaseModel

from tradesim.fields import Figure, field_facts
from tradesim.policies.export_control import ReviewedControl
from tradesim.scenario.practice import PracticeParameters
from tradesim.scenario.schema import Scenario
from tradesim.world.state import Floats

Rule = Callable[[Floats], Floats]

SURE = 1e-12
"""Odds nearer to 0 or 1 than this are certain, whatever the practice."""


def practised(scenario: Scenario) -> Scenario:
    """Return a scenario whose controls have the terms of practice; the same one by default."""
    rules = _rules(scenario.practice)
    if not rules:
        return scenario
    policies = [
        _moved(policy, rules) if isinstance(policy, ReviewedControl) else policy
        for policy in scenario.policies
    ]
    return scenario.model_copy(update={"policies": policies})


def _rules(practice: PracticeParameters) -> dict[str, Rule]:
    """Return what practice does to each term of a licence, by the name of the term."""
    factor, spread, shift = (
        np.asarray(figure.value, dtype=np.float64)
        for figure in (
            practice.review_factor,
            practice.review_spread_factor,
            practice.approval_shift,
        )
    )
    rules: dict[str, Rule] = {}
    if (factor != 1.0).any():
        rules["review_weeks"] = lambda weeks: weeks * factor
    if (spread != 1.0).any():
        rules["review_spread"] = lambda stated: stated * spread
    if (shift != 0.0).any():
        rules["approval_odds"] = lambda odds: shifted(odds, shift)
    return rules


def shifted(odds: Floats, shift: Floats) -> Floats:
    """Return probabilities with their log-odds shifted; what is certain stays so.

    ``p' = 1 / (1 + (1 - p) / p * exp(-shift))``.
    """
    inner = np.clip(odds, SURE, 1.0 - SURE)
    moved = 1.0 / (1.0 + (1.0 - inner) / inner * np.exp(-shift))
    return np.where((odds <= SURE) | (odds >= 1.0 - SURE), odds, moved)


def _moved(policy: ReviewedControl, rules: Mapping[str, Rule]) -> ReviewedControl:
    changed = {
        "terms": _applied(policy.terms, rules),
        "amendments": [_applied(amendment, rules) for amendment in policy.amendments],
        "exceptions": [_applied(exception, rules) for exception in policy.exceptions],
    }
    return policy.model_copy(update=changed)


def _applied(terms: BaseModel, rules: Mapping[str, Rule]) -> Any:
    changed = {}
    for name, rule in rules.items():
        figure = getattr(terms, name, None)
        if isinstance(figure, Figure):
            facts = field_facts(type(terms).model_fields[name])
            value = rule(np.asarray(figure.value, dtype=np.float64))
            value = np.clip(value, facts.get("low", -np.inf), facts.get("high", np.inf))
            changed[name] = figure.model_copy(update={"value": value})
    return terms.model_copy(update=changed)
