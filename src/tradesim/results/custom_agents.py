"""Agent classes that a scenario names: programs, imported only where the user allows it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from tradesim.errors import CustomAgentError
from tradesim.results.own_code import look_here
from tradesim.scenario import Scenario


def named_agents(scenario: Scenario) -> dict[str, type[Any]]:
    """Import the agent classes of a scenario, from the current directory or as installed.

    Returns:
        The class of each actor that has one of its own.

    Raises:
        CustomAgentError: A class cannot be imported, or does not fit its actor.
    """
    look_here(scenario)
    return {actor: _agent(scenario, actor, place) for actor, place in scenario.agents.items()}


def _agent(scenario: Scenario, actor: str, place: str) -> type[Any]:
    from tradesim.model import check_kind  # noqa: PLC0415 - other scenarios need not wait for Mesa

    kind = _kind(scenario, actor)
    return check_kind(actor, _imported(actor, place), kind)


def _kind(scenario: Scenario, actor: str) -> type[Any]:
    """Return the class that the class of an actor must be a subclass of."""
    from tradesim.agents import Buyer, Government, Supplier  # noqa: PLC0415 - as above

    if actor in {maker.name for maker in scenario.buyers}:
        return Buyer
    if actor in {plant.name for plant in scenario.suppliers}:
        return Supplier
    if actor in {country.code for country in scenario.countries}:
        return Government
    raise CustomAgentError(
        f"agents, {actor}: no buyer, supplier or country of the scenario has this name."
    )


def _imported(actor: str, place: str) -> object:
    module_name, _, class_name = place.partition(":")
    try:
        module = import_module(module_name)
    except Exception as error:  # whatever somebody else's program may raise
        raise CustomAgentError(
            f"agents, {actor}: module '{module_name}' cannot be imported "
            f"({type(error).__name__}: {error}). It is looked for in the current directory, "
            f"{Path.cwd()}, and among the installed packages."
        ) from error
    if not hasattr(module, class_name):
        raise CustomAgentError(
            f"agents, {actor}: module '{module_name}' has no class '{class_name}'."
        )
    return getattr(module, class_name)
