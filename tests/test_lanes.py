"""Work in lanes: each goes on by its own thread, and pieces come as from one."""

import sys
from collections.abc import Iterator
from threading import Barrier, Event, get_ident

import pytest

from tests.source_tree import REPOSITORY
from tradesim import ensemble, machine
from tradesim.lanes import in_turn, one_at_a_time
from tradesim.scenario import load

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


def test_pieces_come_in_the_order_of_one_lane() -> None:
    assert list(in_turn([iter([1, 4, 7]), iter([2, 5]), iter([3, 6])], Event())) == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_two_lanes_make_a_piece_at_the_same_time() -> None:
    meeting = Barrier(2, timeout=60)

    def lane(name: str) -> Iterator[str]:
        meeting.wait()  # broken unless the other comes, too
        yield name

    assert list(in_turn([lane("left"), lane("right")], Event())) == ["left", "right"]


def test_a_lane_waits_until_its_piece_was_looked_at() -> None:
    made = list[int]()

    def lane(first: int) -> Iterator[int]:
        for piece in range(first, 8, 2):
            made.append(piece)
            yield piece

    for piece in in_turn([lane(0), lane(1)], Event()):
        assert max(made) < piece + 2


def test_a_single_lane_takes_no_thread() -> None:
    assert list(in_turn([(get_ident() for _ in range(2))], Event())) == [get_ident()] * 2


def test_what_goes_wrong_in_a_lane_is_raised_in_its_turn() -> None:
    def lane() -> Iterator[int]:
        yield 1
        raise ValueError("the second piece")

    pieces = in_turn([lane(), iter([2, 4])], Event())
    assert [next(pieces), next(pieces)] == [1, 2]
    with pytest.raises(ValueError, match="the second piece"):
        next(pieces)


def test_threads_call_one_at_a_time() -> None:
    inside, most = 0, 0

    def call() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        inside -= 1

    stop = Event()
    guarded = one_at_a_time(call, stop)

    def lane() -> Iterator[int]:
        for piece in range(200):
            guarded()
            yield piece

    assert len(list(in_turn([lane(), lane()], stop))) == 400
    assert most == 1


def test_other_lanes_stop_when_no_further_piece_is_wanted() -> None:
    stop, begun, went_on = Event(), Event(), list[int]()
    told = one_at_a_time(went_on.append, stop)

    def endless() -> Iterator[int]:
        begun.set()
        stop.wait(timeout=60)
        told(1)
        yield 2

    pieces = in_turn([iter([1]), endless()], stop)
    assert next(pieces) == 1
    assert begun.wait(timeout=60)
    pieces.close()
    assert not went_on


def test_the_other_block_stops_between_two_weeks_when_one_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, weeks = Event(), list[int]()
    monkeypatch.setattr(ensemble, "Event", lambda: stop)

    def progress(runs: int) -> None:
        """Stop the block that lives a week first; hold the other's first until it is told."""
        weeks.append(runs)
        if len(weeks) == 1:
            raise KeyboardInterrupt
        if len(weeks) == 2:
            stop.wait(timeout=60)

    blocks = ensemble.Ensemble(load(WORLD), [0, 1], block=1, threads=2)
    with pytest.raises(KeyboardInterrupt):
        list(blocks.recordings(progress))
    assert len(weeks) <= 2


@pytest.mark.parametrize(
    ("locked", "cores", "blocks"), [(True, 8, 1), (False, 8, 2), (False, 1, 1)]
)
def test_blocks_stand_beside_each_other_only_without_the_lock_and_on_two_cores(
    monkeypatch: pytest.MonkeyPatch, *, locked: bool, cores: int, blocks: int
) -> None:
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: locked, raising=False)
    monkeypatch.setattr(machine, "core_count", lambda: cores)
    assert machine.blocks_at_once() == blocks
