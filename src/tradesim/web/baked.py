"""The page as one file that needs no server: its runs are played beforehand and packed into it."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import chain
from typing import Any

from tradesim.errors import OverrideError
from tradesim.scenario.translations import ENGLISH
from tradesim.trunk.same_goods import leading
from tradesim.web.assets import assets
from tradesim.web.bundle import bundled
from tradesim.web.encoding import encode
from tradesim.web.grid import KeptPositions, distinct, grid_of
from tradesim.web.levers import Positions
from tradesim.web.orders import most_runs
from tradesim.web.page import Stage, page_document
from tradesim.web.together import shape_of
from tradesim.web.workers import Document, SettingBlock, Workers

AHEAD = 2
"""Blocks that a helper has at a time: one that it plays, and one that waits for it."""


@dataclass(frozen=True)
class BakingPlan:
    """What is to be played for a page in one file.

    Attributes:
        grid: The positions kept of each lever.
        data: For each combination, the number of the first that is the same world.
    """

    grid: KeptPositions
    data: tuple[int, ...]

    @property
    def to_play(self) -> tuple[Positions, ...]:
        """The combinations that are worlds of their own."""
        return tuple(self.grid.settings[number] for number in sorted(set(self.data)))


def plan_of(stage: Stage) -> BakingPlan:
    """Return what is to be played.

    Raises:
        OverrideError: If positions do not fit together.
    """
    grid = grid_of(stage.board)
    return BakingPlan(grid, distinct(stage.board, grid.settings))


def blocks_of(stage: Stage, plan: BakingPlan, processes: int = 1) -> list[SettingBlock]:
    """Return what is to be played in blocks: together what one block can hold.

    Settings that leave little out come first: others can begin where those stand. Those whose
    levers have dates of their own stand together, for a block begins where its earliest parts.
    Settings that may have the goods of another are in its block, and count for nothing there.

    Args:
        stage: The scenario.
        plan: What is to be played.
        processes: How many play at once.
    """
    board = stage.board
    alike: dict[Hashable, list[tuple[object, Positions]]] = {}
    for positions in plan.to_play:
        change = board.change(positions)
        dates = sorted(str(day) for day in change.values.values() if isinstance(day, dt.date))
        order = (len(change.without), dates[:1])
        alike.setdefault(shape_of(change, stage.scenario), []).append((order, positions))
    most = max(most_runs(processes) // stage.replicates, 1)
    return [
        SettingBlock(tuple(chain.from_iterable(groups[start : start + most])), stage.replicates)
        for together in alike.values()
        for groups in [_with_same_goods(stage, sorted(together))]
        for start in range(0, len(groups), most)
    ]


def _with_same_goods(
    stage: Stage, ordered: Sequence[tuple[object, Positions]]
) -> list[list[Positions]]:
    """Return settings in lists, each of such as may have the goods of its first."""
    settings = [positions for _, positions in ordered]
    found: dict[int, list[Positions]] = {}
    first = leading([stage.board.made(positions) for positions in settings])
    for leader, positions in zip(first, settings, strict=True):
        found.setdefault(leader, []).append(positions)
    return list(found.values())


def play(
    stage: Stage, plan: BakingPlan, helpers: Workers | None, played: Callable[[], None]
) -> dict[Positions, Any]:
    """Return the runs of a plan.

    Args:
        stage: The scenario.
        plan: What is to be played.
        helpers: Who plays beside this process.
        played: Called after each run.

    Raises:
        OverrideError: If positions do not fit together.
    """
    found = {}
    for positions, document in _documents(stage, plan, helpers):
        if isinstance(document, OverrideError):
            raise document
        found[positions] = document
        played()
    return found


def _documents(
    stage: Stage, plan: BakingPlan, helpers: Workers | None
) -> Iterator[tuple[Positions, Document]]:
    """Yield runs as they are ready, in any order: helpers always have a block waiting."""
    from tradesim.web.playing import Player  # noqa: PLC0415 - the server never needs it

    count = helpers.count if helpers else 0
    waiting = deque(blocks_of(stage, plan, count + 1))
    coming: dict[Future[list[Document]], SettingBlock] = {}
    player = Player(stage)
    while waiting or coming:
        while helpers and waiting and len(coming) < AHEAD * count:
            block = waiting.popleft()
            coming[helpers.coming(block)] = block
        if waiting:
            block = waiting.popleft()
            yield from zip(
                block.settings, player.runs(block.settings, block.replicates), strict=True
            )
        else:
            wait(coming, return_when=FIRST_COMPLETED)
        for future in [each for each in coming if each.done()]:
            yield from zip(coming.pop(future).settings, future.result(), strict=True)


def page_file(
    stage: Stage, plan: BakingPlan, found: dict[Positions, Any], language: str = ENGLISH
) -> str:
    """Return the page as one HTML file, the same for the same runs.

    Args:
        stage: The scenario.
        plan: What was to be played.
        found: The runs that were played.
        language: One of ``scenario.translations.NAMES``.
    """
    block = encode(plan.grid.kept, list(_all(stage, plan, found)), plan.data)
    page = page_document(stage, "baked", plan.grid.kept, language)
    return bundled(assets(), page, block)


def _all(stage: Stage, plan: BakingPlan, found: dict[Positions, Any]) -> Sequence[dict[str, Any]]:
    """Return a run for each combination, each with its own positions and command."""
    settings, board = plan.grid.settings, stage.board
    return [
        found[settings[first]]
        | {
            "positions": list(positions),
            "command": board.change(positions).command(stage.name, stage.replicates),
        }
        for positions, first in zip(settings, plan.data, strict=True)
    ]
