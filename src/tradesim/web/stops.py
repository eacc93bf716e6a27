"""Lines that stood still, each with the chain of causes."""

from __future__ import annotations

from typing import Any

from tradesim.explanations import explain, one_run, shortages
from tradesim.explanations.explanation import KINDS, Cause
from tradesim.measures.recording import Recording
from tradesim.web.view import View
from tradesim.wording.numbers import percent

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
                "causes": told.sentences(),
                "told": [_told(cause) for cause in (*told.walk(), *told.late)],
            }
        )
        if len(found) == MOST:
            break
    return found


def _told(cause: Cause) -> dict[str, Any]:
    """Return a cause by what it is and whom it is about, for languages without its sentence."""
    return {
        "kind": KINDS[cause.kind],
        "share": "" if cause.share is None else percent(cause.share),
        "actor": cause.actor,
        "policy": cause.policy,
        "since": cause.since and cause.since.isoformat(),
        "until": cause.until and cause.until.isoformat(),
    }
