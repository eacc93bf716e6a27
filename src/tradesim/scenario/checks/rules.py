"""Rules of policies: units that fit, somebody to watch, bounds that do not cross."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.fields import Figure
from tradesim.policies.rule import WATCHED, Bound, Rule, rule_of
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path

SHARES = ("share", "1")
"""Words for the unit of a share."""


def check(scenario: Scenario) -> Iterator[Finding]:
    """Yield what would keep a rule from ever being met, or let it begin and end at once."""
    for index, policy in enumerate(scenario.policies):
        if rule := rule_of(policy):
            path: Path = ("policies", index, "when")
            yield from _units(rule, path)
            yield from _watched(rule, path, scenario)
            yield from _crossing(rule, path)


def _units(rule: Rule, path: Path) -> Iterator[Finding]:
    for bound, place in _bounds(rule, path):
        for side in ("below", "above"):
            figure: Figure | None = getattr(bound, side)
            in_weeks = WATCHED[rule.watch] == "week"
            if figure is not None and figure.unit and (figure.unit in SHARES) == in_weeks:
                meant = "weeks" if in_weeks else "a share"
                said = f"'{figure.unit}' is given, but {rule.watch} is {meant}."
                yield Finding((*place, side), said)
        weeks = bound.after_weeks.value
        if isinstance(weeks, float) and not weeks.is_integer():
            yield Finding((*place, "after_weeks"), f"{weeks:g} is no whole number of weeks.")


def _bounds(rule: Rule, path: Path) -> Iterator[tuple[Bound, Path]]:
    yield rule, path
    if rule.lift is not None:
        yield rule.lift, (*path, "lift")


def _watched(rule: Rule, path: Path, scenario: Scenario) -> Iterator[Finding]:
    """Yield that nobody who is watched makes, or needs, what is watched."""
    users = [(buyer.name, buyer.country, buyer.needs) for buyer in scenario.buyers]
    if rule.item is not None:
        users += [(plant.name, plant.country, plant.recipe) for plant in scenario.suppliers]
    met = [
        name
        for name, country, needs in users
        if name in (rule.buyers or ()) or country == rule.country
        if rule.item is None or rule.item in {need.item for need in needs}
    ]
    if not met:
        where = rule.country or ", ".join(rule.buyers or ())
        said = f"nobody in {where} needs '{rule.item}'" if rule.item else f"nobody in {where} makes"
        ending = ": the rule would never be met." if rule.item else " anything final."
        yield Finding(path, said + ending)


def _crossing(rule: Rule, path: Path) -> Iterator[Finding]:
    """Yield an end whose bound is passed while the policy is called for."""
    if rule.lift is None:
        return
    begins, ends = _interval(rule), _interval(rule.lift)
    if begins is None or ends is None:
        return
    low, high = max(begins[0], ends[0]), min(begins[1], ends[1])
    if low < high:
        said = f"it would end while it is called for: it begins {rule.bound}."
        yield Finding((*path, "lift"), said)


def _interval(bound: Bound) -> tuple[float, float] | None:
    """Return between what numbers a bound is passed, None where it is drawn."""
    figure = bound.below if bound.below is not None else bound.above
    value = None if figure is None else figure.value
    if not isinstance(value, float):
        return None
    return (-float("inf"), value) if bound.below is not None else (value, float("inf"))
