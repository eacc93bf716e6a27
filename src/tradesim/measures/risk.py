"""How bad the worst weeks are, and what hangs on single goods and plants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.markets import Market, destinations
from tradesim.measures.measured import Measured, measured, of_market
from tradesim.measures.output import baseline_output, wanted_output
from tradesim.measures.recording import Recording
from tradesim.measures.spans import total
from tradesim.scenario.schema import Need
from tradesim.world.parameters import column

WORST = 0.05
"""Share of the weeks that count as the worst."""


def output_risk(recording: Recording) -> Iterator[Measured]:
    """Yield value at risk and expected shortfall of weekly output, by country."""
    wanted, made = wanted_output(recording), recording.panels["output"]
    lost = np.divide(wanted - made, wanted, out=np.zeros_like(wanted), where=wanted > 0.0)
    for country, weights in _weights(recording).items():
        weekly = np.zeros(lost.shape[::2])
        for row, weight in weights.items():
            weekly = weekly + weight * lost[:, row]
        worst = np.sort(weekly, axis=0)[::-1][: int(np.ceil(WORST * len(weekly)))]
        yield measured("output_at_risk", worst[-1], destination=country)
        # added in one order, whether the runs lie side by side or one is measured alone
        shortfall = np.add.accumulate(worst, axis=0)[-1] / len(worst)
        yield measured("output_expected_shortfall", shortfall, destination=country)


def dependence_on_item(market: Market) -> Iterator[Measured]:
    """Yield the part of a country's output that stops without an item, and without its imports."""
    recording = market.recording
    weights = _weights(recording).get(market.destination, {})
    runs = len(recording.replicates)
    stops, abroad = np.zeros(runs), np.zeros(runs)
    for row, weight in weights.items():
        need = _critical(recording, row).get(market.item.name)
        if need is not None:
            stops = stops + weight
            abroad = abroad + weight * _share_from(recording, need, market.destination)
    if stops.any():
        yield of_market("item_criticality", market, stops)
        yield of_market("item_exposure", market, abroad)


def dependence_on_plants(recording: Recording) -> Iterator[Measured]:
    """Yield the part of a country's output that hangs on each plant at the start."""
    runs = len(recording.replicates)
    for country, weights in _weights(recording).items():
        for plant in recording.layout.suppliers:
            hangs = np.zeros(runs)
            for row, weight in weights.items():
                parts = [
                    column([need.sources[plant.name]])[0]
                    for need in _critical(recording, row).values()
                    if plant.name in need.sources
                ]
                if parts:
                    hangs = hangs + weight * np.maximum.reduce(np.broadcast_arrays(*parts))
            if hangs.any():
                yield measured("plant_criticality", hangs, destination=country, actor=plant.name)


def _critical(recording: Recording, row: int) -> dict[str, Need]:
    """Return the critical needs of a final buyer, by item."""
    needs = recording.layout.final_buyers[row].needs
    return {need.item: need for need in needs if need.importance == "critical"}


def _share_from(recording: Recording, need: Need, home: str) -> Floats:
    """Return the share of a need that comes from abroad at the start."""
    country = {plant.name: plant.country for plant in recording.layout.suppliers}
    shares = [share for name, share in need.sources.items() if country[name] != home]
    return total(column(shares)) if shares else np.zeros(1)


def _weights(recording: Recording) -> dict[str, dict[int, Floats]]:
    """Return the part of each final buyer in its country's usual output, by value where known."""
    layout = recording.layout
    value = column(layout.final_buyers, lambda maker: maker.output_value)
    usual = baseline_output(recording)
    found: dict[str, dict[int, Floats]] = {}
    for country in destinations(layout.scenario, recording.policies):
        rows = [n for n, maker in enumerate(layout.final_buyers) if maker.country == country]
        if rows:
            priced = bool((value[rows] > 0.0).all())
            weight = usual * value if priced else np.ones_like(usual)
            whole = total(weight[rows])
            found[country] = {row: weight[row] / whole for row in rows}
    return found
