"""How buyers prepare for an interruption that is announced: how long, how much, how fast.

Firms that hear of a barrier before it binds order ahead of it, the more the longer the barrier
will hold them up and the longer the notice (Alessandria, Kaboski & Midrigan 2010; Khan &
Khederlarian 2021), and stock is what protects against an interruption of known length (Tomlin
2006). Orders need time to be placed and made, and a source has a most that it can ship.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Flags, Floats
from tradesim.behaviour.desk import PurchasingDesk
from tradesim.policies.effects import ENDLESS


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a buyer expects of the sources under threat.

    Attributes:
        exposure: Use that would have come from them while they are held up, weeks, (need, run).
        warned: Where something is announced and does not bind yet, shape (need, run).
    """

    exposure: Floats
    warned: Flags


def fear_interruptions(desk: PurchasingDesk) -> None:
    """Take note of how long each link announced will be held up, and from when.

    ``interruption = told + dispatch_weeks``: what is ordered of a source under review leaves that
    long after its licence. Of several announcements, the longest interruption and the nearest
    date count. The first order on the news can be shipped ``dispatch_weeks`` after it.
    """
    threat, link, behaviour = desk.threat, desk.link, desk.behaviour
    if not len(threat.link):
        return
    told = link.announced_here.take(desk.threatened, axis=0)
    notice = ENDLESS - link.announced_near.take(desk.threatened, axis=0)
    heard, feared = told > 0.0, np.minimum(told, ENDLESS) + behaviour.dispatch_weeks
    binding, coming = heard & (notice <= 0.0), heard & (notice > 0.0)
    fresh = coming & (threat.ahead <= 0.0)
    threat.lag[...] = np.where(fresh, behaviour.dispatch_weeks, threat.lag)
    threat.stop[...] = np.where(binding, np.maximum(threat.stop, feared), threat.stop)
    threat.ahead[...] = np.where(coming, np.maximum(threat.ahead, feared), threat.ahead)
    nearest = np.where(threat.notice > 0.0, np.minimum(threat.notice, notice), notice)
    threat.notice[...] = np.where(coming, nearest, threat.notice)
    link.announced_near[...] = 0.0


def expected_interruption(desk: PurchasingDesk, feared: Floats) -> Floats:
    """Return ``min(feared, feared_review_weeks + dispatch_weeks)``, weeks, shape (threat, run).

    What is longer than the longest review that buyers tell apart, a ban above all, counts as that.
    """
    behaviour = desk.behaviour
    return np.minimum(feared, behaviour.feared_review_weeks + behaviour.dispatch_weeks)


def outlook(desk: PurchasingDesk) -> Outlook | None:
    """Return what is expected of the sources under threat; None where nothing is feared."""
    threat, behaviour = desk.threat, desk.behaviour
    feared = np.maximum(threat.ahead, threat.stop)
    if not feared.any():
        return None
    share = desk.link.share.take(desk.threatened, axis=0)
    covered = desk.link.announced_share.take(desk.threatened, axis=0)
    lost = share * covered * expected_interruption(desk, feared)
    coming = share * (threat.ahead > 0.0)
    return Outlook(
        exposure=behaviour.anticipation * desk.need_of_threat.total(lost),
        warned=(desk.need_of_threat.total(coming) > 0.0) & (behaviour.anticipation > 0.0),
    )


def order_ahead(desk: PurchasingDesk, wanted: Floats) -> None:
    """Add to the orders what is wanted above base cover, from the threatened sources alone.

    Evenly over the notice that is left, in proportion to sourcing shares, once the first orders
    on the news can be shipped: ``wanted * share / sum(share) / notice``; no source is asked for
    more than ``surge`` times its usual flow, ``share * rate``.

    Args:
        desk: The buyer's rows.
        wanted: Quantity above base cover that is still missing, shape (need, run); nothing, or
            less, where nothing is announced.
    """
    threat, link, behaviour = desk.threat, desk.link, desk.behaviour
    share = link.share.take(desk.threatened, axis=0)
    share *= (threat.ahead > 0.0) & (threat.lag <= 0.0)
    whole = desk.need_of_threat.total(share)
    part = np.divide(np.maximum(wanted, 0.0), whole, out=np.zeros_like(whole), where=whole > 0.0)
    extra = desk.need_of_threat.spread(part) / np.maximum(threat.notice, 1.0)
    most = desk.need_of_threat.spread(desk.need.rate) * (behaviour.surge - 1.0)
    link.placed[desk.threatened] += share * np.minimum(extra, most)


