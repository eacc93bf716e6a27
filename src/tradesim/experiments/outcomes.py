"""What an experiment says of outcomes: which it keeps, shows and looks for, and whether they are.

An outcome is named by its measure, or by its column, as ``unmet_need[item=x, destination=AAA]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradesim.experiments.columns import PLACES, column_key
from tradesim.experiments.expressions import parsed
from tradesim.experiments.measure_names import places_of, wrong_measure
from tradesim.experiments.schema import Experiment, Morris
from tradesim.experiments.search_schema import Search
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario
from tradesim.scenario.wording import Finding, Path, did_you_mean

PANELS = ("monthly_imports", "weekly")
"""Outcomes that get a table of their own."""

CALLED = {"item": "item", "origin": "country", "destination": "country", "actor": "actor"}
"""What a scenario calls the places of a column."""


def asked_for(experiment: Experiment) -> frozenset[str]:
    """Return the measures and columns that are kept: also those to be shown or looked for."""
    words = {word for word in experiment.outcomes if word not in PANELS}
    every = not words or "summary" in words
    words |= {word for _, word in _named(experiment)}
    words |= {name for own in experiment.measures.values() for name in parsed(own.formula).names()}
    words -= set(experiment.measures)
    return frozenset(words | set(MEASURES)) if every else frozenset(words)


def check_outcomes(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with the outcomes that an experiment names."""
    yield from _own(experiment, scenario)
    for index, word in enumerate(experiment.outcomes):
        if said := _wrong(word, ["summary", *PANELS, *MEASURES], scenario):
            yield Finding(("outcomes", index), said)
    for place, word in _named(experiment):
        if said := _wrong(word, [*experiment.measures, *MEASURES], scenario):
            yield Finding(place, said)
    threshold = experiment.threshold
    if experiment.stop_when and isinstance(experiment.design, Morris):
        yield Finding(("stop_when",), "a morris design has no more samples to draw.")
    if threshold and (threshold.above is None) == (threshold.below is None):
        yield Finding(("threshold",), "give either 'above' or 'below'.")


def _named(experiment: Experiment) -> Iterator[tuple[Path, str]]:
    """Yield the outcomes that an experiment names beside those to keep, each with its place."""
    for index, word in enumerate(experiment.show):
        yield ("show", index), word
    if experiment.threshold:
        yield ("threshold", "outcome"), experiment.threshold.outcome
    yield from deciding(experiment)


def deciding(experiment: Experiment) -> Iterator[tuple[Path, str]]:
    """Yield the outcomes by which a batch decides what to run next, each with its place."""
    if isinstance(experiment.design, Search):
        for index, goal in enumerate(experiment.design.objectives):
            yield ("design", "objectives", index, "outcome"), goal.outcome
    if experiment.stop_when:
        yield ("stop_when", "outcome"), experiment.stop_when.outcome


def _own(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with measures of one's own."""
    for name, own in experiment.measures.items():
        place = ("measures", name)
        yield from wrong_measure(place, own, lambda word: _wrong(word, [*MEASURES], scenario))


def _wrong(word: str, known: Sequence[str], scenario: Scenario) -> str:
    """Return what is wrong with the name of an outcome; nothing where it may be one."""
    try:
        name, *places = column_key(word)
    except ValueError as error:
        return str(error)
    if name not in known:
        near = did_you_mean(name, known)
        return f"'{word}' is no outcome.{near} docs/outcomes.md lists them all."
    there = places_of(scenario)
    for place, value in zip(PLACES, places, strict=True):
        if value and value not in there[place]:
            near = did_you_mean(value, there[place])
            return f"{place} '{value}' is no {CALLED[place]} of the scenario.{near}"
    return ""
