"""Lines that stood still, each with the chain of causes."""

from __future__ import annotations

import re
from typing import Any

from tradesim.explanations import explain, records, shortages
from tradesim.measures.recording import Recording
from tradesim.web.view import View

MOST = 12
"""Stops explained: the first ones; a class reads no more."""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Months as the page writes them everywhere."""

_DAY = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")


def stops(view: View, recording: Recording, run: int) -> list[dict[str, Any]]:
    """Return the stops of the shown buyers within the weeks shown, with their causes."""
    kept = records(recording, recording.replicates[run])
    found = []
    for shortage in shortages(kept):
        week = (shortage.start - view.calendar.first_monday).days // 7
        if shortage.actor not in view.buyers or not view.span.start <= week < view.span.stop:
            continue
        told = explain(kept, shortage.actor, shortage.start)
        found.append(
            {
                "week": week - view.span.start,
                "buyer": shortage.actor,
                "causes": [_dated(sentence) for sentence in told.sentences()],
            }
        )
        if len(found) == MOST:
            break
    return found


def _dated(sentence: str) -> str:
    """Return a sentence with its dates as the page writes them: 1 Jul 2019."""
    return _DAY.sub(lambda day: f"{int(day[3])} {MONTHS[int(day[2]) - 1]} {day[1]}", sentence)
