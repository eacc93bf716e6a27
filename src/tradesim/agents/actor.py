"""What the agents share: a name, a country, and the model's world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from tradesim.world.world import World


class WorldModel(mesa.Model):
    """A Mesa model with a world in it, which its agents look at and act on."""

    world: World


class Actor(mesa.Agent):
    """An agent with a name and a country.

    Attributes:
        name: Name in the scenario.
        country: ISO 3166 alpha-3 code.
    """

    def __init__(self, model: WorldModel, name: str, country: str) -> None:
        """Register with the model."""
        super().__init__(model)
        self.name = name
        self.country = country
        self.world: World = model.world

    def __repr__(self) -> str:
        """Return kind, name and country."""
        return f"<{type(self).__name__} {self.name} ({self.country})>"
