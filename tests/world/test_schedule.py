"""When effects are due."""

import numpy as np

from tradesim.policies.effects import NEVER, Effect, column
from tradesim.world.build import schedule


def effect(*weeks: int) -> Effect:
    return Effect(np.array(weeks), "control.level", np.array([0]), "set", column(1))


def test_an_effect_is_due_in_its_week_and_one_after_the_end_never() -> None:
    due = schedule([effect(3), effect(10), effect(NEVER)], 10)
    assert list(due) == [3]
    assert due[3][0][1] is None


def test_what_was_due_before_the_start_is_due_in_the_first_week() -> None:
    assert list(schedule([effect(-20)], 10)) == [0]


def test_an_effect_may_be_due_in_another_week_in_each_run() -> None:
    due = schedule([effect(3, 5, 3, NEVER)], 10)
    flags = {week: pairs[0][1] for week, pairs in due.items()}
    assert {week: runs.tolist() for week, runs in flags.items() if runs is not None} == {
        3: [[True, False, True, False]],
        5: [[False, True, False, False]],
    }


def test_effects_of_one_week_keep_the_order_of_the_file() -> None:
    first, second = effect(4), effect(4)
    assert [pair[0] for pair in schedule([first, second], 10)[4]] == [first, second]
