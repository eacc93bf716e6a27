"""Runs a second: the ensemble, the Mesa engine, and the same week in plain Mesa.

Run with ``python -m benchmarks.throughput``. Before anything is timed, the plain model is held
against the ensemble: without noise both must import the same, week by week.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from benchmarks.plain_mesa import PlainModel
from benchmarks.side_by_side import Contestant, alternate, arguments, report, seconds, show
from benchmarks.worlds import (
    KNOWN_TO_THE_PEER,
    calm,
    link_weeks,
    live_ensemble,
    the_scenario,
    without_notice,
)
from tradesim.agents.seating import OneByOne
from tradesim.ensemble import Ensemble
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, apply

MANY = 512
"""Runs by which the throughput of the ensemble is measured."""

SAME = 1e-6
"""Largest difference of imports, share of the largest, at which two models do the same work."""

BAND = 64
"""Runs that a band on the page is made of."""

KEPT_BY_THE_PEER, BLOCK = ("arrivals", "output"), 256
"""Panels that plain Mesa keeps as well, and the runs of a block of which no more are kept."""


def disagreement(scenario: Scenario) -> float:
    """Return by how much imports of plain Mesa and ensemble differ, share of the largest.

    Args:
        scenario: A scenario with nothing left to chance.
    """
    scenario = known_to_the_peer(scenario)
    recording = next(Ensemble(scenario, [0]).recordings())
    suppliers = recording.layout.suppliers
    keys = [
        (suppliers[flow.supplier].item, suppliers[flow.supplier].name, flow.destination)
        for flow in recording.flows
    ]
    model = PlainModel(scenario, rng=1)
    while model.running:
        model.step()
    plain = np.array([[week.get(key, 0.0) for key in keys] for week in model.arrivals_by_week])
    ours = recording.panels["arrivals"][:, :, 0]
    largest = np.maximum(ours.max(axis=0), 1e-9)
    return float((np.abs(ours - plain) / largest).max())


def known_to_the_peer(scenario: Scenario) -> Scenario:
    """Return a scenario with the behaviour that plain Mesa has, and the rest switched off."""
    return apply(scenario, {**KNOWN_TO_THE_PEER, **without_notice(scenario)})


def live_mesa(scenario: Scenario, *, one_by_one: bool = False) -> None:
    """Run one replicate by the Mesa engine, as it seats agents or each at a desk of its own."""
    model = TradeModel(scenario)
    if one_by_one:
        model.deciders = OneByOne(model)
    while model.running:
        model.step()


def live_plain(scenario: Scenario, runs: int) -> None:
    """Run the plain model as its user would."""
    mesa.batch_run(
        PlainModel,
        {"scenario": [scenario], "rng": list(range(runs))},
        max_steps=10_000,
        display_progress=False,
    )


def live_as_the_peer(scenario: Scenario, runs: int) -> None:
    """Run some replicates by the ensemble and keep of each what plain Mesa keeps."""
    ensemble = Ensemble(scenario, range(runs), block=BLOCK)
    for _ in ensemble.recordings(reuse_memory=True, panels=KEPT_BY_THE_PEER):
        pass


def contestants(scenario: Scenario, many: int) -> dict[str, Contestant]:
    """Return the contestants; each costs processor seconds a run."""

    def cost(work: Callable[[], Any], runs: int) -> Contestant:
        return lambda: seconds(work) / runs

    known = known_to_the_peer(scenario)
    return {
        "ensemble": cost(lambda: live_ensemble(scenario, many), many),
        "ensemble, what plain Mesa knows": cost(lambda: live_ensemble(known, many), many),
        "ensemble, what plain Mesa knows and keeps": cost(
            lambda: live_as_the_peer(known, many), many
        ),
        f"ensemble, {BAND} runs": cost(lambda: live_ensemble(scenario, BAND), BAND),
        "ensemble, 1 run": cost(lambda: live_ensemble(scenario, 1), 1),
        "Mesa engine": cost(lambda: live_mesa(scenario), 1),
        "Mesa engine, one by one": cost(lambda: live_mesa(scenario, one_by_one=True), 1),
        "plain Mesa": cost(lambda: live_plain(known, 2), 2),
    }


def main() -> None:
    """Print and keep the figures."""
    given = arguments(__doc__.splitlines()[0])
    scenario = the_scenario(given.scenario, 52 if given.quick else None)
    work = link_weeks(scenario)
    apart = disagreement(calm(scenario))
    if apart > SAME:
        sys.exit(f"Plain Mesa no longer does the same work: its imports differ by {apart:.1%}.")
    times = alternate(contestants(scenario, BAND if given.quick else MANY), given.rounds)
    ensemble, mesa_engine, plain = times["ensemble"], times["Mesa engine"], times["plain Mesa"]
    one, band = times["ensemble, 1 run"], times[f"ensemble, {BAND} runs"]
    ratios = {
        "Mesa engine / ensemble": mesa_engine.over(ensemble),
        "plain Mesa / ensemble, the same behaviour, the same kept (at least 60)": plain.over(
            times["ensemble, what plain Mesa knows and keeps"]
        ),
        "plain Mesa / ensemble, the same behaviour": plain.over(
            times["ensemble, what plain Mesa knows"]
        ),
        "plain Mesa / ensemble, all behaviour": plain.over(ensemble),
        "Mesa engine / plain Mesa (at most 2)": mesa_engine.over(plain),
        "one by one / plain Mesa": times["Mesa engine, one by one"].over(plain),
        "1 run: ensemble / Mesa engine": one.over(mesa_engine),
        f"{BAND} runs / 1 run by the ensemble (at most 20)": band.times(BAND).over(one),
    }
    show(
        f"{scenario.name}: {work:,} link-weeks a run; imports of plain Mesa and ensemble differ "
        f"by {apart:.1e} without noise",
        ("engine", "runs a second", "ns per link-week", "at best"),
        [(n, 1 / t.median, t.median / work * 1e9, t.least / work * 1e9) for n, t in times.items()],
    )
    show("Ratios, round by round", ("ratio", "median (range)"), list(ratios.items()))
    figures = {
        "scenario": scenario.name,
        "link_weeks_a_run": work,
        "disagreement_without_noise": apart,
        "ns_per_link_week": {n: t.times(1e9 / work) for n, t in times.items()},
        "ratios": ratios,
    }
    report("throughput", figures, keep=not given.quick)


if __name__ == "__main__":
    main()
