"""What is sound of an experiment file with slips, so that the rest is examined all the same."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tradesim.experiments.schema import Experiment

REQUIRED = ("name",)
"""Fields that can be made up for the examination; without its scenario nothing can be said."""

HARMLESS = "summary"
"""What stands for an outcome that cannot be read."""

ROUNDS = 3
"""Times that what is left may show further slips."""

Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Salvage:
    """The sound part of an experiment.

    Attributes:
        experiment: What can be examined further.
        lost: What was left out: top-level fields, and blocks of ``vary`` and ``variants``.
    """

    experiment: Experiment
    lost: frozenset[Place] = frozenset()


def salvage(tree: dict[str, Any], error: ValidationError) -> Salvage | None:
    """Return what is left of a file when the blocks that hold its slips are left out.

    Args:
        tree: The file as plain values; left as it is.
        error: What is wrong with it.
    """
    rest, lost = copy.deepcopy(tree), set[Place]()
    for _ in range(ROUNDS):
        for place in {_block(slip["loc"]) for slip in error.errors()}:
            lost.add(place)
            _leave_out(rest, place)
        try:
            return Salvage(Experiment.model_validate(rest), frozenset(lost))
        except ValidationError as further:
            error = further
    return None


def _block(place: Sequence[int | str]) -> Place:
    """Return the smallest block that can be left out with what is wrong in it."""
    deep = place[:1] and place[0] in {"vary", "variants", "outcomes"} and len(place) > 1
    return tuple(place[:2] if deep else place[:1])


def _leave_out(tree: dict[str, Any], place: Place) -> None:
    *way, last = place
    block: Any = tree
    for step in way:
        block = block[step]
    if isinstance(last, int):
        block[last] = HARMLESS  # the others keep their number
    else:
        block.pop(last, None)
    if place in {(name,) for name in REQUIRED}:
        tree[str(last)] = "unnamed"