def excuse_waits(desk: PurchasingDesk, failure: Floats) -> None:
    """Do not count as failure a wait that was expected and that stock covers.

    ``failure *= 1 - covered_wait * min(1, stock above base cover / sum(share * rate * E))`` on
    the links that are held up, while the interruption expected of them, E, is not over.

    Args:
        desk: The buyer's rows.
        failure: Part of what was asked for that did not come, shape (link, run); changed in place.
    """
    threat, need = desk.threat, desk.need
    if not threat.stop.any():
        return
    held_up = expected_interruption(desk, threat.stop)
    held_up *= desk.link.share.take(desk.threatened, axis=0)
    asked = desk.need_of_threat.total(held_up) * need.rate
    laid_in = np.maximum(need.stock - need.base_cover * need.rate, 0.0)
    covered = np.divide(laid_in, asked, out=np.zeros_like(asked), where=asked > 0.0)
    np.minimum(covered, 1.0, out=covered)
    bare = 1.0 - desk.behaviour.covered_wait * desk.need_of_threat.spread(covered)
    failure[desk.threatened] *= np.where(threat.stop > 0.0, bare, 1.0)


def spare_the_held(desk: PurchasingDesk, blame: Floats) -> None:
    """Hold against a source what it did not deliver, and of what was held from it a part.

    What a control, a quota or a blockade keeps from leaving, ``outstanding + shipped - wanted``,
    counts at ``queue_blame``; what the plant could have sent and did not, in full.

    Args:
        desk: The buyer's rows.
        blame: What is held against each source, shape (link, run); changed in place.
    """
    spared = 1.0 - desk.behaviour.queue_blame
    if not len(desk.threat.link) or not spared.any():
        return
    link, rows = desk.link, desk.threatened
    waiting = link.outstanding.take(rows, axis=0)
    held = waiting + link.shipped.take(rows, axis=0) - link.wanted.take(rows, axis=0)
    part = np.divide(held, waiting, out=np.zeros_like(waiting), where=waiting > 0.0)
    blame[rows] *= 1.0 - spared * np.clip(part, 0.0, 1.0)


def forgive(desk: PurchasingDesk) -> None:
    """Lay down a part of the distrust of a source in the week in which it is free again.

    ``D *= 1 - forgiveness``: what a government did is held against the source for as long as it
    stands; how the source itself failed is forgotten slowly, as ever.
    """
    threat, link = desk.threat, desk.link
    if not len(threat.link) or not threat.freed.any():
        return
    kept = 1.0 - desk.behaviour.forgiveness * threat.freed
    link.distrust[desk.threatened] *= kept
    threat.freed[...] = False


def remember_waits(desk: PurchasingDesk) -> None:
    """Remember how late what was ordered of the sources under threat has been, mean and square.

    ``d = sum(outstanding) / rate``, weeks of use; both are exponential means over
    ``experience_weeks``.
    """
    threat, need, behaviour = desk.threat, desk.need, desk.behaviour
    if not len(threat.link) or not behaviour.safety_factor.any():
        return
    waiting = desk.need_of_threat.total(desk.link.outstanding.take(desk.threatened, axis=0))
    late = np.divide(waiting, need.rate, out=np.zeros_like(waiting), where=need.rate > 0.0)
    need.late_weeks += (late - need.late_weeks) / behaviour.experience_weeks
    need.late_square += (late * late - need.late_square) / behaviour.experience_weeks
