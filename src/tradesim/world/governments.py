"""The rows of diplomacy: relations, levers and diplomatic events, and how they are connected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.arrays import Codes, Flags, Floats, Rows, Whole
from tradesim.policies.effects import Effect
from tradesim.policies.export_control import HIGHEST_ESCALATION, ExportControl
from tradesim.policies.wto_complaint import WTOComplaint
from tradesim.randomness import name_keys, normal, run_keys
from tradesim.scenario.diplomacy import Reaction
from tradesim.world.allocate import codes, whole, zeros
from tradesim.world.layout import Layout, controls_of
from tradesim.world.parameters import column, diplomacy_arrays
from tradesim.world.relations import Incidents, Levers, Pair, Relations
from tradesim.world.segments import Segments
from tradesim.world.threats import HERE

RUNGS = range(HIGHEST_ESCALATION + 2)
"""What a government may stand on, and one more."""

LONG_AGO = -1_000_000
"""The week of what has not happened yet."""


@dataclass(frozen=True)
class Chancery:
    """What the arrays of diplomacy are connected to; the same for every run.

    Attributes:
        links: Sourcing links from a government's country to the one it looks at.
        relation_of_link: Relation of each of those links.
        felt: Whether a diplomatic event moves a relation's tension, (incident, relation).
        news: For each lever, what buyers hear when it is pulled.
        binding: For each lever, what happens when it takes hold.
        lifting: For each lever, what happens when it is lifted.
        dated: Relation, control rows and rung of each dated control of a scripted government.
        at_work: Whether there is anything for diplomacy to do.
    """

    links: Rows
    relation_of_link: Segments
    felt: Flags
    news: tuple[tuple[Effect, ...], ...]
    binding: tuple[Effect, ...]
    lifting: tuple[Effect, ...]
    dated: tuple[tuple[int, Rows, int], ...]
    at_work: bool

    @property
    def announcements(self) -> list[Effect]:
        """What buyers hear of any lever."""
        return [effect for told in self.news for effect in told]

    @property
    def told_of(self) -> list[Rows]:
        """For each lever, the links whose buyers are told of it."""
        return [
            np.concatenate([effect.rows for effect in told if effect.array == HERE])
            for told in self.news
        ]


def diplomacy(layout: Layout, seed: int, replicates: Sequence[int]) -> dict[str, Any]:
    """Return the parts of a world that diplomacy is made of, by name."""
    return {
        "relation": relations(layout, len(replicates)),
        "lever": levers(layout, seed, replicates),
        "incident": incidents(layout, seed, replicates),
        "diplomacy": diplomacy_arrays(layout.scenario.diplomacy),
        "chancery": chancery(layout),
    }


def chancery(layout: Layout) -> Chancery:
    """Return how the arrays of diplomacy are connected to the others."""
    pairs = layout.relation_pairs
    links = [layout.links(origin=origin, destination=partner) for origin, partner in pairs]
    relation = np.repeat(np.arange(len(pairs)), [len(rows) for rows in links])
    felt = [
        [one in event.moved and other in event.between for one, other in pairs]
        for event in layout.events
    ]
    return Chancery(
        links=np.concatenate([np.empty(0, dtype=np.int64), *links]),
        relation_of_link=Segments(relation, len(pairs)),
        felt=np.array(felt, dtype=bool).reshape(len(felt), len(pairs)),
        news=tuple(tuple(lever.news(layout)) for lever in layout.levers),
        binding=tuple(lever.hold(layout, binding=True) for lever in layout.levers),
        lifting=tuple(lever.hold(layout, binding=False) for lever in layout.levers),
        dated=_dated(layout),
        at_work=bool(pairs),
    )


def _dated(layout: Layout) -> tuple[tuple[int, Rows, int], ...]:
    """Return the controls that show on which rung a scripted government stands."""
    modes = {country.code: country.mode for country in layout.countries}
    return tuple(
        (int(row), layout.control_rows(control.name), control.pulled_at)
        for control in controls_of(layout.scenario)
        if modes[control.imposer] == "scripted"
        for partner in control.destinations
        for row in layout.relations(control.imposer, partner)
    )


def relations(layout: Layout, runs: int) -> Relations:
    """Return a row for each ordered pair of countries, all at peace."""
    pairs = layout.relation_pairs
    of_code = {country.code: country for country in layout.countries}
    rows = {country.code: row for row, country in enumerate(layout.countries)}
    governments = [of_code[one] for one, _ in pairs]
    count = len(pairs)
    ladders = [_ladder(layout, pair) for pair in pairs]
    ids = layout.country_ids
    ready = [complaint for complaint in layout.of_kind(WTOComplaint) if complaint.available]
    complaints = {(each.complainant, each.respondent) for each in ready}
    return Relations(
        key=name_keys([f"{ids[one]}>{ids[other]}" for one, other in pairs]),
        government=np.array([rows[one] for one, _ in pairs], dtype=np.int64),
        mirror=np.array([pairs.index((other, one)) for one, other in pairs], dtype=np.int64),
        adaptive=_flags(government.mode == "adaptive" for government in governments),
        may_complain=_flags(pair in complaints for pair in pairs),
        next_up=_table([_above(ladder) for ladder in ladders]),
        next_down=_table([_below(ladder) for ladder in ladders]),
        domestic_cost_weight=column(governments, lambda g: g.reaction.domestic_cost_weight),
        escalation=codes(count, runs),
        moved=codes(count, runs),
        raised_week=_long_ago(count, runs),
        answered_week=_long_ago(count, runs),
        weeks_above=whole(count, runs),
        weeks_below=whole(count, runs),
        decided=codes(count, runs),
        complaint=codes(count, runs),
        complaint_week=_long_ago(count, runs),
        complaint_decided=codes(count, runs),
        **zeros(count, runs, "tension", "pressure", "usual_exports", "loss"),
    )


def _ladder(layout: Layout, pair: Pair) -> list[int]:
    """Return the rungs on which something stands ready, the lowest first, 0 among them."""
    return sorted({0, *(c.pulled_at for c in layout.levers if (c.imposer, c.target) == pair)})


def _above(ladder: list[int]) -> list[int]:
    return [min((step for step in ladder if step > rung), default=rung) for rung in RUNGS]


def _below(ladder: list[int]) -> list[int]:
    return [max((step for step in ladder if step < rung), default=0) for rung in RUNGS]


def _table(rows: list[list[int]]) -> Codes:
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(RUNGS))


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_).reshape(-1, 1)


def _long_ago(count: int, runs: int) -> Whole:
    return np.full((count, runs), LONG_AGO, dtype=np.int32)


def levers(layout: Layout, seed: int, replicates: Sequence[int]) -> Levers:
    """Return the controls that stand ready, with the drawn length of their procedures."""
    ready, count, runs = layout.levers, len(layout.levers), len(replicates)
    reaction = {country.code: country.reaction for country in layout.countries}
    keys, names = run_keys(seed, replicates), name_keys([control.drawn_by for control in ready])
    spread = column([layout.scenario.diplomacy], lambda diplomacy: diplomacy.procedure_spread)

    def lag(stream: str, ordinance: Callable[[Reaction], object]) -> Floats:
        """Return the lags of all controls."""

        def of(control: ExportControl) -> object:
            """Return the lag of one control."""
            rule = reaction[control.imposer]
            return ordinance(rule) if control.by_ordinance else rule.notice_weeks

        drawn = np.exp(spread * normal(keys, stream, names, 0))
        return np.rint(column(ready, of) * drawn)

    rows = [layout.relations(control.imposer, control.target)[0] for control in ready]
    return Levers(
        key=names,
        relation=np.array(rows, dtype=np.int64),
        rung=np.array([c.pulled_at for c in ready], dtype=np.int8).reshape(-1, 1),
        up_weeks=lag("procedure up", lambda rule: rule.removal_weeks),
        down_weeks=lag("procedure down", lambda rule: rule.restoration_weeks),
        wanted=codes(count, runs),
        holds=codes(count, runs),
        due_week=whole(count, runs),
    )


def incidents(layout: Layout, seed: int, replicates: Sequence[int]) -> Incidents:
    """Return the diplomatic events, with how hard each hits as drawn."""
    events = layout.events
    names = name_keys([event.drawn_by for event in events])
    spread = column(events, lambda event: event.tension_spread)
    drawn = np.exp(spread * normal(run_keys(seed, replicates), "incident", names, 0))
    start = column([layout.weeks(event.date) for event in events])
    return Incidents(
        start=start.astype(np.int32),
        weeks=np.rint(column(events, lambda event: event.unfolds_weeks)),
        tension=column(events, lambda event: event.tension) * drawn,
    )
