"""A customer asks its suppliers to leave Taiwan: who moves, and what it buys in a blockade."""

import numpy as np
import pytest

from tests.episodes.runs import arrivals, in_most, lost, recording
from tradesim.docking import dock
from tradesim.measures.recording import Recording
from tradesim.scenario import load
from tradesim.world.log import Kind

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

NAME, OPERATOR = "taiwan_relocation", "Satellite operator"
SPAN = ("2027-01-04", "2028-12-25")


@pytest.fixture(scope="module")
def asked() -> Recording:
    return recording(NAME, runs=20)


@pytest.fixture(scope="module")
def unasked() -> Recording:
    return recording(NAME, "no_request", runs=20)


def answers(run: Recording, kind: Kind) -> dict[str, float]:
    """Return the share of runs in which each plant gives an answer."""
    moves = [move.plant for _, move in run.layout.moves]
    given = run.events[run.events[:, 1] == kind]
    count = len(run.replicates)
    return {plant: float((given[:, 2] == row).sum()) / count for row, plant in enumerate(moves)}


def test_who_lives_on_the_customer_moves_and_who_does_not_stays(asked: Recording) -> None:
    agreed = answers(asked, Kind.RELOCATION_AGREED)
    assert agreed["WNC Taiwan"] > 0.8
    assert agreed["UMT Taiwan"] > 0.8
    assert agreed["Chin-Poon Taiwan"] < 0.2


def test_the_move_halves_what_a_blockade_costs(asked: Recording, unasked: Recording) -> None:
    assert in_most(lost(asked, OPERATOR, *SPAN) < 0.7 * lost(unasked, OPERATOR, *SPAN))


def test_the_plant_that_stayed_still_binds(asked: Recording) -> None:
    all_move = recording(NAME, "all_move", runs=20)
    assert in_most(lost(asked, OPERATOR, *SPAN) > 0.03)
    assert np.median(lost(all_move, OPERATOR, *SPAN)) < 0.02


def test_before_the_plants_stand_the_request_buys_nothing() -> None:
    early = recording(NAME, "early_blockade")
    none = recording(NAME)
    span = ("2025-06-02", "2026-12-28")
    assert in_most(lost(early, OPERATOR, *span) > 0.05)
    assert in_most(lost(none, OPERATOR, *span) < 0.005)


def test_without_a_blockade_it_only_shifts_trade() -> None:
    calm, neither = recording(NAME, "no_blockade"), recording(NAME, "neither")
    assert in_most(lost(calm, OPERATOR, *SPAN) < 0.01)
    kit = [arrivals(run, "WNC Taiwan", "USA", *SPAN) for run in (calm, neither)]
    assert in_most(kit[0] < 0.8 * kit[1])


def test_it_docks() -> None:
    assert dock(load(NAME), [0]).bit_equal
