"""What buyers come to believe: alarm for each need, distrust and reliability for each source.

Two beliefs, because one cannot give both a rush that fades in months and a loss of trust that
lasts for years. Alarm is the interruption feared; distrust is what is held against a source.
"""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.anticipation import (
    excuse_waits,
    fear_interruptions,
    remember_waits,
    spare_the_held,
)
from tradesim.behaviour.desk import PurchasingDesk


def hear_announcements(desk: PurchasingDesk) -> None:
    """Let announced controls raise alarm and distrust, then forget the announcement.

    A control counts by the delay it threatens, ``review / odds of approval`` over
    ``feared_review_weeks``, at most 1, times the share of the trade that it covers; a ban counts
    in full.
    Alarm moves towards 1 by the exposure: the sourcing shares of the links announced, goods of
    the same pair of countries that are not controlled counting for ``alarm_spillover``. Distrust
    of each link moves towards 1 by ``distrust_on_announcement``, with ``distrust_spillover``.
    """
    link, need, behaviour = desk.link, desk.need, desk.behaviour
    here = np.minimum(link.announced_here / behaviour.feared_review_weeks, 1.0)
    here *= link.announced_share
    nearby = np.minimum(link.announced_nearby / behaviour.feared_review_weeks, 1.0)
    feared = np.maximum(here, behaviour.alarm_spillover * nearby)
    need.alarm += (1.0 - need.alarm) * desk.links_of_need.total(link.share * feared)
    blamed = np.maximum(here, behaviour.distrust_spillover * nearby)
    link.distrust += (1.0 - link.distrust) * (behaviour.distrust_on_announcement * blamed)
    fear_interruptions(desk)
    link.announced_here[...] = 0.0
    link.announced_nearby[...] = 0.0


def learn_from_deliveries(desk: PurchasingDesk) -> None:
    """Update reliability, distrust and alarm from what was delivered of what was ordered.

    ``fill = shipped / (shipped + outstanding)``; reliability is its exponential mean, distrust
    decays and rises with failure and with the weeks under control, alarm decays and rises with
    the share-weighted failure. A wait that was expected and is covered by stock is no failure.
    """
    link, need, behaviour = desk.link, desk.need, desk.behaviour
    backlog = link.shipped + link.outstanding
    asked = backlog > 0.0
    np.copyto(backlog, np.inf, where=~asked)  # of what nobody asked for, nothing failed
    failure = np.divide(link.outstanding, backlog, out=backlog)
    excuse_waits(desk, failure)
    remember_waits(desk)
    surprise = 1.0 - failure
    surprise -= link.reliability
    surprise *= asked
    surprise *= behaviour.reliability_smoothing
    link.reliability += surprise
    rise = behaviour.distrust_per_failure * failure
    spare_the_held(desk, rise)
    rise += link.control_pressure
    rise *= 1.0 - link.distrust
    link.distrust *= behaviour.distrust_kept
    link.distrust += rise
    failure *= link.share
    failed = desk.links_of_need.total(failure)
    fright = behaviour.alarm_per_failure * failed * (1.0 - need.alarm)
    need.alarm *= behaviour.alarm_kept
    need.alarm += fright
