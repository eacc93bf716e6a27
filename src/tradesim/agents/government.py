"""A government: what it controls, and its licensing office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tradesim.agents.actor import Actor
from tradesim.arrays import Rows
from tradesim.behaviour.diplomacy import cabinet_of, decide_policy
from tradesim.policies.effects import LADDER

if TYPE_CHECKING:
    from tradesim.agents.actor import WorldModel


class Government(Actor):
    """The government of one country; dated policies of the scenario are enacted in its name.

    Attributes:
        control_rows: Rows of the controls it imposes.
        cabinet: Its relations to other countries, and what it may know of theirs.
    """

    def __init__(self, model: WorldModel, row: int) -> None:
        """Find the controls it imposes."""
        country = model.world.layout.countries[row]
        super().__init__(model, country.name, country.code)
        self.control_rows: Rows = np.flatnonzero(model.world.wiring.office_of_control == row)
        self.cabinet = cabinet_of(model.world, row, row + 1)

    def act(self) -> None:
        """Decide on its next steps if it is adaptive; override to let it decide otherwise."""
        decide_policy(self.cabinet, self.world.week)

    @property
    def tension(self) -> dict[str, float]:
        """Its tension with each country it has a relation to."""
        pairs = self.world.layout.relation_pairs
        own = {pair: row for row, pair in enumerate(pairs) if pair[0] == self.country}
        tension = self.world.relation.tension
        return {partner: float(tension[row, 0]) for (_, partner), row in own.items()}

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
