"""Whether a plant that is asked to move agrees, at and about the hurdle."""

from types import SimpleNamespace

import numpy as np

from tradesim.behaviour.relocation import consider_requests
from tradesim.world.engagements import AGREED, ASKED, DECLINED, MOVING


def test_a_plant_agrees_from_the_hurdle_on_and_only_where_it_is_asked() -> None:
    move = SimpleNamespace(
        plant=np.array([0, 1, 2, 3]),
        answer=np.array([[ASKED], [ASKED], [ASKED], [MOVING]]),
        exposure=np.array([[0.3], [0.2], [0.1], [0.0]]),
        hurdle=np.full((4, 1), 0.2),
    )
    consider_requests(SimpleNamespace(move=move))  # type: ignore[arg-type]
    assert move.answer.ravel().tolist() == [AGREED, AGREED, DECLINED, MOVING]


def test_where_nobody_is_asked_nothing_is_answered() -> None:
    consider_requests(SimpleNamespace(move=SimpleNamespace(plant=np.zeros(0))))  # type: ignore[arg-type]
