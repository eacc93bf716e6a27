"""From a scenario to a world at rest: parameters first, then the steady state they imply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tradesim.arrays import Flags
from tradesim.policies.effects import Effect
from tradesim.randomness import run_keys
from tradesim.scenario.schema import Scenario
from tradesim.world.actors import buyers, links, needs, suppliers, trials
from tradesim.world.governments import diplomacy
from tradesim.world.inspections import Border, inspections
from tradesim.world.institutions import controls, projects, shocks
from tradesim.world.instruments import (
    awards,
    instrument_wiring,
    moves,
    programmes,
    quotas,
    tariffs,
    tranches,
)
from tradesim.world.layout import Layout, controls_of, lay_out
from tradesim.world.licences import licences
from tradesim.world.markets import market_wiring, markets
from tradesim.world.outages import outages
from tradesim.world.parameters import behaviour_arrays, column
from tradesim.world.pipeline import Pipeline
from tradesim.world.practice import practised
from tradesim.world.rules import scripted_rules
from tradesim.world.segments import Segments
from tradesim.world.steady import settle
from tradesim.world.threats import forewarned, threats
from tradesim.world.world import Wiring, World


def build_world(scenario: Scenario, seed: int, replicates: Sequence[int]) -> World:
    """Return the world of some replicates of a scenario at the start of week 0.

    Args:
        scenario: The scenario; figures may hold one value a replicate.
        seed: Seed of all draws.
        replicates: Replicate numbers, one run each.

    Returns:
        The world in its steady state, with the dated effects of all policies.
    """
    layout = lay_out(practised(scenario))
    count = len(replicates)
    link, effects = links(layout, count), _effects(layout)
    decided = diplomacy(layout, seed, replicates) | scripted_rules(layout, count)
    world = World(
        layout=layout,
        runs=run_keys(seed, replicates),
        behaviour=behaviour_arrays(scenario.behaviour),
        wiring=_wiring(layout),
        instruments=instrument_wiring(layout),
        markets=market_wiring(layout),
        market=markets(layout, count),
        buyer=buyers(layout, count),
        need=needs(layout, count),
        link=link,
        trial=trials(layout, count),
        threat=threats(layout, [*effects, *_told(decided)], count),
        supplier=suppliers(layout, count),
        licence=licences(layout, count),
        control=controls(layout, count),
        project=projects(layout, seed, replicates),
        shock=shocks(layout),
        quota=quotas(layout, count),
        tariff=tariffs(layout, count),
        inspection=inspections(layout, count),
        border=Border(layout, count),
        programme=programmes(layout, count),
        award=awards(layout, seed, replicates),
        tranche=tranches(layout, seed, replicates),
        move=moves(layout, seed, replicates),
        outage=outages(layout.damages, [layout.weeks(s.date) for s, _ in layout.damages]),
        **decided,
        pipeline=Pipeline(link.lead_time, count),
        office_capacity=column(layout.countries, lambda country: country.decisions_per_week),
        effects=schedule(effects, layout.calendar.weeks),
    )
    settle(world)
    return world


def _effects(layout: Layout) -> list[Effect]:
    policies = layout.scenario.happenings
    return [effect for policy in policies for effect in forewarned(policy.effects(layout))]


def _told(decided: dict[str, Any]) -> list[Effect]:
    """Return what buyers may hear in a week that nobody knows beforehand."""
    return [*decided["chancery"].announcements, *decided["rulebook"].announcements]


def _wiring(layout: Layout) -> Wiring:
    rows = licences(layout, 1).link
    control_rows = [control for _, control in layout.control_list]
    covers = np.array([np.isin(rows, control.links) for control in control_rows], dtype=bool)
    makers = layout.final_buyers
    shocked = [
        [shock.meets(maker.name, maker.product) for maker in makers]
        + [False] * len(layout.processors)
        for shock in layout.shocks
    ]
    policies = {policy.name: policy for policy in controls_of(layout.scenario)}
    country_row = {country.code: row for row, country in enumerate(layout.countries)}
    return Wiring(
        needs_of_buyer=layout.needs_of_buyer,
        links_of_need=layout.links_of_need,
        links_of_supplier=layout.links_of_supplier,
        projects_of_supplier=Segments(
            [layout.supplier_row[plan.supplier] for plan in layout.investments],
            len(layout.suppliers),
        ),
        covers=covers.T.reshape(len(rows), len(control_rows)),
        shocked=np.array(shocked, dtype=bool).reshape(len(shocked), len(layout.buyer_names)),
        final_buyers=len(makers),
        processors=np.array(layout.processors, dtype=np.int64),
        rung_of_control=np.array(
            [policies[name].rung for name, _ in layout.control_list], dtype=np.int64
        ),
        office_of_control=np.array([country_row[c.imposer] for c in control_rows], dtype=np.int64),
    )


def schedule(effects: Iterable[Effect], weeks: int) -> dict[int, list[tuple[Effect, Flags | None]]]:
    """Return the effects due in each week, in the order of the scenario.

    Args:
        effects: Effects of all policies; a week may differ by run.
        weeks: Number of weeks of the scenario; effects after it never come.

    Returns:
        For each week that has any: the effects, each with the runs in which it is due, shape
        (1, run), or None where it is due in all. What was due before week 0 is due in week 0.
    """
    due: dict[int, list[tuple[Effect, Flags | None]]] = {}
    for effect in effects:
        when = np.maximum(effect.week, 0)
        for week in np.unique(when[when < weeks]).tolist():
            runs = when == week
            due.setdefault(week, []).append((effect, None if runs.all() else runs.reshape(1, -1)))
    return due
