"""Answering: why was this buyer short, or this plant behind its orders, in this week?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np

from tradesim.explanations.asking import Question, question
from tradesim.explanations.causes import LEAST_SHARE, causes_of
from tradesim.explanations.country import of_country
from tradesim.explanations.explanation import Explanation
from tradesim.explanations.late import came_late
from tradesim.explanations.one_run import OneRun, Source, each_run, one_run
from tradesim.explanations.plants import explain_plant, is_behind
from tradesim.explanations.rundown import ENOUGH, Rundown, run_down
from tradesim.explanations.shortage import binding_need, nearest_spells, output_lost
from tradesim.explanations.wording import amount
from tradesim.results.seal import check_seal
from tradesim.wording.numbers import percent
from tradesim.wording.said import said
from tradesim.world.shortage import LEAST_LOST

PARTS = (0.75, 0.5, 0.25, 0.05)
"""Parts of the full cover whose first week is told."""


def explain(
    source: Source | OneRun,
    actor: str,
    week: dt.date | str,
    item: str | None = None,
    replicate: int | None = None,
    *,
    trust: bool = False,
) -> Explanation:
    """Explain why a buyer was short, or a plant behind its orders, in a week.

    Args:
        source: A result, a recording, the folder of a run, or records of one run.
        actor: Name of the buyer or plant, or a country, by name or code: then that of its actors
            which lost most, and what befell the others.
        week: Any day of the week.
        item: Item that is asked about; whichever bound the actor most where absent.
        replicate: Number of the run; the first in which the actor was short where absent.
        trust: Whether the files of a folder are read whatever their seal says.

    Raises:
        SealError: Files of the folder are not as the run left them.
        ExplainError: There is no such actor, week, item or run.
    """
    if isinstance(source, str | Path):
        check_seal(Path(source), trust=trust)
    run = one_run(source, replicate)
    asked = question(run, actor, week, item)
    first = _answer(run, asked)
    if first.short or replicate is not None or isinstance(source, OneRun):
        return first
    others = (_answer(each, asked) for each in each_run(source))
    found = next((other for other in others if other.short), None)
    if found is None or asked.members:
        return found or first
    told = f"In replicate {first.replicate} it was not short; this is replicate {found.replicate}."
    return replace(found, notes=(told, *found.notes))


def _answer(run: OneRun, asked: Question) -> Explanation:
    """Return why a plant is behind its orders, or why a buyer is short: whichever it is.

    Of a country, why the one of its actors that was hit hardest is.
    """
    if asked.members:
        return of_country(run, asked, [_answer(run, member) for member in asked.members])
    if asked.plant is not None and asked.need is None:
        behind = is_behind(run, asked.plant, asked.week)
        if behind or asked.buyer is None or _need_short(run, asked) is None:
            return explain_plant(run, asked)
    need = _need_short(run, asked)
    return _not_short(run, asked) if need is None else _short(run, asked, need)


def _need_short(run: OneRun, asked: Question) -> int | None:
    """Return the row of the need that was short in the week, None where none was."""
    if asked.buyer is None:
        return None
    if asked.need is None:
        return binding_need(run, asked.buyer, asked.week)
    return asked.need if run.met[asked.week, asked.need] < 1.0 else None


def _short(run: OneRun, asked: Question, need: int) -> Explanation:
    row = run.layout.need_rows[need]
    item, met = row.need.item, float(run.met[asked.week, need])
    lost = float(output_lost(run, row.buyer)[asked.week])
    bound = binding_need(run, row.buyer, asked.week) == need
    cost = said("that cost {share} of output", share=percent(lost))
    headline = said(
        "{buyer} ran short of {item} in the week of {day}: stocks allowed {met} of what was "
        "needed; {cost}.",
        buyer=asked.name,
        item=run.named(item),
        day=run.day(asked.week),
        met=percent(met),
        cost=cost if bound else said("that did not limit output"),
    )
    return _with_causes(run, asked, (need, headline), short=True)


def _with_causes(
    run: OneRun, asked: Question, found: tuple[int, str], *, short: bool
) -> Explanation:
    need, headline = found
    fall = run_down(run, need, asked.week)
    item = run.layout.need_rows[need].need.item
    causes = causes_of(run, fall)
    return Explanation(
        asked.name,
        item,
        run.monday(asked.week),
        run.replicate,
        short,
        headline,
        _course(run, fall),
        causes,
        came_late(run, fall),
        _notes(run, fall, sum(cause.share or 0.0 for cause in causes)),
        run.named(item),
    )


def _course(run: OneRun, fall: Rundown) -> tuple[tuple[dt.date, float], ...]:
    """Return the weeks of cover when it was full, as it fell to parts of that, and at the end."""
    first = max(fall.first, 0)
    cover = np.nan_to_num(run.panels["cover"][first : fall.last + 1, fall.need])
    fallen = [np.flatnonzero(cover <= part * cover[0]) for part in PARTS]
    ends = {0, fall.last - first, *(int(weeks[0]) for weeks in fallen if len(weeks))}
    return tuple((run.monday(first + week), float(cover[week])) for week in sorted(ends))


def _notes(run: OneRun, fall: Rundown, told: float) -> tuple[str, ...]:
    item = run.layout.need_rows[fall.need].need.item
    low, end = fall.usual
    usual = said("'Before' is the scenario's baseline")
    if low < end:
        usual = said("'Before' is the mean of {span}", span=run.days(low, end - 1))
    shares = said(
        "{usual}; shares are parts of the {amount} that these causes took since {day}.",
        usual=usual,
        amount=amount(run, item, fall.total),
        day=run.day(fall.first + 1),
    )
    notes = [shares]
    if fall.offset > LEAST_SHARE * fall.total:
        made_up = amount(run, item, fall.offset)
        notes.append(said("Against them, {amount} were made up for elsewhere.", amount=made_up))
    if fall.total > 0.0 and told < 1.0 - LEAST_SHARE:
        notes.append(said("Smaller causes make up {share}.", share=percent(1.0 - told)))
    return tuple(notes)


def _not_short(run: OneRun, asked: Question) -> Explanation:
    """Say that a buyer was not short, and what came nearest; of an item asked for, why it fell."""
    buyer = asked.buyer or 0
    rows = [asked.need] if asked.need is not None else run.needs_of(buyer)
    tightest = min(rows, key=lambda row: _tightness(run, row, asked.week))
    row = run.layout.need_rows[tightest]
    cover = float(run.panels["cover"][asked.week, tightest])
    usual = run.number(row.need.base_cover_weeks)
    item = run.named(row.need.item)
    headline = (
        f"{asked.name} was not short of {item if asked.need is not None else 'anything'} "
        f"in the week of {run.day(asked.week)}; its tightest cover was {cover:.1f} weeks of "
        f"{item} ({usual:g} in ordinary times)."
    )
    nearest = (_nearest(run, asked),)
    if asked.need is not None and cover < ENOUGH * usual:
        found = _with_causes(run, asked, (tightest, headline), short=False)
        return replace(found, notes=(*found.notes, *nearest))
    day = run.monday(asked.week)
    return Explanation(
        asked.name, row.need.item, day, run.replicate, short=False, headline=headline, notes=nearest
    )


def _tightness(run: OneRun, row: int, week: int) -> float:
    usual = run.number(run.layout.need_rows[row].need.base_cover_weeks)
    return float(np.nan_to_num(run.panels["cover"][week, row], nan=np.inf)) / usual


def _nearest(run: OneRun, asked: Question) -> str:
    """Return the nearest weeks of shortage, as a sentence."""
    buyer = asked.buyer or 0
    short = output_lost(run, buyer) > LEAST_LOST
    if asked.need is not None:
        short = run.met[:, asked.need] < 1.0
    return nearest_spells(run, short, asked.week, "short")
