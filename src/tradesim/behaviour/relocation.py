"""Whether a plant that is asked to produce elsewhere agrees."""

from __future__ import annotations

import numpy as np

from tradesim.behaviour.desk import SalesDesk
from tradesim.world.engagements import AGREED, ASKED, DECLINED


def consider_requests(desk: SalesDesk) -> None:
    """Agree to move where the requester's part of the orders reaches the hurdle.

    ``exposure >= moving cost + reluctance``, all as shares of the plant's sales: what it would
    lose with the customer against what moving costs it for good.
    """
    move = desk.move
    if not len(move.plant):
        return
    asked = move.answer == ASKED
    answer = np.where(move.exposure >= move.hurdle, AGREED, DECLINED)
    move.answer[...] = np.where(asked, answer, move.answer)
