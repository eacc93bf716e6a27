"""Every word that an instrument takes is checked, or said to name nothing."""

import pytest

from tradesim.policies import INSTRUMENTS, SHOCKS
from tradesim.policies.base import Policy
from tradesim.policies.references import unstated


@pytest.mark.parametrize("kind", [*INSTRUMENTS, *SHOCKS], ids=lambda kind: kind.__name__)
def test_every_field_of_words_says_what_they_name(kind: type[Policy]) -> None:
    assert unstated(kind) == []


def test_a_field_of_words_that_does_not_say_so_is_found() -> None:
    class Rumour(Policy):
        spread_by: list[str]

    assert unstated(Rumour) == ["spread_by"]
