"""Runs that visitors wait for: taken in turn by visitor, together where one block can hold them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain

from tradesim.web.levers import Positions

MOST_RUNS, FEWEST_RUNS = 256, 64
"""Runs that a block may hold, by how many processes there are; more take little less each."""

ALL_RUNS = 512
"""Runs in the blocks of all processes together: each keeps some three megabytes of panels."""

Shape = Callable[[Positions], Hashable]


def most_runs(processes: int) -> int:
    """Return how many runs a block may hold where so many processes play."""
    return min(MOST_RUNS, max(ALL_RUNS // processes, FEWEST_RUNS))


class Precedence(IntEnum):
    """What is taken before what."""

    FIRST = 0
    """A first answer, of few runs."""
    FULL = 1
    BEFOREHAND = 2
    """What nobody has asked for yet."""


@dataclass(frozen=True, eq=False)
class Waiter:
    """Somebody who waits.

    Attributes:
        visitor: By whom it was asked.
        answer: What they wait for.
    """

    visitor: str
    answer: asyncio.Future[bytes]


@dataclass(eq=False)
class Order:
    """A setting to be played, however many wait for it.

    Attributes:
        positions: The setting.
        replicates: Runs behind each band.
        lane: What is taken before what.
        waiters: Those who wait; none once nobody does.
        is_taken: Whether it is being played.
    """

    positions: Positions
    replicates: int
    lane: Precedence
    waiters: list[Waiter] = field(default_factory=list)
    is_taken: bool = False

    @property
    def key(self) -> tuple[Positions, int]:
        """What was asked for."""
        return self.positions, self.replicates

    @property
    def is_waiting(self) -> bool:
        """Say whether it is still to be played for somebody."""
        return not self.is_taken and bool(self.waiters)


class Orders:
    """Orders that wait.

    Args:
        shape: Returns what settings have in common that one block can hold.
        most: Runs that a block may hold.
    """

    def __init__(self, shape: Shape, most: int = MOST_RUNS) -> None:
        """Begin with none."""
        self._shape, self._most = shape, most
        self._lanes: dict[Precedence, OrderedDict[str, deque[Order]]] = {
            lane: OrderedDict() for lane in Precedence
        }

    def add(self, order: Order, visitor: str) -> None:
        """Let an order wait for its visitor's turn."""
        self._lanes[order.lane].setdefault(visitor, deque()).append(order)

    def waiting(self) -> int:
        """Return how many orders of visitors wait."""
        lanes = (self._lanes[Precedence.FIRST], self._lanes[Precedence.FULL])
        orders = chain.from_iterable(own for lane in lanes for own in lane.values())
        return len({id(order) for order in orders if order.is_waiting})

    def take(self) -> list[Order]:
        """Return what is played next in one block; none where nothing waits."""
        for lane in self._lanes.values():
            first = _next(lane)
            if first is not None:
                first.is_taken = True
                return [first, *self._companions(first, lane)]
        return []

    def _companions(self, first: Order, lane: OrderedDict[str, deque[Order]]) -> Iterator[Order]:
        """Yield orders of the same shape, the visitor's next whose turn is next."""
        room = self._most // first.replicates - 1
        shape = self._shape(first.positions)
        for order in chain.from_iterable(lane.values()):
            if room <= 0:
                return
            alike = order.replicates == first.replicates and order.is_waiting
            if alike and self._shape(order.positions) == shape:
                order.is_taken = True
                room -= 1
                yield order


def _next(lane: OrderedDict[str, deque[Order]]) -> Order | None:
    """Return the oldest order of the visitor whose turn it is, and let the next have theirs."""
    while lane:
        visitor, own = lane.popitem(last=False)
        still = deque(order for order in own if order.is_waiting)
        if still:
            order = still.popleft()
            if still:
                lane[visitor] = still
            return order
    return None
