"""A country that is asked about: which of its buyers and plants was hit, the worst explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradesim.explanations.asking import Question
from tradesim.explanations.explanation import Explanation
from tradesim.explanations.one_run import OneRun
from tradesim.explanations.plants import behind_share
from tradesim.explanations.shortage import output_lost
from tradesim.wording.lists import some
from tradesim.wording.numbers import percent

MOST = 5
"""Actors that are named beside the one that is explained."""


def of_country(run: OneRun, asked: Question, found: Sequence[Explanation]) -> Explanation:
    """Return the explanation of the actor hit hardest, with what befell the others.

    Buyers go by output lost, then plants by the share of orders they left unfilled.

    Args:
        run: The run.
        asked: The country, with its actors.
        found: The explanation of each actor.
    """
    hits = {member.name: _hit(run, member) for member in asked.members}
    worst = max(found, key=lambda each: (each.short, *hits[each.actor]))
    others = [each for each in found if each.short and each is not worst]
    others.sort(key=lambda each: hits[each.actor], reverse=True)
    said = f"Buyers and plants in {asked.name}: {len(found)}"
    if not worst.short:
        week = run.day(asked.week)
        note = f"{said}; none of them was short or behind its orders in the week of {week}."
        return replace(worst, notes=(note, *worst.notes))
    told = [f"{each.actor} ({_told(hits[each.actor])})" for each in others]
    rest = f"; besides {some(told, MOST)}" if told else "; no other was short or behind"
    note = f"{said}. Hit hardest: {worst.actor} ({_told(hits[worst.actor])}){rest}."
    return replace(worst, notes=(note, *worst.notes))


def _hit(run: OneRun, member: Question) -> tuple[float, float]:
    """Return the share of output that an actor lost, and of its orders that it left unfilled."""
    lost = 0.0 if member.buyer is None else float(output_lost(run, member.buyer)[member.week])
    behind = 0.0 if member.plant is None else float(behind_share(run, member.plant)[member.week])
    return lost, behind


def _told(hit: tuple[float, float]) -> str:
    lost, behind = hit
    told = f"{percent(lost)} of output lost" if lost else f"{percent(behind)} of orders unfilled"
    return f"{told} that week"
