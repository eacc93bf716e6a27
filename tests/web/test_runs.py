"""Runs for many visitors: who waits for what, in which order, and what is called off."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest

from tradesim.web.asking import Asked
from tradesim.web.kept import MEGABYTE, KeptAnswers
from tradesim.web.levers import Change, Positions
from tradesim.web.orders import MOST_RUNS
from tradesim.web.refusing import RefusedError
from tradesim.web.runs import FIRST_RUNS, PlayedSettings
from tradesim.web.workers import Playing, SettingBlock

FULL = 64


class Levers:
    """Levers of which the first leaves a policy out, and the second moves a number."""

    scenario = SimpleNamespace(happenings=())

    def change(self, positions: Positions) -> Change:
        return Change((f"policy {positions[0]}",), {"a.path": positions[1]})


class Held:
    """Workers that play nothing until they are told to."""

    def __init__(self, count: int = 1) -> None:
        self.count, self.generation = count, 0
        self.blocks: list[SettingBlock] = []
        self.coming: list[Playing] = []
        self.called_off: list[int] = []

    def play(self, block: SettingBlock) -> Playing:
        playing = Playing(Future(), len(self.blocks))
        playing.future.set_running_or_notify_cancel()
        self.blocks.append(block)
        self.coming.append(playing)
        return playing

    def call_off(self, playing: Playing) -> None:
        self.called_off.append(playing.ticket)

    async def finish(self, number: int) -> None:
        block = self.blocks[number]
        told = [f"{each} {block.replicates}".encode() for each in block.settings]
        self.coming[number].future.set_result([*told])
        await settled()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def made(count: int = 1) -> tuple[PlayedSettings, Held]:
    workers = Held(count)
    return PlayedSettings(Levers(), FULL, workers), workers  # type: ignore[arg-type]


def ask(
    runs: PlayedSettings, positions: Positions, visitor: str = "", **more: Any
) -> asyncio.Task[bytes]:
    wanted = frozenset([positions, *more.pop("wanted", ())])
    return asyncio.create_task(runs.run(Asked(positions, visitor, wanted=wanted, **more)))


def living(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(test)


def test_equal_requests_share_one_run() -> None:
    async def test() -> None:
        runs, workers = made()
        asked = [ask(runs, (0, 1), name) for name in ("ann", "bob", "", "")]
        await settled()
        await workers.finish(0)
        assert {await each for each in asked} == {b"(0, 1) 64"}
        assert await ask(runs, (0, 1), "eve") == b"(0, 1) 64"
        assert [block.settings for block in workers.blocks] == [((0, 1),)]

    living(test())


def test_waiting_settings_of_one_shape_are_played_in_one_block() -> None:
    async def test() -> None:
        runs, workers = made()
        tasks = [ask(runs, (9, 9))]
        await settled()
        tasks += [ask(runs, (0, move), f"v{move}") for move in range(5)]
        tasks += [ask(runs, (1, 0), "other")]
        await settled()
        await workers.finish(0)
        await workers.finish(1)
        await workers.finish(2)
        await workers.finish(3)
        settings = [block.settings for block in workers.blocks]
        four = tuple((0, move) for move in range(4))
        assert settings == [((9, 9),), four, ((0, 4),), ((1, 0),)]
        assert max(len(block.settings) for block in workers.blocks) * FULL <= MOST_RUNS
        assert [await task for task in tasks[1:3]] == [b"(0, 0) 64", b"(0, 1) 64"]
        await asyncio.gather(*tasks)

    living(test())


def test_something_newer_takes_the_place_of_what_a_visitor_wanted_before() -> None:
    async def test() -> None:
        runs, workers = made()
        old = ask(runs, (0, 0), "ann", move=1)
        await settled()
        new = ask(runs, (1, 0), "ann", move=2)
        await settled()
        with pytest.raises(RefusedError, match="newer") as told:
            await old
        assert told.value.status == 409
        assert workers.called_off == [0]
        late = ask(runs, (0, 5), "ann", move=1)
        with pytest.raises(RefusedError, match="newer"):
            await late
        await workers.finish(0)  # it came to its end before it could stop
        await workers.finish(1)
        assert await new == b"(1, 0) 64"
        assert len(workers.blocks) == 2

    living(test())


def test_what_waits_is_dropped_before_it_is_played_at_all() -> None:
    async def test() -> None:
        runs, workers = made()
        first = ask(runs, (9, 9))
        await settled()
        moves = [ask(runs, (0, move), "ann", move=move) for move in range(1, 6)]
        await settled()
        await workers.finish(0)
        await workers.finish(1)
        assert [block.settings for block in workers.blocks] == [((9, 9),), ((0, 5),)]
        assert await moves[-1] == b"(0, 5) 64"
        assert await first == b"(9, 9) 64"
        for move in moves[:-1]:
            with pytest.raises(RefusedError):
                await move

    living(test())


def test_a_run_that_others_wait_for_is_not_called_off() -> None:
    async def test() -> None:
        runs, workers = made()
        ann, bob = ask(runs, (0, 0), "ann", move=1), ask(runs, (0, 0), "bob", move=7)
        await settled()
        newer = ask(runs, (2, 0), "ann", move=2)
        await settled()
        assert workers.called_off == []
        with pytest.raises(RefusedError):
            await ann
        await workers.finish(0)
        assert await bob == b"(0, 0) 64"
        await workers.finish(1)
        assert await newer == b"(2, 0) 64"

    living(test())


def test_what_a_visitor_still_wants_stays() -> None:
    async def test() -> None:
        runs, workers = made(count=2)
        kept = ask(runs, (0, 0), "ann", move=1)
        await settled()
        newer = ask(runs, (1, 0), "ann", move=2, wanted=[(0, 0)])
        await settled()
        assert workers.called_off == []
        await workers.finish(0)
        await workers.finish(1)
        assert (await kept, await newer) == (b"(0, 0) 64", b"(1, 0) 64")

    living(test())


def test_visitors_take_turns() -> None:
    async def test() -> None:
        runs, workers = made()
        tasks = [ask(runs, (90, 0))]
        await settled()
        eager = [(shape, 0) for shape in range(4)]
        tasks += [ask(runs, each, "eager", wanted=eager) for each in eager]
        tasks += [ask(runs, (7, 0), "patient")]
        await settled()
        for number in range(6):
            await workers.finish(number)
        order = [block.settings[0][0] for block in workers.blocks]
        assert order == [90, 0, 7, 1, 2, 3]
        await asyncio.gather(*tasks)

    living(test())


def test_where_many_wait_who_takes_it_gets_a_first_answer() -> None:
    async def test() -> None:
        runs, workers = made()
        tasks = [ask(runs, (90 + each, 0), f"v{each}") for each in range(3)]
        await settled()
        first = [ask(runs, (0, each), f"w{each}", takes_first=True) for each in range(4)]
        await settled()
        await workers.finish(0)
        assert workers.blocks[1] == SettingBlock(((0, 0), (0, 1), (0, 2), (0, 3)), FIRST_RUNS)
        await workers.finish(1)
        assert [await task for task in first] == [f"(0, {each}) 16".encode() for each in range(4)]
        full = ask(runs, (0, 0), "w0")
        for number in range(2, 5):
            await settled()
            await workers.finish(number)
        assert await full == b"(0, 0) 64"
        await asyncio.gather(*tasks)

    living(test())


def test_what_nobody_asked_for_waits_for_all_who_ask() -> None:
    async def test() -> None:
        runs, workers = made()
        tasks = [ask(runs, (9, 0)), ask(runs, (8, 0), is_beforehand=True)]
        await settled()
        tasks += [ask(runs, (7, 0), "ann")]
        await settled()
        for number in range(3):
            await workers.finish(number)
        assert [block.settings[0][0] for block in workers.blocks] == [9, 7, 8]
        await asyncio.gather(*tasks)

    living(test())


def test_nothing_is_remembered_of_what_is_over() -> None:
    async def test() -> None:
        runs, workers = made()
        for move in range(30):
            task = ask(runs, (move, 0), "ann", move=move)
            await settled()
            await workers.finish(move)
            await task
        assert (runs._orders, runs._blocks) == ({}, {})
        assert runs._waiting.waiting() == 0

    living(test())


def test_answers_are_kept_up_to_a_size_and_the_oldest_go_first() -> None:
    kept = KeptAnswers(megabytes=1)
    part = bytes(MEGABYTE // 4)
    for number in range(10):
        kept.put(number, part)
        assert kept.get(0) is None or number < 4 or kept.get(0)
    assert kept.size <= MEGABYTE
    assert kept.get(0) == part  # it was asked for again and again
    assert [number for number in range(1, 10) if kept.get(number)] == [7, 8, 9]
    kept.put(9, part)
    assert kept.size == 4 * len(part)
    kept.put("too large", bytes(2 * MEGABYTE))
    assert (kept.get("too large"), kept.size) == (None, 0)
