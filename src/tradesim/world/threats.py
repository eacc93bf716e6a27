"""The arrays of what buyers fear: a row for each sourcing link that some policy may interrupt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.policies.effects import ENDLESS, NEVER, Effect
from tradesim.world.allocate import zeros
from tradesim.world.layout import Layout
from tradesim.world.state import Group

ANNOUNCED = "link.announced"
"""How the names of the arrays begin by which buyers hear of something."""

HERE, NEAR = "link.announced_here", "link.announced_near"
"""What the buyers of a link are told, and how near it is."""


@dataclass(slots=True)
class Threats(Group):
    """One row for each link on which some policy of the scenario may be announced, by link."""

    link: Rows
    need: Rows
    notice: Floats  # weeks until what is announced binds, 0 once it does
    lag: Floats  # weeks until what was ordered on the news can be shipped
    ahead: Floats  # weeks of interruption feared from what does not bind yet
    stop: Floats  # weeks of interruption still feared from what binds
    freed: Flags  # what bound it has ended this week


def threats(layout: Layout, effects: Iterable[Effect], runs: int) -> Threats:
    """Return the links that announcements may reach, with nothing feared yet."""
    told = [effect.rows for effect in effects if effect.array == HERE]
    rows = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *told]))
    return Threats(
        link=rows,
        need=layout.links_of_need.group_of[rows],
        freed=np.zeros((len(rows), runs), dtype=bool),
        **zeros(len(rows), runs, "notice", "lag", "ahead", "stop"),
    )


def forewarned(effects: Sequence[Effect]) -> list[Effect]:
    """Return the effects of one policy, with how long before it binds its announcement comes.

    It binds in the week of the first of its effects that is no announcement; what has no other
    effect has happened when it is heard of.
    """
    told = [effect for effect in effects if effect.array == HERE]
    acts = [effect.week for effect in effects if not effect.array.startswith(ANNOUNCED)]
    if not told:
        return list(effects)
    binds = np.minimum.reduce(np.broadcast_arrays(*acts)) if acts else told[0].week
    warnings = [
        Effect(news.week, NEAR, news.rows, "raise", ENDLESS - notice(news.week, binds))
        for news in told
    ]
    return [*effects, *warnings]


def notice(news: Rows, binds: Rows) -> Floats:
    """Return the weeks from the news to the week it binds, shape (1, 1) or (1, run)."""
    heard = np.minimum(news, NEVER)
    weeks = np.clip((binds - heard).astype(np.float64), 0.0, ENDLESS)
    return np.where(heard < NEVER, weeks, 0.0).reshape(1, -1)
