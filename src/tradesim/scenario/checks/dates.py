"""Dates in order and within the horizon; terms that can hold; responses that do not circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.policies.export_control import ExportControl
from tradesim.policies.informal_hold import InformalHold
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, Path

BEGINNINGS = ("announced", "promulgated", "effective", "start", "date", "filed")
ENDS = ("lifted", "restored", "until", "end", "suspended", "resumed", "panel", "withdrawn")
"""Names of the date fields of a policy, in the order in which their dates must come."""

LONGEST_YEARS = 60
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a scenario may speak of: pandas and calendars of customs end not far beyond."""

DAYS_A_WEEK = 7


def check(scenario: Scenario) -> list[Finding]:
    """Return dates that contradict one another and terms that cannot hold."""
    findings = [*_horizon(scenario), *_circles(scenario)]
    for section in ("policies", "shocks"):
        for index, policy in enumerate(getattr(scenario, section)):
            path: Path = (section, index)
            findings += _order(policy, path)
            if scenario.start <= scenario.end:
                findings += _within(policy, path, scenario)
            if isinstance(policy, ExportControl):
                findings += _control(policy, path)
    return findings


def _horizon(scenario: Scenario) -> Iterator[Finding]:
    start, end = scenario.start, scenario.end
    if end < start:
        yield Finding(("end",), f"{end} is before 'start' ({start}).")
    elif (end - start).days < DAYS_A_WEEK - 1:
        yield Finding(("end",), f"{end} is less than a week after 'start' ({start}).")
    elif start.year < FIRST_YEAR or end.year > LAST_YEAR:
        field, year = ("start", start.year) if start.year < FIRST_YEAR else ("end", end.year)
        yield Finding((field,), f"the year {year} is not within {FIRST_YEAR} to {LAST_YEAR}.")
    elif end.year - start.year > LONGEST_YEARS:
        years = end.year - start.year
        yield Finding(("end",), f"{years} years from 'start' is more than {LONGEST_YEARS}.")


def _order(policy: Policy, path: Path) -> Iterator[Finding]:
    known = BEGINNINGS[1:] if isinstance(policy, InformalHold) else BEGINNINGS
    # a hold may become known when it has long begun
    for (earlier, first), (later, second) in pairwise(_dates(policy, (*known, *ENDS))):
        if second < first:
            yield Finding((*path, later), f"{second} is before '{earlier}' ({first}).")


def _within(policy: Policy, path: Path, scenario: Scenario) -> Iterator[Finding]:
    start, end = scenario.start, scenario.end
    early = f"before the scenario's start ({start}). Start it earlier, or drop it."
    late = f"after the scenario's end ({end}). End it later, or drop it."
    for field, date in _dates(policy, BEGINNINGS):
        if not start <= date <= end:
            yield Finding((*path, field), f"{date} is {early if date < start else late}")


def _dates(policy: Policy, fields: tuple[str, ...]) -> list[tuple[str, dt.date]]:
    known = type(policy).model_fields
    given = [(field, getattr(policy, field)) for field in fields if field in known]
    return [(field, date.value) for field, date in given if isinstance(date, DateFigure)]


def _circles(scenario: Scenario) -> Iterator[Finding]:
    places = {
        policy.name: ((section, index), policy.response_to)
        for section in ("policies", "shocks")
        for index, policy in enumerate(getattr(scenario, section))
    }
    answers = {name: cause for name, (_, cause) in places.items()}
    reported: set[str] = set()
    for name, (path, _) in places.items():
        chain = _causes(name, answers)
        if answers.get(chain[-1]) == name and name not in reported:
            reported |= set(chain)
            circle = ", which answers ".join(f"'{link}'" for link in [*chain[1:], name])
            yield Finding((*path, "response_to"), f"it answers {circle} itself: a circle.")


def _causes(name: str, answers: dict[str, str | None]) -> list[str]:
    """Return a policy, what it answers, what that answers and so on, each once."""
    chain = [name]
    cause = answers[name]
    while cause is not None and cause in answers and cause not in chain:
        chain.append(cause)
        cause = answers[cause]
    return chain


def _control(policy: ExportControl, path: Path) -> Iterator[Finding]:
    yield from _reviews(policy, path)
    if policy.effective is None:
        return
    effective = policy.effective.value
    end = policy.ends.value if policy.ends is not None else None
    first = policy.earliest_decision
    if first is not None and first.value < effective:
        said = f"{first.value} is before 'effective' ({effective})."
        yield Finding((*path, "first_decision"), said)
    for index, amendment in enumerate(policy.changes):
        date, place = amendment.effective.value, (*path, "amendments", index)
        before = f"before the control's 'effective' ({effective})" if date < effective else ""
        after = f"after the control's end ({end})" if end is not None and date > end else ""
        for side in filter(None, (before, after)):
            yield Finding((*place, "effective"), f"{date} is {side}.")
        for position, item in enumerate(amendment.items or ()):
            if policy.subjects and item not in policy.subjects:
                said = f"'{item}' is not under this control ({', '.join(policy.subjects)})."
                yield Finding((*place, "items", position), said)


def _reviews(policy: ExportControl, path: Path) -> Iterator[Finding]:
    longest = policy.review.statutory_maximum_weeks.value
    reviews = [((*path, "terms", "review_weeks"), policy.review.review_weeks)]
    for index, amendment in enumerate(policy.changes):
        if amendment.review_weeks is not None:
            place = (*path, "amendments", index, "review_weeks")
            reviews.append((place, amendment.review_weeks))
    for place, review in reviews:
        if review.value > longest:
            said = f"{review.value:g} is more than 'statutory_maximum_weeks' ({longest:g})."
            yield Finding(place, said)
