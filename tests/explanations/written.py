"""OneRun written by hand: steady flows, and what a test does to them from week 30 on.

A maker uses 100 t a week, 50 of Alpha abroad (two weeks away) and 50 of Beta at home (one week);
it keeps 400 t. From week 32 on what it lacks of Alpha, or of both, eats its stock.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.explanations.worlds import two_sources
from tests.measures.synthetic import blank
from tradesim.measures.panels import DETAILS
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario
from tradesim.world.log import Kind

ALPHA, BETA = 0, 1
"""Rows of both links and of both plants."""

TURN = 30
"""Week from which things go wrong."""

Change = Callable[[dict[str, Any]], None]


def written(
    scenario: Scenario | None = None, change: Change | None = None, *events: tuple[int, Kind]
) -> Recording:
    """Return records in which all is steady until a change is made to them.

    The change may set deliveries, loss and what waits; use, stock and unmet need follow. Events
    are of the link of Alpha.
    """
    recording = blank(scenario or two_sources())
    weeks = recording.weeks
    panels = recording.panels | {name: np.zeros((weeks, 2, 1)) for name in DETAILS}
    panels["deliveries"][...] = 50.0
    panels["capacity"][...] = 200.0
    panels["production"][...] = 50.0
    panels["rate"][...] = 100.0
    panels["needed"] = np.full((weeks, 1, 1), 100.0)
    if change:
        change(panels)
    _keep_books(panels)
    happened = [(week, kind, ALPHA, 0, 1) for week, kind in events]
    log = np.array(happened, dtype=float).reshape(-1, 5)
    return Recording(recording.layout, (0,), panels, log)


def _keep_books(panels: dict[str, Any]) -> None:
    needed, stock = panels.pop("needed"), 400.0
    for week in range(len(needed)):
        present = stock + panels["deliveries"][week].sum()
        used = min(present, float(needed[week, 0, 0]))
        lost = min(float(panels["lost"][week, 0, 0]), present - used)
        stock = present - lost - used
        panels["lost"][week], panels["used"][week], panels["stock"][week] = lost, used, stock
        panels["unmet"][week] = needed[week] - used


def falls(to: float = 0.0, links: tuple[int, ...] = (ALPHA,), week: int = TURN) -> Change:
    """Let links deliver less of what they dispatch from a week on."""

    def change(panels: dict[str, Any]) -> None:
        for link in links:
            panels["deliveries"][week + (2, 1)[link] :, link] = to

    return change


def waits(unfilled: float, held: float = 0.0, link: int = ALPHA) -> Change:
    """Let orders wait on a link from week 30 on."""

    def change(panels: dict[str, Any]) -> None:
        panels["unfilled"][TURN:, link], panels["held"][TURN:, link] = unfilled, held

    return change


def both(*changes: Change) -> Change:
    def change(panels: dict[str, Any]) -> None:
        for one in changes:
            one(panels)

    return change


def sets(name: str, value: float, row: int = 0) -> Change:
    """Set a panel from week 30 on."""

    def change(panels: dict[str, Any]) -> None:
        panels[name][TURN:, row] = value

    return change
