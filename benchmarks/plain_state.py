"""What the agents of the plain Mesa model read of it: week, news, behaviour, arrivals."""

from __future__ import annotations

import mesa

from benchmarks.plain_opening import Link, Opening, open_scenario
from tradesim.scenario import Scenario


class PlainState(mesa.Model):
    """A plain model before it has agents."""

    def __init__(self, scenario: Scenario, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.opening: Opening = open_scenario(scenario, scenario.seed)
        self.behaviour = self.opening.behaviour
        self.week = 0
        self.news = False
        self.newly_qualified: list[Link] = []
        self.arrivals: dict[tuple[str, str, str], float] = {}
