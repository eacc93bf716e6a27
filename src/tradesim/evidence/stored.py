"""What was observed of a run that is over, from the tables that it wrote."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tradesim.errors import ScenarioError
from tradesim.evidence.figures import scored_rows
from tradesim.evidence.record import Record
from tradesim.evidence.scores import SeriesPair
from tradesim.evidence.shipped import published_series
from tradesim.measures.recording import Recording, flows_of
from tradesim.measures.spans import Floats
from tradesim.scenario import Scenario, load
from tradesim.world.layout import Layout, lay_out
from tradesim.world.markets import priced_markets

SERIES = "'tradesim hindcast' scores single figures, such as dates and licences, too."


def observed_of(scenario: Scenario, weekly: pd.DataFrame) -> tuple[list[SeriesPair], list[str]]:
    """Return the observed months of a run beside its own, and what a reader should know of them.

    Nothing is compared unless the run has the policies and shocks that were really there.

    Args:
        scenario: The scenario as it was run.
        weekly: Its weekly table.
    """
    episodes = {row["episode"] for row in scored_rows()}
    if scenario.name not in episodes:
        return [], ["No published figure that comes with tradesim is about this scenario."]
    if not _as_it_was(scenario):
        said = "This run has other policies or shocks than those that the published figures saw."
        return [], [said]
    record = Record.of(scenario, published_series(scenario), with_figures=False)
    if not record.lines:
        return [], ["No month of trade was published for this scenario.", SERIES]
    pairs = record.pairs(record.simulated(recording_of(lay_out(scenario), weekly)))
    return pairs, [*record.notes, SERIES]


def _as_it_was(scenario: Scenario) -> bool:
    """Say whether policies and shocks are those of the scenario that comes with tradesim."""
    try:
        shipped = load(scenario.name)
    except ScenarioError:
        return False
    ours, theirs = (
        [policy.model_dump(mode="json") for policy in (*world.policies, *world.shocks)]
        for world in (scenario, shipped)
    )
    return ours == theirs


def recording_of(layout: Layout, weekly: pd.DataFrame) -> Recording:
    """Return trade and prices of a weekly table as a recording without events."""
    numbers = tuple(sorted(int(number) for number in weekly["replicate"].unique()))
    flows = flows_of(layout)[0]
    keys = [(layout.suppliers[flow.supplier].name, flow.destination) for flow in flows]
    moved = weekly[weekly["outcome"].isin(["imports", "domestic_supply"])]
    left = weekly[weekly["outcome"] == "exports"]
    prices = weekly[weekly["outcome"] == "price"]
    rents = weekly[weekly["outcome"] == "control_rent"]
    markets = [(layout.items[item].name, place) for item, place in priced_markets(layout)]
    panels = {
        "arrivals": _panel(layout, moved, ["actor", "destination"], keys, numbers),
        "dispatches": _panel(layout, left, ["actor", "destination"], keys, numbers),
        "rent": _panel(layout, rents, ["item", "destination"], markets, numbers),
        "price": _panel(layout, prices, ["actor"], [p.name for p in layout.suppliers], numbers),
    }
    return Recording(layout, numbers, panels, np.zeros((0, 5)))


def _panel(
    layout: Layout,
    rows: pd.DataFrame,
    labels: list[str],
    keys: list[tuple[str, str]] | list[str],
    replicates: tuple[int, ...],
) -> Floats:
    """Return the values of a weekly table as an array of shape (week, row, run)."""
    panel = np.zeros((layout.calendar.weeks, len(keys), len(replicates)))
    run = {number: place for place, number in enumerate(replicates)}
    place = {key: row for row, key in enumerate(keys)}
    for key, found in rows.groupby([*labels, "replicate"], observed=True):
        *names, number = key
        name = tuple(names) if len(labels) > 1 else names[0]
        if name in place:
            values = found.sort_values("date")["value"].to_numpy()
            panel[: len(values), place[name], run[int(str(number))]] = values
    return panel
