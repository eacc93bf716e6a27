"""Runs of shipped scenarios, and what tests of episodes read from them."""

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.scenario import load, variant

Floats = np.ndarray


def recording(scenario: str, name: str | None = None, runs: int = 8) -> Recording:
    """Run a shipped scenario, or a variant of it."""
    chosen = load(scenario) if name is None else variant(load(scenario), name)
    return next(Ensemble(chosen, range(runs), block=runs).recordings())


def weeks(run: Recording, first: str, last: str) -> slice:
    """Return the weeks from one date to another."""
    begin, end = run.layout.calendar.week_of(np.array([first, last], dtype="datetime64[D]"))
    return slice(int(begin), int(end) + 1)


def arrivals(run: Recording, plants: str, into: str, first: str, last: str) -> Floats:
    """Return what plants whose names begin so sold into a country, weekly mean, (run,)."""
    flows = [
        number
        for number, flow in enumerate(run.flows)
        if run.layout.suppliers[flow.supplier].name.startswith(plants) and flow.destination == into
    ]
    assert flows, (plants, into)
    return run.panels["arrivals"][weeks(run, first, last)][:, flows].sum(axis=1).mean(axis=0)


def capacity(run: Recording, plant: str, date: str) -> Floats:
    """Return the capacity of a plant in the week of a date, (run,)."""
    week = weeks(run, date, date).start
    return run.panels["capacity"][week, run.layout.supplier_row[plant]]


def production(run: Recording, plant: str, first: str, last: str) -> Floats:
    """Return what a plant made, weekly mean, (run,)."""
    made = run.panels["production"][weeks(run, first, last), run.layout.supplier_row[plant]]
    return made.mean(axis=0)


def lost(run: Recording, buyer: str, first: str, last: str) -> Floats:
    """Return the part of demand that a buyer did not meet, (run,)."""
    row = [maker.name for maker in run.layout.final_buyers].index(buyer)
    span = weeks(run, first, last)
    made, wanted = (run.panels[name][span, row].sum(axis=0) for name in ("output", "demand"))
    return 1.0 - made / wanted


def in_most(holds: np.ndarray) -> bool:
    """Tell whether something holds in four runs of five."""
    return bool(np.mean(holds) >= 0.8)
