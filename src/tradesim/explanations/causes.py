"""The causes of a shortage as a tree: sources that delivered less, and why each of them did."""

from __future__ import annotations

from tradesim.explanations.delivery import why_less
from tradesim.explanations.explanation import Cause
from tradesim.explanations.holds import demand_shocks_on
from tradesim.explanations.one_run import OneRun, ends_of
from tradesim.explanations.rundown import Rundown, run_down
from tradesim.explanations.shortage import binding_need
from tradesim.explanations.tally import Reason, Span, Tally
from tradesim.explanations.wording import amount, sentence
from tradesim.wording.causes import LOST, NO_SHOCK, NO_SHOCK_OR_CUSTOMER, SHOCK, SHORT_BEFORE
from tradesim.wording.said import said

LEAST_SHARE = 0.005
"""Causes of less than this share are left out; a note says how much they make together."""

DEEPEST = 3
"""How many tiers upstream the chain is followed."""


def causes_of(run: OneRun, fall: Rundown, tier: int = 0, part: float = 1.0) -> tuple[Cause, ...]:
    """Return what a stock's fall came of, the largest cause first.

    Args:
        run: The records.
        fall: The fall.
        tier: How many tiers upstream of what is asked about.
        part: Share of the whole that the fall accounts for.
    """
    if fall.total <= 0.0:
        return ()
    found = [
        _supplier(run, fall, link, tier, part * less / fall.total)
        for link, less in fall.less.items()
        if less > 0.0
    ]
    found += _of_the_buyer(run, fall, part)
    kept = [cause for cause in found if (cause.share or 0.0) >= LEAST_SHARE * part]
    return tuple(sorted(kept, key=lambda cause: -(cause.share or 0.0)))


def _supplier(run: OneRun, fall: Rundown, link: int, tier: int, share: float) -> Cause:
    plant, _ = ends_of(run, link)
    item = run.layout.need_rows[fall.need].need.item
    usual, less = fall.usual_deliveries[link], fall.less[link]
    weeks = fall.last - fall.first
    got = usual - less / weeks
    text = said(
        "{plant} delivered {less} less than before, {got} a week instead of {usual}.",
        plant=plant,
        less=amount(run, item, less),
        got=amount(run, item, got),
        usual=amount(run, item, usual),
    )
    causes = reasons(run, link, why_less(run, fall, link), share, tier)
    if not causes:
        early = said("It left before the first week that is recorded.")
        causes = (Cause("unknown", early, share),)
    since, until = run.monday(fall.first + 1), run.monday(fall.last)
    return Cause("supplier", text, share, "", plant, since, until, causes)


def reasons(run: OneRun, link: int, tally: Tally, share: float, tier: int) -> tuple[Cause, ...]:
    """Return the reasons of a tally as causes, with a share of the whole to divide."""
    return tuple(
        _reason(run, link, (reason, span), share * part, tier)
        for reason, span, part in tally.parts()
        if part >= LEAST_SHARE
    )


def _reason(run: OneRun, link: int, found: tuple[Reason, Span], share: float, tier: int) -> Cause:
    reason, span = found
    plant, _ = ends_of(run, link)
    upstream: tuple[Cause, ...] = ()
    if reason.kind == "inputs" and tier < DEEPEST:
        upstream = _upstream(run, link, span.worst, tier + 1, share)
    return Cause(
        reason.kind,
        sentence(run, link, reason, span),
        share,
        "; ".join(reason.policies),
        plant,
        run.monday(span.first if reason.since is None else reason.since),
        run.monday(span.last),
        upstream,
    )


def _upstream(run: OneRun, link: int, week: int, tier: int, share: float) -> tuple[Cause, ...]:
    """Return why a plant lacked an input of its own in a week."""
    layout = run.layout
    plant = layout.link_rows[link].supplier
    need = binding_need(run, len(layout.final_buyers) + layout.processors.index(plant), week)
    if need is None:
        return ()
    return causes_of(run, run_down(run, need, week), tier, share)


def _of_the_buyer(run: OneRun, fall: Rundown, part: float) -> list[Cause]:
    """Return the terms that are no supplier's: use, loss, and what was amiss before."""
    layout = run.layout
    row = layout.need_rows[fall.need]
    item, buyer = row.need.item, layout.buyer_names[row.buyer]
    since, until = run.monday(fall.first + 1), run.monday(fall.last)
    shocks = demand_shocks_on(run, row.buyer, fall.first + 1, fall.last)
    names = "; ".join(shock.name for shock in shocks)
    needed, lost, before = (
        amount(run, item, term) for term in (fall.more_needed, fall.more_lost, fall.before)
    )
    if names:
        more = SHOCK
    elif row.buyer < len(layout.final_buyers):
        more = NO_SHOCK
    else:
        more = NO_SHOCK_OR_CUSTOMER
    terms = {
        "demand": (fall.more_needed, said(more, buyer=buyer, amount=needed, shocks=names)),
        "loss": (fall.more_lost, said(LOST, buyer=buyer, amount=lost)),
        "before": (fall.before, said(SHORT_BEFORE, amount=before)),
    }
    return [
        Cause(kind, text, part * term / fall.total, names if kind == "demand" else "", buyer,
              since, until)
        for kind, (term, text) in terms.items()
        if term > 0.0
    ]  # fmt: skip
