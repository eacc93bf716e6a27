"""Why a plant was behind its orders in a week."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.explanations.asking import Question
from tradesim.explanations.causes import reasons
from tradesim.explanations.delivery import why_held, why_not_made
from tradesim.explanations.explanation import Cause, Explanation
from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.explanations.shortage import nearest_spells
from tradesim.explanations.tally import Tally
from tradesim.explanations.wording import amount
from tradesim.wording.numbers import percent
from tradesim.wording.said import said

BEHIND = 0.01
"""Unfilled orders over those of the week from which a plant is behind."""


def behind_share(run: OneRun, plant: int) -> Floats:
    """Return the share of a plant's orders that were unfilled, shape (week,).

    ``unfilled / (unfilled + shipped)``; where the arrival lies past the end, shipments are those
    of the last week that is known.
    """
    unfilled, shipped = np.zeros(run.weeks), np.zeros(run.weeks)
    for link in links_from(run, plant):
        unfilled += run.panels["unfilled"][:, link]
        lead = int(run.lead[link])
        arrivals = run.panels["deliveries"][:, link]
        shipped += np.concatenate(
            [arrivals[lead:], np.repeat(arrivals[-1:], min(lead, run.weeks))]
        )[: run.weeks]
    asked = unfilled + shipped
    return np.divide(unfilled, asked, out=np.zeros_like(asked), where=asked > 0.0)


def is_behind(run: OneRun, plant: int, week: int) -> bool:
    """Say whether a plant left more than a rounding of its orders unfilled in a week."""
    return bool(behind_share(run, plant)[week] > BEHIND)


def links_from(run: OneRun, plant: int) -> list[int]:
    """Return the rows of the links of a plant."""
    return [row for row, link in enumerate(run.layout.link_rows) if link.supplier == plant]


def explain_plant(run: OneRun, asked: Question) -> Explanation:
    """Return why a plant was behind its orders in a week, or that it was not."""
    plant, week = asked.plant or 0, asked.week
    item = run.layout.suppliers[plant].item
    share, monday = behind_share(run, plant), run.monday(week)
    if share[week] <= BEHIND:
        return _not_behind(run, asked, item, share)
    unfilled = {link: float(run.panels["unfilled"][week, link]) for link in links_from(run, plant)}
    total = sum(unfilled.values())
    causes = tuple(
        _buyer(run, link, week, (quantity, quantity / total))
        for link, quantity in sorted(unfilled.items(), key=lambda pair: -pair[1])
        if quantity > 0.005 * total
    )
    headline = said(
        "{plant} left {amount} of orders for {item} unfilled in the week of {day}: {share} of what "
        "was on order.",
        plant=asked.name,
        amount=amount(run, item, total),
        item=run.named(item),
        day=run.day(week),
        share=percent(float(share[week])),
    )
    whole = amount(run, item, total)
    note = said("Shares are parts of the {amount} that had not left.", amount=whole)
    return Explanation(
        asked.name, item, monday, run.replicate, short=True, headline=headline, causes=causes,
        notes=(note,),
    )  # fmt: skip


def _buyer(run: OneRun, link: int, week: int, waiting: tuple[float, float]) -> Cause:
    """Return why the orders of one buyer had not left."""
    quantity, share = waiting
    _, buyer = ends_of(run, link)
    item = run.layout.need_rows[run.layout.link_rows[link].need].need.item
    held = min(float(run.panels["held"][week, link]), quantity)
    tally = Tally()
    if held > 0.0:
        tally.add(week, held, why_held(run, link, week))
    if quantity > held:
        tally.add(week, quantity - held, why_not_made(run, link, week))
    causes = reasons(run, link, tally, share, tier=0)
    text = said("{amount} were for {buyer}.", amount=amount(run, item, quantity), buyer=buyer)
    day = run.monday(week)
    return Cause("supplier", text, share, "", buyer, day, day, causes)


def _not_behind(run: OneRun, asked: Question, item: str, share: Floats) -> Explanation:
    """Say that a plant delivered what was ordered, how much that was, and when it was behind."""
    plant, week = asked.plant or 0, asked.week
    links = links_from(run, plant)
    shipped = sum(run.shipped(link, week) for link in links)
    usual = float(run.panels["deliveries"][0, links].sum())
    headline = f"{asked.name} delivered all that was ordered of it in the week of {run.day(week)}"
    if np.isfinite(shipped):
        told = f": {amount(run, item, shipped)} of {run.named(item)}"
        told += f", {percent(shipped / usual)} of what it ships at the start" if usual else ""
        headline += told
    nearest = nearest_spells(run, share > BEHIND, week, "behind")
    return Explanation(
        asked.name, item, run.monday(week), run.replicate, short=False, headline=headline + ".",
        notes=(nearest,),
    )  # fmt: skip
