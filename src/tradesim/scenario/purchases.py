"""Who buys what: each need of a final buyer, each input of a plant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tradesim.scenario.schema import Need, Scenario
from tradesim.scenario.wording import Path


@dataclass(frozen=True)
class Purchase:
    """A need with whose it is and where it stands.

    Attributes:
        buyer: Name of the final buyer, or of the plant.
        need: What is bought.
        place: Where it stands in the scenario, by positions, as findings have it.
        of_plant: Whether a plant buys it, by its recipe.
    """

    buyer: str
    need: Need
    place: Path
    of_plant: bool = False

    @property
    def path(self) -> str:
        """Where it stands in the scenario, by names, as overrides have it."""
        owners, needs = ("suppliers", "recipe") if self.of_plant else ("buyers", "needs")
        return f"{owners}.{self.buyer}.{needs}.{self.need.item}"


def homes(scenario: Scenario) -> dict[str, str]:
    """Return where each plant and each final buyer stands, by its name."""
    plants = {plant.name: plant.country for plant in scenario.suppliers}
    return plants | {buyer.name: buyer.country for buyer in scenario.buyers}


def tiers(scenario: Scenario) -> int:
    """Return in how many steps at most what is bought leads up the chain to its first plants."""
    return sum(bool(plant.recipe) for plant in scenario.suppliers) + 1


def purchases(scenario: Scenario) -> Iterator[Purchase]:
    """Yield what final buyers buy, then what plants do, in the order of the file."""
    for index, maker in enumerate(scenario.buyers):
        for position, need in enumerate(maker.needs):
            yield Purchase(maker.name, need, ("buyers", index, "needs", position))
    for index, plant in enumerate(scenario.suppliers):
        for position, need in enumerate(plant.recipe):
            place: Path = ("suppliers", index, "recipe", position)
            yield Purchase(plant.name, need, place, of_plant=True)
