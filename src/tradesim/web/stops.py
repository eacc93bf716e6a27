"""Lines that stood still, each with the chain of causes."""

from __future__ import annotations

from typing import Any

from tradesim.explanations import explain, one_run, shortages
from tradesim.measures.recording import Recording
from tradesim.web.view import View
from tradesim.wording.said import unfolded

MOST = 12
"""Stops explained: the first ones; a class reads no more."""


def stops(view: View, recording: Recording, run: int) -> list[dict[str, Any]]:
    """Return the stops of the shown buyers within the weeks shown, with their causes."""
    kept = one_run(recording, recording.replicates[run])
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
                "causes": [unfolded(sentence) for sentence in told.sentences()],
            }
        )
        if len(found) == MOST:
            break
    return found
