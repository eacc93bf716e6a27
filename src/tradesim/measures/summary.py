"""All measures of a recording, and what they come to over runs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np

from tradesim.errors import MeasureError
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.markets import markets
from tradesim.measures.measure import Function, OfEachMarket
from tradesim.measures.measured import Measured, describe
from tradesim.measures.recording import Recording
from tradesim.policies.base import Policy

__all__ = ["Measured", "describe", "measure_all", "pooled"]


def measure_all(
    recording: Recording,
    beside: Sequence[Policy] = (),
    *,
    without: frozenset[str] = frozenset(),
    within: Collection[tuple[str, str]] | None = None,
) -> list[Measured]:
    """Return every measure of a recording, for the countries that policies are aimed at.

    Without policies: for all countries with final buyers.

    Args:
        recording: The runs.
        beside: Policies of the scenarios that the runs are compared with; runs measured beside
            the same policies give the same measures, of the same markets and weeks.
        without: Measures that are left out: a function that gives no other is not called.
        within: Item and destination of the markets to measure, of what is measured market by
            market; all where absent.

    Raises:
        MeasureError: A function gives a measure that the catalogue does not hold, or one of
            another package fails, is not one value a run, or is outside its domain.
    """
    if beside:
        compared = replace(recording, beside=tuple(beside), unasked=without)
        found = measure_all(compared, without=without, within=within)
        compared.forget()  # else it would keep the panels until somebody collects cycles
        return found
    functions = dict.fromkeys(
        measure.function for name, measure in MEASURES.items() if name not in without
    )
    units = {item.name: item.unit for item in recording.layout.items}
    found = [
        replace(figure, unit=_unit(figure, units))
        for figure in _worked_out(recording, functions, within)
        if figure.name not in without
    ]
    _check_foreign(found, len(recording.replicates))
    return found


def _worked_out(
    recording: Recording,
    functions: dict[Function, None],
    within: Collection[tuple[str, str]] | None,
) -> Iterator[Measured]:
    """Yield what functions give in their order; those of markets market by market."""
    for is_of_market, group in groupby(functions, lambda each: isinstance(each, OfEachMarket)):
        together = list(group)
        if not is_of_market:
            for function in together:
                yield from _given(function, recording)
        else:
            for market in markets(recording):
                if within is not None and (market.item.name, market.destination) not in within:
                    continue
                for each in together:
                    yield from _given(each, market)


def _given(function: Function, of: Any) -> Iterable[Measured]:
    """Return what a function measures; name the measure where one of another package fails."""
    try:
        return list(function.function(of) if isinstance(function, OfEachMarket) else function(of))
    except Exception as error:
        for name in sorted(MEASURES.foreign):
            if MEASURES[name].function is function:
                said = f"{type(error).__name__}: {error}"
                raise MeasureError(f"'{name}' of another package failed: {said}.") from error
        raise


def _unit(figure: Measured, units: dict[str, str]) -> str:
    if figure.name not in MEASURES:
        raise MeasureError(f"'{figure.name}' was measured and stands in no entry of the catalogue.")
    return MEASURES[figure.name].unit.replace("{unit}", units.get(figure.item, "{unit}"))


def _check_foreign(found: Iterable[Measured], runs: int) -> None:
    """Refuse a measure of another package that is not one value a run, or outside its domain."""
    foreign = MEASURES.foreign
    for figure in found:
        if figure.name in foreign:
            if np.shape(figure.values) != (runs,):
                raise MeasureError(
                    f"'{figure.name}' of another package gives an array of shape "
                    f"{np.shape(figure.values)}; one value a run is wanted, shape ({runs},)."
                )
            domain = MEASURES[figure.name].domain
            for value in domain.outside(figure.values):
                raise MeasureError(
                    f"'{figure.name}' is {value:g} in some run, outside of {domain}: mend the "
                    "'domain' of its entry, or what works it out."
                )


def pooled(blocks: Sequence[list[Measured]]) -> list[Measured]:
    """Return the measures of several blocks of runs of one scenario as those of all runs.

    A measure that some blocks do not give is not a number there.
    """
    runs = [len(block[0].values) if block else 0 for block in blocks]
    tables = [{figure.key: figure for figure in block} for block in blocks]
    first = {key: figure for table in reversed(tables) for key, figure in table.items()}
    order = dict.fromkeys(key for table in tables for key in table)
    return [
        replace(
            first[key],
            values=np.concatenate(
                [
                    table[key].values if key in table else np.full(count, np.nan)
                    for table, count in zip(tables, runs, strict=True)
                ]
            ),
        )
        for key in order
    ]
