"""Who decides with whom: agents one by one, or the standard ones side by side.

No rule reads what others decide in the same stage, and each writes its own rows alone, so that
both give the same numbers; side by side is a few large calls of numpy in place of many small ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import mesa

from tradesim.agents.buyer import Buyer
from tradesim.agents.government import Government
from tradesim.agents.supplier import Supplier
from tradesim.behaviour.desk import purchasing_of, sales_of
from tradesim.behaviour.diplomacy import cabinet_of
from tradesim.week import AtCabinet, AtPurchasing, AtSales, Deciders
from tradesim.world.world import World

Seat = TypeVar("Seat")

STANDARD: dict[type, dict[str, object]] = {
    kind: {name: getattr(kind, name) for name in names}
    for kind, names in {
        Government: ("act",),
        Supplier: ("plan", "learn", "supply", "price"),
        Buyer: ("plan", "learn"),
    }.items()
}
"""The methods by which each kind of agent decides, as they come."""


def is_standard(agent: object) -> bool:
    """Return whether an agent decides as its kind does: no class of one's own, nothing replaced."""
    shipped = STANDARD.get(type(agent), {})
    own = vars(agent)
    return bool(shipped) and all(
        name not in own and getattr(type(agent), name) is method for name, method in shipped.items()
    )


class OneByOne(Deciders):
    """The agents of a model as the deciders of its weeks, each at its own desk."""

    def __init__(self, model: mesa.Model) -> None:
        """Seat governments, buyers and sellers, in the order of the scenario."""
        agents = list(model.agents)
        sellers = [agent for agent in agents if isinstance(agent, Supplier)]
        super().__init__(
            [agent for agent in agents if isinstance(agent, Government)],
            [agent for agent in agents if isinstance(agent, Buyer)]
            + [agent for agent in sellers if agent.buys],
            sellers,
        )


class SideBySide(Deciders):
    """The same, with neighbouring standard agents at one desk; every other sits alone.

    Who got a method of its own meanwhile is seated anew at the beginning of a week.
    """

    def __init__(self, model: mesa.Model, world: World) -> None:
        """Seat them."""
        super().__init__([], [], [])
        self._agents = OneByOne(model)
        self._world = world
        self._standard: list[bool] = []
        self._seat()

    def govern(self) -> None:
        """See who is standard now, and let governments act."""
        self._seat()
        super().govern()

    def _seat(self) -> None:
        alone, world = self._agents, self._world
        everybody = (*alone.governments, *alone.buyers, *alone.sellers)
        standard = [is_standard(agent) for agent in everybody]
        if standard == self._standard:
            return
        self._standard = standard
        self.governments = _seated(
            alone.governments, lambda *rows: AtCabinet(cabinet_of(world, *rows), world)
        )
        self.buyers = _seated(alone.buyers, lambda *rows: AtPurchasing(purchasing_of(world, *rows)))
        self.sellers = _seated(alone.sellers, lambda *rows: AtSales(sales_of(world, *rows)))


def _seated(agents: Sequence[Seat], together: Callable[[int, int], Seat]) -> list[Seat]:
    """Return who takes a turn: neighbours at one desk, or an agent alone.

    Args:
        agents: All agents of a kind, in the order of their rows.
        together: Seats those from a first row up to, not including, a last.
    """
    return [
        together(first, last) if is_standard(agents[first]) else agents[first]
        for first, last in _stretches(agents)
    ]


def _stretches(agents: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield the rows of neighbours that are standard, and of every other by itself."""
    rows = range(len(agents))
    for _, stretch in groupby(rows, lambda row: -1 if is_standard(agents[row]) else row):
        members = list(stretch)
        yield members[0], members[-1] + 1
