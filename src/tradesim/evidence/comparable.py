"""Observed series in the units of a scenario, without what only a slip of units explains."""

from __future__ import annotations

import statistics

import numpy as np

from tradesim.customs.plausibility import IMPOSSIBLE
from tradesim.evidence.observed import MEASURES, USD_M, Key, Observed, ObservedSeries
from tradesim.evidence.traded import ObservedTerms

QUANTITY, VALUE, UNIT_VALUE = MEASURES


def comparable(observed: Observed, terms: ObservedTerms) -> tuple[Observed, list[str]]:
    """Return what can be held against a scenario, and what cannot and why.

    Quantities are brought to the scenario's unit where the two compare, and left out where they
    do not: the values stay. A series whose unit values are hundreds of times the prices of the
    scenario's sellers is left out.
    """
    found: Observed = {}
    notes: list[str] = []
    for key, given in observed.items():
        units = terms.units(key)
        unit = next(iter(units)) if len(units) == 1 else given.unit
        series, said = _in_unit(key, given, unit)
        slip = _slip(key, series, terms)
        notes += [*said, slip] if slip else said
        if not slip:
            found[key] = series
    return found, list(dict.fromkeys(notes))


def _in_unit(key: Key, series: ObservedSeries, unit: str) -> tuple[ObservedSeries, list[str]]:
    """Return a series in a unit; without its quantities where they do not compare."""
    found = series.in_unit(unit)
    if found.is_counted or (series.values[VALUE] and not series.is_counted):
        return found, []
    if not series.values[VALUE]:
        return series, []
    said = f"{key.subject} is observed in {series.unit}, simulated in {unit}: its value is scored."
    return found, [said]


def _slip(key: Key, series: ObservedSeries, terms: ObservedTerms) -> str:
    """Return a sentence on a series whose unit values no price explains, empty of any other."""
    quantity, value = series.values[QUANTITY], series.values[VALUE]
    apiece = [
        value[period] * USD_M / quantity[period]
        for period in quantity.keys() & value.keys()
        if quantity[period] > 0.0 and value[period] > 0.0
    ] or [figure for figure in series.values[UNIT_VALUE].values() if figure > 0.0]
    layout = terms.layout
    sellers = [layout.suppliers[terms.flows[row].supplier] for row in terms.rows(key)]
    prices = [float(np.mean(seller.price.value)) for seller in sellers]
    if not apiece or not prices:
        return ""
    usual, price = statistics.median(apiece), statistics.median(prices)
    if price / IMPOSSIBLE < usual < price * IMPOSSIBLE:
        return ""
    return (
        f"{key.subject} from {key.origin}: a unit costs {usual:,.4g} USD as observed and "
        f"{price:,.4g} in the scenario, which only a slip of units explains (dollars called "
        "millions, kg called t): not scored."
    )
