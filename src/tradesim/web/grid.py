"""Which positions an exported page holds: those the scenario names, or as many as fit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tradesim.results.manifest import scenario_hash
from tradesim.web.levers import Board, Positions

MOST_RUNS = 250
"""Runs of an exported page where the scenario does not say which positions it keeps."""


@dataclass(frozen=True)
class KeptPositions:
    """The positions kept of each lever.

    Attributes:
        kept: Positions of each lever, ascending.
    """

    kept: tuple[Positions, ...]

    @cached_property
    def settings(self) -> tuple[Positions, ...]:
        """Every combination, the last lever fastest."""
        return tuple(itertools.product(*self.kept))


def grid_of(board: Board) -> KeptPositions:
    """Return the positions that an exported page keeps."""
    named = board.scenario.page.baked
    if named:
        chosen = [named.get(lever.name, [lever.default]) for lever in board.levers]
        return KeptPositions(tuple(tuple(sorted(set(positions))) for positions in chosen))
    return _fitting(board)


def _fitting(board: Board) -> KeptPositions:
    """Return all positions, or those left when inner ones are dropped until the runs fit.

    The default, the ends and the positions of named baselines go last.
    """
    kept = [list(range(len(lever.positions))) for lever in board.levers]
    named = board.named()
    while math.prod(map(len, kept)) > MOST_RUNS:
        row = max(range(len(kept)), key=lambda lever: len(kept[lever]))
        kept[row].remove(_dispensable(kept[row], [setting[row] for setting in named]))
    return KeptPositions(tuple(map(tuple, kept)))


def _dispensable(kept: Sequence[int], named: Sequence[int]) -> int:
    """Return the position to drop: inner before outer, unnamed before named, never the default."""

    def reluctance(position: int) -> tuple[bool, bool, bool, int]:
        """Return how much a position is worth keeping."""
        is_end = position in {kept[0], kept[-1]}
        return position == named[0], position in named, is_end, position

    return min(kept, key=reluctance)


def distinct(board: Board, settings: Sequence[Positions]) -> tuple[int, ...]:
    """Return for each setting the number of the first that is the same world.

    A lever that moves a policy which another lever has left out changes nothing.

    Raises:
        OverrideError: If the values of a setting do not fit together.
    """
    first: dict[str, int] = {}
    known: dict[str, int] = {}  # the same change is the same world, and need not be made again
    found = []
    for number, setting in enumerate(settings):
        change = repr(board.change(setting))
        if change not in known:
            known[change] = first.setdefault(scenario_hash(board.made(setting)), number)
        found.append(known[change])
    return tuple(found)
