"""Terms of controls as practised: the published ones, moved as the practice of a world says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

import numpy as np
from pydantic import BaseModel

from tradesim.arrays import Floats
from tradesim.fields import DateFigure, Figure, field_facts
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.policies.reviewed_control import ReviewedControl
from tradesim.scenario.practice import PracticeParameters
from tradesim.scenario.schema import Scenario

Rule = Callable[[Floats], Floats]

SURE = 1e-12
"""Odds nearer to 0 or 1 than this are certain, whatever the practice."""


def practised(scenario: Scenario) -> Scenario:
    """Return a scenario whose controls have the terms of practice; the same one by default."""
    practice = scenario.practice
    rules, bounds = _rules(practice), _bounds(practice)
    if not rules and not bounds:
        return scenario
    policies = [
        _moved(policy, rules, bounds) if _is_on_paper(policy) else policy
        for policy in scenario.policies
    ]
    return scenario.model_copy(update={"policies": policies})


def _is_on_paper(policy: Policy) -> TypeGuard[ExportControl]:
    """Say whether a policy is a control with a text: what nobody declared is practice as it is."""
    return isinstance(policy, ExportControl) and not policy.informal


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
    rules: dict[str, tuple[bool, Rule]] = {
        "review_weeks": (bool((factor != 1.0).any()), lambda weeks: weeks * factor),
        "review_spread": (bool((spread != 1.0).any()), lambda stated: stated * spread),
        "approval_odds": (bool((shift != 0.0).any()), lambda odds: shifted(odds, shift)),
    }
    return {term: rule for term, (moves, rule) in rules.items() if moves}


def shifted(odds: Floats, shift: Floats) -> Floats:
    """Return probabilities with their log-odds shifted; what is certain, or not moved, stays so.

    ``p' = 1 / (1 + (1 - p) / p * exp(-shift))``.
    """
    inner = np.clip(odds, SURE, 1.0 - SURE)
    moved = 1.0 / (1.0 + (1.0 - inner) / inner * np.exp(-shift))
    as_stated = (odds <= SURE) | (odds >= 1.0 - SURE) | (shift == 0.0)
    return np.where(as_stated, odds, moved)


def _bounds(practice: PracticeParameters) -> dict[str, Floats]:
    """Return what practice does to scope and end of a control, by the name of its parameter."""
    reach, licences, weeks = (
        np.asarray(figure.value, dtype=np.float64)
        for figure in (practice.reach, practice.licence_reach, practice.resumption_weeks)
    )
    whole = (reach == 1.0).all() and (licences == 1.0).all()
    found = {} if whole else {"reach": reach, "licence_reach": reach * licences}
    return found | ({"resumption_weeks": weeks} if (weeks > 0.0).any() else {})


def _moved(
    policy: ExportControl, rules: Mapping[str, Rule], bounds: Mapping[str, Floats]
) -> ExportControl:
    changed: dict[str, Any] = {}
    if "reach" in bounds:
        covered = np.asarray(policy.covers_share.value, dtype=np.float64)
        beyond = bounds["licence_reach" if isinstance(policy, ReviewedControl) else "reach"]
        held = np.minimum(covered * beyond, 1.0)
        changed["covers_share"] = policy.covers_share.model_copy(update={"value": _plain(held)})
    if "resumption_weeks" in bounds and policy.ends is not None:
        changed |= _ended_later(policy, policy.ends, bounds["resumption_weeks"])
    if isinstance(policy, ReviewedControl):
        changed["terms"] = _applied(policy.terms, rules)
        changed["amendments"] = [_applied(amendment, rules) for amendment in policy.amendments]
        changed["exceptions"] = [_applied(exception, rules) for exception in policy.exceptions]
    return policy.model_copy(update=changed)


def _ended_later(policy: ExportControl, end: DateFigure, weeks: Floats) -> dict[str, Any]:
    """Return the field that says when a control ends, with a later date."""
    days = np.rint(7.0 * weeks).astype("timedelta64[D]")
    date = np.asarray(end.value, dtype="datetime64[D]") + days
    date = date if date.ndim else date.item()
    field = next(name for name in type(policy).model_fields if getattr(policy, name) is end)
    return {field: end.model_copy(update={"value": date})}


def _applied(terms: BaseModel, rules: Mapping[str, Rule]) -> Any:
    changed = {}
    for name, rule in rules.items():
        figure = getattr(terms, name, None)
        if isinstance(figure, Figure):
            facts = field_facts(type(terms).model_fields[name])
            value = rule(np.asarray(figure.value, dtype=np.float64))
            value = np.clip(value, facts.get("low", -np.inf), facts.get("high", np.inf))
            changed[name] = figure.model_copy(update={"value": _plain(value)})
    return terms.model_copy(update=changed)


def _plain(value: Floats) -> Any:
    """Return a number that is the same in all runs as one, others as they are."""
    return value if value.ndim else float(value)
