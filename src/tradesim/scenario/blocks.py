"""Blocks that the schema took: each written as plain data once, and looked through once.

A scenario with another value in one place shares all its other blocks with the one it came from.
They are known by being the same objects, as blocks or as the plain data they are written as, so
that schema and checks need only look at what changed. Nobody may change them: they are shared.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from weakref import WeakValueDictionary

from pydantic import BaseModel

from tradesim.policies.base import Policy
from tradesim.scenario.schema import Scenario

Sought = TypeVar("Sought")
"""What is found in a block."""


@dataclass(slots=True, weakref_slot=True, eq=False)
class Known:
    """A block that the schema took, as long as somebody holds this.

    Attributes:
        block: The block.
        plain: What it is written as.
        seen: What was found in it, by what was looked for.
    """

    block: BaseModel
    plain: Any
    seen: dict[Hashable, Any]


_known: WeakValueDictionary[int, Known] = WeakValueDictionary()
"""By the ids of block and plain data, which live as long as what is known of them."""


def written(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario gives as plain data, shared where its blocks are known."""
    known = {name: _known_in(value) for name, value in scenario.__dict__.items()}
    fresh = scenario.model_dump(
        exclude_unset=True,
        exclude={n: True if isinstance(k, Known) else {*k} for n, k in known.items() if k},
    )
    given = scenario.model_fields_set
    return {name: _woven(part, fresh.get(name)) for name, part in known.items() if name in given}


def _known_in(value: Any) -> Known | dict[int, Known] | None:
    """Return what is known of a block, or of the entries of a list by their places."""
    if isinstance(value, list):
        found = ((at, _known.get(id(entry))) for at, entry in enumerate(value))
        return {at: known for at, known in found if known is not None}
    return _known.get(id(value))


def _woven(known: Known | dict[int, Known] | None, fresh: Any) -> Any:
    """Return plain data of what is known and of what is not, in the order they stand in."""
    if isinstance(known, Known):
        return known.plain
    if not known:
        return fresh
    rest = iter(fresh)
    places = range(len(known) + len(fresh))
    return [known[at].plain if at in known else next(rest) for at in places]


def taken_over(tree: dict[str, Any]) -> tuple[dict[str, Any], list[Known]]:
    """Return plain data of a scenario with the blocks themselves where they are known.

    A policy learns which countries there are, and may learn of others here: it is copied, and what
    is known of the copies, whatever they meet, is returned to be held until all are known.
    """
    copies: list[Known] = []
    taken = {section: _taken_over(content, copies) for section, content in tree.items()}
    return taken, copies


def _taken_over(content: Any, copies: list[Known]) -> Any:
    if isinstance(content, list):
        return [_taken_over(entry, copies) for entry in content]
    known = _known.get(id(content))
    if known is None:
        return content
    if isinstance(known.block, Policy):
        known = _know(known.block.model_copy(), known.plain, known.seen)
        copies.append(known)
    return known.block


def know(scenario: Scenario) -> tuple[Known, ...]:
    """Know the blocks of a scenario that the schema took, as long as what is returned is held."""
    return tuple(
        _known.get(id(block)) or _know(block, plain, {})
        for section, content in written(scenario).items()
        for block, plain in _pairs(getattr(scenario, section), content)
    )


def _pairs(value: Any, plain: Any) -> Iterator[tuple[BaseModel, Any]]:
    if isinstance(value, BaseModel):
        yield value, plain
    elif isinstance(value, list):
        for each, entry in zip(value, plain, strict=True):
            yield from _pairs(each, entry)


def _know(block: BaseModel, plain: Any, seen: dict[Hashable, Any]) -> Known:
    known = Known(block, plain, seen)
    _known.setdefault(id(plain), known)
    _known[id(block)] = known
    return known


def once(sought: Hashable, within: object, look: Callable[[], Sought]) -> Sought:
    """Return what is found in a block or its plain data; looked for once where it is known.

    Args:
        sought: What is looked for: of one block the same is found each time.
        within: The block, or its plain data.
        look: Finds it.
    """
    known = _known.get(id(within))
    if known is None:
        return look()
    if sought not in known.seen:
        known.seen[sought] = look()
    return cast("Sought", known.seen[sought])


def once_of_all(
    sought: Hashable, together: Sequence[BaseModel], look: Callable[[], Sought]
) -> Sought:
    """Return what is found in blocks together; looked for once, as long as they are the same.

    Args:
        sought: What is looked for: in the same blocks the same is found each time.
        together: The blocks.
        look: Finds it.
    """
    known = _known.get(id(together[0])) if together else None
    if known is None:
        return look()
    before, found = known.seen.get(sought, ((), None))
    if len(before) != len(together) or not all(map(operator.is_, before, together)):
        found = look()
        known.seen[sought] = (tuple(together), found)
    return cast("Sought", found)
