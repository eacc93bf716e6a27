"""The classroom blocks: levers that move what exists, baselines, goals and bets that can be met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from tradesim.errors import OverrideError
from tradesim.fields import DateFigure, Figure, check_range, field_facts, in_weeks
from tradesim.scenario.classroom import Bet, Choice, Condition, Goal, Lever
from tradesim.scenario.paths import AmbiguousPathError, PathTarget, targets
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path, did_you_mean, found, listing

DROP = "Change it, or write '{section}: null' if this scenario needs none."


def check(scenario: Scenario) -> list[Finding]:
    """Return what does not fit in the blocks that the page reads."""
    return [
        *_levers(scenario),
        *_baselines(scenario),
        *_goals(scenario.goals),
        *_bets(scenario.bets),
        *_page(scenario),
    ]


def _levers(scenario: Scenario) -> Iterator[Finding]:
    named: set[str] = set()
    setters: dict[Path, str] = {}
    for index, lever in enumerate(scenario.levers):
        path: Path = ("levers", index)
        if lever.name in named:
            yield Finding((*path, "name"), f"'{lever.name}' is the name of a lever already.")
        named.add(lever.name)
        if lever.default >= len(lever.positions):
            yield Finding((*path, "default"), _outside(lever.default, lever))
        yield from _positions(scenario, lever, path, setters)


def _outside(position: int, lever: Lever) -> str:
    count = len(lever.positions)
    return f"{position} is no position of '{lever.name}': it has {count}, 0 to {count - 1}."


def _positions(
    scenario: Scenario, lever: Lever, path: Path, setters: dict[Path, str]
) -> Iterator[Finding]:
    for row, position in enumerate(lever.positions):
        for dotted, value in position.set.items():
            place: Path = (*path, "positions", row, "set", dotted)
            try:
                places = targets(scenario, dotted)
            except AmbiguousPathError:  # two entries of one name: that is what is wrong
                continue
            except OverrideError as error:
                yield Finding(place, f"{error.message} {DROP.format(section='levers')}")
                continue
            others = {setters.setdefault(target.path, lever.name) for target in places}
            for other in sorted(others - {lever.name}):
                yield Finding(place, f"lever '{other}' sets this too. Give it to one of them.")
            wrong = dict.fromkeys(_unfit(target, value) for target in places)
            yield from (Finding(place, said) for said in wrong if said)


def _unfit(target: PathTarget, value: Any) -> str:
    """Return why a plain value does not fit a figure or a date; blocks are tried when applied."""
    if value is None or isinstance(value, dict):
        return ""
    try:
        if isinstance(target.value, Figure):
            facts = field_facts(type(target.parent).model_fields.get(str(target.path[-1])))
            figure = Figure.model_validate(value)
            if facts:
                check_range(in_weeks(figure, facts["unit"]).value, facts)
        elif isinstance(target.value, DateFigure):
            DateFigure.model_validate(value)
    except PydanticCustomError as error:
        return error.message()
    except ValueError:
        kind = "number" if isinstance(target.value, Figure) else "date such as 2019-07-04"
        return f"{found(value)} is not a {kind}."
    return ""


def _baselines(scenario: Scenario) -> Iterator[Finding]:
    levers = {lever.name: lever for lever in scenario.levers}
    for name, baseline in scenario.baselines.items():
        for word, position in baseline.positions.items():
            yield from _of_lever(levers, word, [position], ("baselines", name, "positions", word))


def _of_lever(
    levers: Mapping[str, Lever], word: str, positions: list[int], place: Path
) -> Iterator[Finding]:
    """Yield what is wrong with positions of a lever that is named."""
    if word not in levers:
        known = listing(list(levers)) or "none"
        yield Finding(place, f"'{word}' is not a lever ({known}).{did_you_mean(word, levers)}")
        return
    for position in positions:
        if not 0 <= position < len(levers[word].positions):
            yield Finding(place, _outside(position, levers[word]))


def _goals(goals: list[Goal]) -> Iterator[Finding]:
    for index, goal in enumerate(goals):
        path: Path = ("goals", index)
        if goal.minimise is not None and goal.maximise is not None:
            yield Finding(path, "'minimise' and 'maximise' exclude each other. Keep one.")
        if not goal.conditions and goal.minimise is None and goal.maximise is None:
            yield Finding(path, "nothing can be met. Give conditions, or minimise or maximise.")
        for row, condition in enumerate(goal.conditions):
            yield from _bounds(condition, (*path, "conditions", row), required=True)


def _bets(bets: list[Bet]) -> Iterator[Finding]:
    for index, bet in enumerate(bets):
        for row, choice in enumerate(bet.choices):
            yield from _bounds(choice, ("bets", index, "choices", row), required=False)


def _bounds(block: Condition | Choice, path: Path, *, required: bool) -> Iterator[Finding]:
    low, high = block.at_least, block.at_most
    if required and low is None and high is None:
        yield Finding(path, "no bound is given. Write at_least or at_most.")
    if low is not None and high is not None and low > high:
        yield Finding(path, f"at_least ({low:g}) is more than at_most ({high:g}).")


def _page(scenario: Scenario) -> Iterator[Finding]:
    page = scenario.page
    first, last = page.start or scenario.start, page.end or scenario.end
    for field, date in (("start", page.start), ("end", page.end)):
        if date is not None and not scenario.start <= date <= scenario.end:
            said = f"{date} is not within the scenario ({scenario.start} to {scenario.end})."
            yield Finding(("page", field), said)
    if last < first and scenario.start <= scenario.end:
        yield Finding(("page", "end"), f"{last} is before 'start' ({first}).")
    levers = {lever.name: lever for lever in scenario.levers}
    for word, positions in page.baked.items():
        yield from _of_lever(levers, word, positions, ("page", "baked", word))
    if page.bets_on is not None and page.bets_on not in scenario.baselines:
        known = listing(list(scenario.baselines)) or "none"
        near = did_you_mean(page.bets_on, scenario.baselines)
        said = f"'{page.bets_on}' is not a baseline ({known}).{near}"
        yield Finding(("page", "bets_on"), said)
