"""The rows of rules: their bounds, their days, and what each of them looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tradesim.arrays import Floats, Rows, Weeks, Whole
from tradesim.policies.effects import NEVER
from tradesim.policies.rule import Bound, Rule
from tradesim.world.allocate import codes, whole
from tradesim.world.layout import Layout
from tradesim.world.parameters import column
from tradesim.world.rulebook import Rulebook, Rules, Watch
from tradesim.world.segments import Segments


def scripted_rules(layout: Layout, runs: int) -> dict[str, Any]:
    """Return the parts of a world that rules are made of, by name."""
    return {"rule": rules(layout, runs), "rulebook": rulebook(layout)}


def rules(layout: Layout, runs: int) -> Rules:
    """Return a row for each policy that follows a rule, none of them decided on."""
    policies = [policy for policy, _ in layout.ruled]
    bounds: list[Bound] = [rule for _, rule in layout.ruled]
    lifts = [rule.lift for _, rule in layout.ruled]
    count = len(policies), runs
    first = [layout.weeks(policy.watched_from) for policy in policies]
    return Rules(
        first=_week([np.where(week == NEVER, 0, week) for week in first]),
        last=_week([layout.weeks(policy.watched_until) for policy in policies]),
        below=_read(bounds, lambda bound: bound.below, -np.inf),
        above=_read(bounds, lambda bound: bound.above, np.inf),
        for_weeks=_read(bounds, lambda bound: bound.for_weeks, 1.0),
        after_weeks=np.rint(_read(bounds, lambda bound: bound.after_weeks, 0.0)),
        lift_below=_read(lifts, lambda bound: bound.below, -np.inf),
        lift_above=_read(lifts, lambda bound: bound.above, np.inf),
        lift_for_weeks=_read(lifts, lambda bound: bound.for_weeks, 1.0),
        lift_after_weeks=np.rint(_read(lifts, lambda bound: bound.after_weeks, 0.0)),
        weeks_met=whole(*count),
        weeks_eased=whole(*count),
        set_off=codes(*count),
        enacted=codes(*count),
        due_week=whole(*count),
    )


def _week(weeks: Sequence[Weeks]) -> Whole:
    return column(weeks).astype(np.int32)


def _read(bounds: Sequence[Bound | None], figure: Callable[[Bound], Any], absent: float) -> Floats:
    """Return a figure of each bound, or what stands for none."""

    def value(bound: Bound | None) -> Any:
        """Return that of one bound."""
        found = None if bound is None else figure(bound)
        return absent if found is None else found.value

    return column(bounds, value)


def rulebook(layout: Layout) -> Rulebook:
    """Return what the rules of a scenario are connected to."""
    policies = [policy for policy, _ in layout.ruled]
    words = dict.fromkeys(rule.watch for _, rule in layout.ruled)
    return Rulebook(
        watches={word: _watch(layout, word) for word in words},
        heralds=tuple(tuple(policy.heralds(layout)) for policy in policies),
        onset=tuple(tuple(policy.onset(layout)) for policy in policies),
        ending=tuple(tuple(policy.ending(layout)) for policy in policies),
        controls=tuple(layout.control_rows(policy.name) for policy in policies),
    )


def _watch(layout: Layout, word: str) -> Watch:
    """Return what the rules that watch the same look at."""
    chosen = [(row, rule) for row, (_, rule) in enumerate(layout.ruled) if rule.watch == word]
    parts = [_LOOKED_AT[word](layout, rule) for _, rule in chosen]
    counted = [_counted(layout, rule, rows) for (_, rule), rows in zip(chosen, parts, strict=True)]
    number = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return Watch(
        of=np.array([row for row, _ in chosen], dtype=np.int64),
        rows=np.concatenate(parts),
        rule_of=Segments(number, len(parts)),
        counted=np.concatenate(counted).reshape(-1, 1),
    )


def _counted(layout: Layout, rule: Rule, rows: Rows) -> Floats:
    """Return 1 for each row, 0 for links from elsewhere than the origin that is watched."""
    if rule.origin is None:
        return np.ones(len(rows))
    plants = layout.links_of_supplier.group_of[rows]
    origins = [layout.suppliers[plant].country for plant in plants.tolist()]
    return np.array([origin == rule.origin for origin in origins], dtype=np.float64)


def _buyers(layout: Layout, rule: Rule) -> list[str]:
    """Return the names of the buyers that a rule watches."""
    places = zip(layout.buyer_names, layout.buyer_countries, strict=True)
    return [name for name, at in places if name in (rule.buyers or ()) or at == rule.country]


def _needs(layout: Layout, rule: Rule) -> Rows:
    return layout.needs(buyers=_buyers(layout, rule), items=[rule.item or ""])


def _makers(layout: Layout, rule: Rule) -> Rows:
    watched = _buyers(layout, rule)
    makers = [maker.name for maker in layout.final_buyers]
    return np.array([row for row, name in enumerate(makers) if name in watched], dtype=np.int64)


def _links(layout: Layout, rule: Rule) -> Rows:
    return layout.links(buyers=_buyers(layout, rule), items=[rule.item or ""])


_LOOKED_AT: dict[str, Callable[[Layout, Rule], Rows]] = {
    "stock_cover": _needs,
    "output_share": _makers,
    "price_index": _links,
    "ordered_share": _links,
}
"""Which rows each word looks at."""
