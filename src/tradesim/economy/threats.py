"""What buyers fear, as time passes: notice runs out, interruptions begin, go on and end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tradesim.arrays import Flags, Floats
from tradesim.policies.effects import BAN, ENDLESS, FREE, Effect
from tradesim.world.threats import HERE
from tradesim.world.world import World

TINY = 1e-300
"""Keeps a division by nothing finite."""


def count_down(world: World) -> None:
    """Let a week of notice pass, and a week of the interruptions that have begun.

    When its notice is over, what was feared ahead is feared from then on, and counted down; what
    has no end, a ban above all, stays as long as it stands.
    """
    threat = world.threat
    if not len(threat.link):
        return
    if threat.stop.any():
        np.maximum(threat.stop - 1.0, 0.0, out=threat.stop)
    if not threat.ahead.any():
        return
    np.maximum(threat.lag - 1.0, 0.0, out=threat.lag)
    np.maximum(threat.notice - 1.0, 0.0, out=threat.notice)
    begins = threat.notice <= 0.0
    np.copyto(threat.stop, np.maximum(threat.stop, threat.ahead), where=begins)
    threat.ahead *= ~begins
    threat.lag *= ~begins


def standing_wait(world: World) -> Floats:
    """Return the wait that what binds a threatened link imposes, weeks, shape (threat, run).

    ``review_weeks / approval_odds + dispatch_weeks`` under licence, the mean time to a grant;
    endless under a ban or a blockade; none where trade is free.
    """
    link, licence, control = world.link, world.licence, world.control
    wait = np.where(link.blocked > 0.0, ENDLESS, 0.0)
    if len(licence.link):
        odds = np.take_along_axis(control.approval_odds, licence.control, axis=0)
        review = np.minimum(licence.review_weeks / np.maximum(odds, TINY), ENDLESS)
        review += world.behaviour.dispatch_weeks
        licensed = np.where(licence.level < BAN, review, ENDLESS) * (licence.level > FREE)
        wait[licence.link] = np.maximum(wait[licence.link], licensed)
    return wait.take(world.threat.link, axis=0)


def relieve(world: World, before: Floats) -> None:
    """Fear no more of what binds than its wait, where that has become shorter.

    What is announced and does not bind yet is feared as it was.

    Args:
        world: The world.
        before: The standing waits before something changed, shape (threat, run).
    """
    after, threat = standing_wait(world), world.threat
    np.copyto(threat.stop, np.minimum(threat.stop, after), where=after < before)
    threat.freed |= (before > 0.0) & (after <= 0.0)


def tell_notice(world: World, row: int, runs: Flags) -> None:
    """Tell buyers how long it is until a lever that was pulled binds; nothing where it does.

    Args:
        world: The world.
        row: The lever.
        runs: Where it is pulled, shape (1, run).
    """
    tell_of(world, world.chancery.news[row], _weeks_to_go(world, row), runs)


def tell_of(world: World, news: Sequence[Effect], weeks: Floats, runs: Flags) -> None:
    """Tell buyers how long it is until what they have just heard of binds.

    Args:
        world: The world.
        news: What they heard.
        weeks: Weeks until it binds, shape (1, run).
        runs: Where they heard it, shape (1, run).
    """
    near = world.link.announced_near
    for effect in news:
        if effect.array == HERE:
            known = near[effect.rows]
            near[effect.rows] = np.where(runs, np.maximum(known, ENDLESS - weeks), known)


def call_back(world: World, row: int, runs: Flags) -> None:
    """Forget what was announced of a lever whose procedure is reversed before it binds.

    What was announced of other levers that are on their way is feared still.

    Args:
        world: The world.
        row: The lever.
        runs: Where it is reversed, shape (1, run).
    """
    threat, lever = world.threat, world.lever
    reversed_ = runs & (lever.holds[row : row + 1] == 0)
    own = np.isin(threat.link, world.chancery.told_of[row]).reshape(-1, 1) & reversed_
    threat.ahead *= ~own
    threat.notice *= ~own
    for other, news in enumerate(world.chancery.news):
        on_its_way = (lever.wanted[other] == 1) & (lever.holds[other] == 0)
        for effect in news:
            if effect.array == HERE and on_its_way.any():
                still = np.isin(threat.link, effect.rows).reshape(-1, 1) & own & on_its_way
                feared = np.minimum(effect.value, ENDLESS) + world.behaviour.dispatch_weeks
                np.copyto(threat.ahead, np.maximum(threat.ahead, feared), where=still)
                weeks = _weeks_to_go(world, other)
                nearest = np.where(threat.notice > 0.0, np.minimum(threat.notice, weeks), weeks)
                np.copyto(threat.notice, nearest, where=still)


def _weeks_to_go(world: World, row: int) -> Floats:
    """Return the weeks until a pulled lever binds, 0 where it does, shape (1, run)."""
    lever = world.lever
    left = np.maximum(lever.due_week[row : row + 1] - world.week, 0)
    weeks: Floats = left * (lever.holds[row : row + 1] == 0).astype(np.float64)
    return weeks
