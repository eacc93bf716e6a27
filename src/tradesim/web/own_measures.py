"""Measures of one's own on the page: formulas over summary measures, for goals and bets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from tradesim import lazy_numpy as np
from tradesim.arrays import Floats
from tradesim.experiments.columns import column_key, column_name
from tradesim.experiments.expressions import Expression, ExpressionError, parsed
from tradesim.experiments.measure_names import wrong_measure
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import OfEachMarket
from tradesim.scenario import Scenario
from tradesim.scenario.wording import Finding

Judge = Callable[[Scenario, str], str]
"""Says why a name is no measure of the scenario; empty where it is one."""


def formulas(scenario: Scenario) -> dict[str, Expression]:
    """Return the formulas of a scenario's page, by the name of the measure."""
    return {name: parsed(own.formula) for name, own in scenario.page.measures.items()}


def made_of(scenario: Scenario) -> frozenset[str]:
    """Return the summary measures that the formulas of a page are made of."""
    return frozenset(column_key(word)[0] for word in _words(scenario))


def markets_of(scenario: Scenario, columns: Iterable[str]) -> frozenset[tuple[str, str]] | None:
    """Return item and destination of the markets that columns and formulas of a page are about.

    None where one asks for a measure in whichever markets there are.

    Args:
        scenario: The scenario as written.
        columns: Columns that the page shows.
    """
    found = set()
    for name, item, _, destination, _ in map(column_key, (*columns, *_words(scenario))):
        if name in MEASURES and isinstance(MEASURES[name].function, OfEachMarket):
            if not (item and destination):
                return None
            found.add((item, destination))
    return frozenset(found)


def _words(scenario: Scenario) -> Iterator[str]:
    return (word for each in formulas(scenario).values() for word in each.names())


def with_own(scenario: Scenario, measured: Mapping[str, Floats], runs: int) -> dict[str, Floats]:
    """Return measures of runs, by column, with those of one's own.

    What a run has not, such as the licences of a control that is left out, is no number, and so is
    what comes of it.

    Args:
        scenario: The scenario as written.
        measured: Values of each column, shape (run,).
        runs: The number of runs.

    Raises:
        ExpressionError: A measure of several columns stands alone.
    """
    own = {name: value_of(each, measured, runs) for name, each in formulas(scenario).items()}
    return {**measured, **own}


def value_of(formula: Expression, measured: Mapping[str, Floats], runs: int) -> Floats:
    """Return what a formula comes to in each run.

    Raises:
        ExpressionError: A measure of several columns stands alone.
    """
    nothing = np.full((1, runs), np.nan)
    return formula.values({word: _table(measured, word, nothing) for word in formula.names()})


def _table(measured: Mapping[str, Floats], word: str, nothing: Floats) -> Floats:
    """Return the values of a column, or of all columns of a measure, shape (column, run)."""
    given = [
        values for column, values in measured.items() if word in {column, column_key(column)[0]}
    ]
    return np.array(given) if given else nothing


def wrong_formulas(scenario: Scenario, judge: Judge) -> Iterator[Finding]:
    """Yield what is wrong with the measures of one's own of a page; one run of it is tried.

    Args:
        scenario: The scenario as written.
        judge: Knows its measures.
    """
    found = [
        each
        for name, own in scenario.page.measures.items()
        for each in wrong_measure(("page", "measures", name), own, partial(judge, scenario))
    ]
    yield from found
    if scenario.page.measures and not found and not scenario.agents:
        yield from _untold(scenario)


def _untold(scenario: Scenario) -> Iterator[Finding]:
    """Yield the formulas that do not say which column of a measure they mean."""
    from tradesim.ensemble import Ensemble  # noqa: PLC0415 - most pages are checked without a run
    from tradesim.measures.summary import measure_all  # noqa: PLC0415 - as above

    recording = next(iter(Ensemble(scenario, [0]).recordings()))
    others = frozenset(set(MEASURES) - made_of(scenario))
    measured = {column_name(m.key): m.values for m in measure_all(recording, without=others)}
    for name, formula in formulas(scenario).items():
        try:
            value_of(formula, measured, 1)
        except ExpressionError as error:
            yield Finding(("page", "measures", name, "formula"), str(error))
