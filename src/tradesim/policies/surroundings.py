"""What an instrument may ask of the scenario that it stands in, when it checks whether it fits."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol


class Good(Protocol):
    """An item: its name and the unit that it is counted in."""

    @property
    def name(self) -> str:
        """Unique name."""

    @property
    def unit(self) -> str:
        """Unit of its quantities."""


class Resident(Protocol):
    """A buyer: its name and where it stands."""

    @property
    def name(self) -> str:
        """Unique name."""

    @property
    def country(self) -> str:
        """ISO 3166 alpha-3 code."""


class Plant(Resident, Protocol):
    """A supplier: a resident that makes an item."""

    @property
    def item(self) -> str:
        """Name of the item that it makes."""


class Surroundings(Protocol):
    """A scenario, as far as the checks of an instrument look at it."""

    @property
    def items(self) -> Sequence[Good]:
        """Its items."""

    @property
    def suppliers(self) -> Sequence[Plant]:
        """Its plants."""

    @property
    def buyers(self) -> Sequence[Resident]:
        """Its final buyers."""


def of_one_unit(
    items: Iterable[str], scenario: Surroundings, own: str
) -> Iterator[tuple[tuple[str], str]]:
    """Yield that some items are counted in several units.

    Args:
        items: Their names.
        scenario: The scenario.
        own: What each should have of its own: a policy, a quota.
    """
    units = {item.name: item.unit for item in scenario.items}
    counted = sorted({units[item] for item in items if item in units})
    if len(counted) > 1:
        words = " and ".join(counted)
        yield ("items",), f"its items are counted in {words}. Give each its own {own}."
