"""What a scenario says for the page, tried before it is shown: measures, levers, agents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tradesim.errors import OverrideError, ScenarioError
from tradesim.experiments.columns import column_key
from tradesim.experiments.measure_names import places_of
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario, read, validate
from tradesim.scenario.loading import Document
from tradesim.scenario.wording import Finding, Path, did_you_mean, listing
from tradesim.web.levers import Board
from tradesim.web.measure_names import asked_about
from tradesim.web.own_measures import wrong_formulas

Look = Callable[[Scenario], Iterator[Finding]]
"""Finds what is wrong with what only the page reads, beyond what ``validate`` finds."""


def load_for_page(path_or_name: str) -> Scenario:
    """Return a checked scenario whose page can be shown.

    Raises:
        ScenarioError: With every problem of the file.
    """
    document = read(path_or_name)
    scenario = validate(document)
    _look(document, scenario, (_region, _measures, _positions, _agents))
    return scenario


def try_page(document: Document, scenario: Scenario) -> None:
    """Try what only the page reads of a sound scenario.

    Raises:
        ScenarioError: With every problem of the file.
    """
    _look(document, scenario, (_region, _measures, _positions))


def _look(document: Document, scenario: Scenario, looks: Sequence[Look]) -> None:
    problems = document.problems(finding for look in looks for finding in look(scenario))
    if problems:
        raise ScenarioError(document.path, problems)


def _region(scenario: Scenario) -> Iterator[Finding]:
    """Yield why several countries cannot be shown as one."""
    region, known = scenario.page.region, scenario.hindcast.regions
    if region and region not in known:
        near = did_you_mean(region, known)
        said = f"'{region}' is no region of this scenario: 'hindcast.regions' names them.{near}"
        yield Finding(("page", "region"), said)
    elif region and not scenario.page.outcomes:
        said = "a region has no outcomes of its own. Name them under 'page.outcomes'."
        yield Finding(("page", "region"), said)


def _measures(scenario: Scenario) -> Iterator[Finding]:
    for path, measure in _named(scenario):
        wrong = "" if measure in scenario.page.measures else _unknown(scenario, measure)
        if wrong:
            yield Finding(path, wrong)
    yield from wrong_formulas(scenario, _unknown)


def _named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Yield each measure that is named, and where."""
    yield from asked_about(scenario)
    for row, outcome in enumerate(scenario.page.outcomes):
        yield ("page", "outcomes", row, "measure"), outcome.measure


def _unknown(scenario: Scenario, measure: str) -> str:
    """Return why this is no measure of the scenario; empty if it is one."""
    try:
        name, *given = column_key(measure)
    except ValueError as error:
        return str(error)
    own = scenario.page.measures
    if name in own:
        return f"'{name}' is a measure of one's own: it has no places, and stands in no formula."
    if name not in MEASURES:
        near = did_you_mean(name, [*MEASURES, *own])
        return f"'{name}' is not a measure.{near} docs/outcomes.md lists them."
    for value, (word, names) in zip(given, places_of(scenario).items(), strict=True):
        if value and value not in names:
            near = did_you_mean(value, names)
            return f"{word} '{value}' is not of this scenario ({listing(names)}).{near}"
    return ""


def _positions(scenario: Scenario) -> Iterator[Finding]:
    """Yield what goes wrong when each position of each lever is chosen alone."""
    board = Board.of(scenario)
    for row, lever in enumerate(scenario.levers):
        for place, position in enumerate(lever.positions):
            chosen = tuple(
                place if other == row else each.default for other, each in enumerate(board.levers)
            )
            try:
                board.made(chosen)
            except OverrideError as error:
                field = ("set", error.path) if error.path in position.set else ()
                yield Finding(("levers", row, "positions", place, *field), error.message)


def _agents(scenario: Scenario) -> Iterator[Finding]:
    if scenario.agents:
        said = "the page runs the standard agents only. Remove these, or use 'tradesim run'."
        yield Finding(("agents",), said)
