"""A government: what it controls, and its licensing office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tradesim.agents.actor import Actor
from tradesim.policies.effects import LADDER

if TYPE_CHECKING:
    from tradesim.model import TradeModel
    from tradesim.world.state import Rows


class Government(Actor):
    """The government of one country; dated policies of the scenario are enacted in its name."""

    def __init__(self, model: TradeModel, row: int) -> None:
        """Find the controls it imposes."""
        country = model.world.layout.countries[row]
        super().__init__(model, country.name, country.code)
        self.control_rows: Rows = np.flatnonzero(model.world.wiring.office_of_control == row)

    def act(self) -> None:
        """Do nothing of its own: a subclass may change what its controls ask for."""

    @property
    def controls(self) -> dict[tuple[str, str], str]:
        """The level of each of its controls, by policy and item."""
        world = self.world
        return {
            (name, control.item): LADDER[int(world.control.level[row, 0])]
            for row, (name, control) in enumerate(world.layout.control_list)
            if row in self.control_rows
        }

    @property
    def applications_waiting(self) -> int:
        """Licence applications under review in its office."""
        return int(self.world.control.waiting[self.control_rows, 0].sum())
