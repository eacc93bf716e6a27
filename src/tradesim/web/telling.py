"""What happened, week by week, in plain sentences: dated policies, and the events of one run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from tradesim.measures.recording import Recording
from tradesim.policies.base import Policy
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.web.places import instrument_said
from tradesim.web.told_events import concerns, told_events
from tradesim.web.view import View
from tradesim.wording.lists import joined, listed
from tradesim.wording.said import said, unfolded
from tradesim.world.layout import Layout

MOST_A_WEEK = 6
"""Sentences of one week; the rest is counted."""


def policy_dates(view: View, layout: Layout) -> list[dict[str, Any]]:
    """Return every dated change of a policy or shock within the weeks shown.

    Policies of one actor that change alike on a day are told together, and so are the changes of
    the same policies in a week, with their days.
    """
    changes: dict[tuple[int, str, str], dict[tuple[str, dt.date], list[str]]] = {}
    for week, policy, word, date in _dates(view, layout):
        key = (week, policy.actor, policy.instrument)
        changes.setdefault(key, {}).setdefault((word, date), []).append(policy.name)
    dates: dict[tuple[int, str], list[tuple[str, dt.date]]] = {}
    for (week, _, _), by_word in changes.items():
        for change, names in by_word.items():
            dates.setdefault((week - view.span.start, joined(names)), []).append(change)
    return [
        _told_date(week, label, told)
        for (week, label), told in dates.items()
        if 0 <= week < len(view.mondays)
    ]


def _told_date(week: int, label: str, changes: Sequence[tuple[str, dt.date]]) -> dict[str, Any]:
    """Return what the page is told of changes of some policies in a week, with their days."""
    words = [word for word, _ in changes]
    return {
        "week": week,
        "days": list(dict.fromkeys(date.isoformat() for _, date in changes)),
        "label": unfolded(said("{names} – {change}", names=label, change=listed(words))),
        "kind": ", ".join(words),
    }


def sentences(view: View, recording: Recording, run: int) -> list[list[Any]]:
    """Return what happened in one run: pairs of a week shown and a sentence, unfolded."""
    layout = recording.layout
    told: dict[int, list[Any]] = {}
    for week, sentence in (*_of_policies(view, layout), *told_events(view, recording, run)):
        told.setdefault(week, []).append(sentence)
    return [
        [week - view.span.start, sentence]
        for week in sorted(told)
        if view.span.start <= week < view.span.stop
        for sentence in _at_most(told[week])
    ]


def _at_most(told: list[Any]) -> list[Any]:
    if len(told) <= MOST_A_WEEK:
        return told
    rest = len(told) - MOST_A_WEEK + 1
    return [*told[: MOST_A_WEEK - 1], unfolded(said("{count} further things happen.", count=rest))]


def _dates(view: View, layout: Layout) -> list[tuple[int, Policy, str, dt.date]]:
    """Return week, policy, word and day of each dated change that concerns what is shown."""
    found = [
        (int(layout.weeks(date)[0]), policy, word, date.value)
        for policy in layout.scenario.happenings
        if concerns(view, layout, policy)
        for word, date in policy.dates()
    ]
    return sorted(found, key=lambda entry: entry[0])


def _of_policies(view: View, layout: Layout) -> Iterator[tuple[int, Any]]:
    """Yield week and sentence of dated changes; like changes of one week are told together."""
    names = {country.code: country.name for country in view.scenario.countries}
    groups: dict[tuple[int, str, str, str], list[Policy]] = {}
    for week, policy, word, _ in _dates(view, layout):
        if isinstance(policy, SubstitutionInvestment):
            continue  # the events of the run tell when work begins and what comes of it
        actor = names.get(policy.actor, policy.actor)
        what = instrument_said(policy, layout, begins=not actor)
        groups.setdefault((week, actor, what, word), []).append(policy)
    for (week, actor, what, word), members in groups.items():
        named = [each.name for each in members if each.name.lower() != each.instrument.lower()]
        yield week, unfolded(_change(actor, what, word, joined(named)))


def _change(actor: str, instrument: str, word: str, names: str) -> str:
    """Return the sentence of a dated change; no names where they say what the instrument says."""
    told = {"actor": actor, "instrument": instrument, "change": word, "names": names}
    if actor and names:
        return said("{actor}: {instrument} {change} – {names}.", **told)
    if names:
        return said("{instrument} {change} – {names}.", **told)
    if actor:
        return said("{actor}: {instrument} {change}.", **told)
    return said("{instrument} {change}.", **told)
