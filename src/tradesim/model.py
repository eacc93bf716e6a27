"""The Mesa model: one world, stepped week by week by its agents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from os import PathLike
from typing import Any

import mesa

from tradesim.agents import Buyer, Government, Supplier
from tradesim.agents.actor import WorldModel
from tradesim.agents.seating import SideBySide
from tradesim.economy.accounting import Books
from tradesim.errors import CustomAgentError
from tradesim.measures.recording import Recorder, Recording
from tradesim.scenario import Scenario, apply, load
from tradesim.scenario.wording import did_you_mean
from tradesim.week import Deciders, live_week
from tradesim.world.build import build_world

AgentClasses = dict[str, type[Any]]


def _read(scenario: object) -> Scenario:
    """Return a scenario, from its file where it is named.

    Raises:
        TypeError: It is something else: Mesa has scenarios too, and its viewer hands them over.
    """
    if isinstance(scenario, Scenario):
        return scenario
    if isinstance(scenario, str | PathLike):
        return load(scenario)
    raise TypeError(
        f"scenario: {type(scenario).__name__} is no scenario of tradesim, nor the name or path of "
        "one. For Mesa's SolaraViz see examples/solara_app.py."
    )


def _check_overrides(overrides: dict[str, Any]) -> None:
    """Refuse classes where a scenario has names of classes.

    Raises:
        CustomAgentError: ``agents`` gives some.
    """
    agents = overrides.get("agents")
    if isinstance(agents, dict) and any(isinstance(each, type) for each in agents.values()):
        raise CustomAgentError("agents: classes are given as agent_classes={'NAME': CLASS}.")


def check_kind(actor: str, given: object, kind: type[Any]) -> type[Any]:
    """Return the class of an actor if it is one of its kind.

    Raises:
        CustomAgentError: It is none, so that the actor would not do its part.
    """
    if isinstance(given, type) and issubclass(given, kind):
        return given
    name = given.__name__ if isinstance(given, type) else ""
    said = f"'{name}'" if name else f"{given!r}"
    raise CustomAgentError(
        f"agents, {actor}: {said} is no subclass of "
        f"tradesim.agents.{kind.__name__}. Write: class {name or 'Own'}({kind.__name__}): ..."
    )


class TradeModel(WorldModel):
    """A scenario as a Mesa model: ``step`` lives one week.

    Args:
        scenario: A scenario, or the path or name of one.
        replicate: Replicate number: which of the seed's draws it meets.
        rng: Seed of all draws, as Mesa names it; the scenario's where absent. For a batch, give
            seeds as ``mesa.batch_run(..., rng=[1, 2])``: it ignores those among the parameters.
        agent_classes: Classes to use for some actors instead of the standard ones, by name.
        **overrides: Values by dotted path with ``__`` for the dots, as ``mesa.batch_run`` passes
            parameters, e.g. ``behaviour__patience_weeks=8``.

    Raises:
        CustomAgentError: ``agent_classes`` names no actor of the scenario, or ``agents`` classes.
        TypeError: ``scenario`` is none of tradesim's.
    """

    def __init__(
        self,
        scenario: Scenario | str | PathLike[str] = "2019_curbs",
        replicate: int = 0,
        rng: int | None = None,
        agent_classes: AgentClasses | None = None,
        **overrides: Any,
    ) -> None:
        """Build the world and its agents."""
        given = _read(scenario)
        _check_overrides(overrides)
        if overrides:
            given = apply(given, {k.replace("__", "."): v for k, v in overrides.items()})
        seed = given.seed if rng is None else int(rng)
        super().__init__(rng=seed)
        self.running: bool = True
        self.trade_scenario = given
        self.replicate = replicate
        self.world = build_world(given, seed, [replicate])
        self._create_agents(agent_classes or {})
        self.deciders: Deciders = SideBySide(self, self.world)
        self._recorder = Recorder(self.world, [replicate], detailed=True)
        self._books = Books.begin(self.world)
        self.week = 0
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "date": lambda model: model.date,
                "output_share": lambda model: model.output_share,
            }
        )

    def _create_agents(self, classes: AgentClasses) -> None:
        layout = self.world.layout
        known = {plant.name for plant in layout.suppliers}
        known |= {maker.name for maker in layout.final_buyers}
        known |= {country.code for country in layout.countries}
        if strangers := sorted(classes.keys() - known):
            near = did_you_mean(strangers[0], known)
            raise CustomAgentError(f"No actor is called {', '.join(map(repr, strangers))}.{near}")
        names: dict[type[Any], list[str]] = {
            Government: [country.code for country in layout.countries],
            Supplier: [plant.name for plant in layout.suppliers],
            Buyer: [maker.name for maker in layout.final_buyers],
        }
        for kind, called in names.items():
            for row, name in enumerate(called):
                check_kind(name, classes.get(name, kind), kind)(self, row)

    def step(self) -> None:
        """Live one week; after the last week nothing more happens."""
        if not self.running:
            return
        self.world.week = self.week
        live_week(self.world, self.deciders)
        self._recorder.record()
        self._books.post(self.world)
        self.week += 1
        self.datacollector.collect(self)
        if self.week == self.world.layout.calendar.weeks:
            self._books.check(self.world)
            self.running = False

    def weeks_to_come(self) -> Iterator[int]:
        """Live the remaining weeks one by one, yielding the number of each when it is over."""
        while self.running:
            self.step()
            yield self.week

    @property
    def date(self) -> dt.date:
        """Monday of the week last lived."""
        return self.world.layout.calendar.monday(max(self.week - 1, 0))

    @property
    def output_share(self) -> float:
        """Output over demand in the last week, mean of the final buyers that met any; else 1."""
        makers = self.world.final_shop.buyer
        met = makers.demand > 0.0
        return float((makers.output[met] / makers.demand[met]).mean()) if met.any() else 1.0

    def recording(self) -> Recording:
        """Return what has been recorded."""
        return self._recorder.recording()

    def actor(self, name: str) -> Any:
        """Return the agent of that name.

        Raises:
            KeyError: No actor has the name.
        """
        for agent in self.agents:
            if agent.name == name:
                return agent
        raise KeyError(name)
