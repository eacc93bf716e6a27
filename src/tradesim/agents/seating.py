"""Who decides with whom: agents one by one, or the standard ones side by side.

No rule reads what others decide in the same stage, and each writes its own rows alone, so that
both give the same numbers; side by side is a few large calls of numpy in place of many small ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

import mesa

from tradesim.agents.actor import Actor
from tradesim.agents.buyer import Buyer
from tradesim.agents.government import Government
from tradesim.agents.supplier import Supplier
from tradesim.behaviour.desk import purchasing_of, sales_of
from tradesim.behaviour.diplomacy import cabinet_of, decide_policy
from tradesim.behaviour.expectations import learn_from_deliveries
from tradesim.behaviour.production import post_price
from tradesim.week import plan_purchases, plan_sales
from tradesim.world.world import World

Turn = Callable[..., None]
Turns = dict[str, list[Turn]]

STANDARD = {
    kind: {name: getattr(kind, name) for name in names}
    for kind, names in {
        Government: ("act",),
        Supplier: ("plan", "learn", "supply", "price"),
        Buyer: ("plan", "learn"),
    }.items()
}
"""The methods by which each kind of agent decides, as they come."""


def is_standard(agent: Actor) -> bool:
    """Return whether an agent decides as its kind does: no class of one's own, nothing replaced."""
    shipped = STANDARD.get(type(agent), {})
    own = vars(agent)
    return bool(shipped) and all(
        name not in own and getattr(type(agent), name) is method for name, method in shipped.items()
    )


class OneByOne:
    """The agents of a model as the deciders of its weeks, each at its own desk."""

    def __init__(self, model: mesa.Model) -> None:
        """Seat governments, buyers and sellers, in the order of the scenario."""
        agents = list(model.agents)
        self.governments = [a for a in agents if isinstance(a, Government)]
        self.sellers = [a for a in agents if isinstance(a, Supplier)]
        final = [a for a in agents if isinstance(a, Buyer)]
        self.buyers: list[Buyer | Supplier] = [*final, *(a for a in self.sellers if a.buys)]

    def govern(self) -> None:
        """Let each government act."""
        for government in self.governments:
            government.act()

    def plan(self, *, news: bool) -> None:
        """Let each buyer plan."""
        for buyer in self.buyers:
            buyer.plan(news=news)

    def supply(self) -> None:
        """Let each supplier plan."""
        for seller in self.sellers:
            seller.supply()

    def price(self) -> None:
        """Let each supplier post its price."""
        for seller in self.sellers:
            seller.price()

    def learn(self) -> None:
        """Let each buyer learn."""
        for buyer in self.buyers:
            buyer.learn()


class SideBySide(OneByOne):
    """The same, with neighbouring standard agents at one desk; every other sits alone.

    Who got a method of its own meanwhile is seated anew at the beginning of a week.
    """

    def __init__(self, model: mesa.Model, world: World) -> None:
        """Seat them."""
        super().__init__(model)
        self._world = world
        self._standard: list[bool] = []
        self._turns: Turns = {}
        self._seat()

    def govern(self) -> None:
        """See who is standard now, and let governments act."""
        self._seat()
        for turn in self._turns["act"]:
            turn()

    def plan(self, *, news: bool) -> None:
        """Let all buyers plan."""
        for turn in self._turns["plan"]:
            turn(news=news)

    def supply(self) -> None:
        """Let all suppliers plan."""
        for turn in self._turns["supply"]:
            turn()

    def price(self) -> None:
        """Let all suppliers post their prices."""
        for turn in self._turns["price"]:
            turn()

    def learn(self) -> None:
        """Let all buyers learn."""
        for turn in self._turns["learn"]:
            turn()

    def _seat(self) -> None:
        everybody = (*self.governments, *self.buyers, *self.sellers)
        standard = [is_standard(agent) for agent in everybody]
        if standard != self._standard:
            self._standard, self._turns = standard, self._seated()

    def _seated(self) -> Turns:
        return {
            **_in_turn(self.governments, ("act",), self._cabinet),
            **_in_turn(self.buyers, ("plan", "learn"), self._purchasing),
            **_in_turn(self.sellers, ("supply", "price"), self._sales),
        }

    def _cabinet(self, first: int, last: int) -> dict[str, Turn]:
        """Return the turns of some governments at one desk."""
        desk = cabinet_of(self._world, first, last)
        return {"act": lambda: decide_policy(desk, self._world.week)}

    def _purchasing(self, first: int, last: int) -> dict[str, Turn]:
        """Return the turns of some buyers at one desk."""
        desk = purchasing_of(self._world, first, last)
        plan, learn = partial(plan_purchases, desk), partial(learn_from_deliveries, desk)
        return {"plan": plan, "learn": learn}

    def _sales(self, first: int, last: int) -> dict[str, Turn]:
        """Return the turns of some sellers at one desk."""
        desk = sales_of(self._world, first, last)
        return {"supply": partial(plan_sales, desk), "price": partial(post_price, desk)}


def _in_turn(
    agents: Sequence[Actor],
    names: Sequence[str],
    shared: Callable[[int, int], dict[str, Turn]],
) -> Turns:
    """Return who takes a turn at each method: neighbours at one desk, or an agent alone.

    Args:
        agents: All agents of a kind, in the order of their rows.
        names: The methods.
        shared: Gives the turns of the rows from a first up to, not including, a last.
    """
    turns: Turns = {name: [] for name in names}
    for first, last in _stretches(agents):
        alone = not is_standard(agents[first])
        taken = {} if alone else shared(first, last)
        for name in names:
            turns[name].append(getattr(agents[first], name) if alone else taken[name])
    return turns


def _stretches(agents: Sequence[Actor]) -> Iterator[tuple[int, int]]:
    """Yield the rows of neighbours that are standard, and of every other by itself."""
    rows = range(len(agents))
    for _, stretch in groupby(rows, lambda row: -1 if is_standard(agents[row]) else row):
        members = list(stretch)
        yield members[0], members[-1] + 1
