"""The result of a run: tables for analysts, and the folder they are written to.

Names are resolved lazily, so that what writes tables need not wait for Mesa.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.results.custom_agents import named_agents
    from tradesim.results.folder import check_destination, default_folder
    from tradesim.results.forecasting import forecast, runs_of_a_forecast
    from tradesim.results.no_effect import idle_overrides, idle_policies
    from tradesim.results.result import Result
    from tradesim.results.running import run, run_points, weeks_to_live

_HOME = {
    "Result": "tradesim.results.result",
    "check_destination": "tradesim.results.folder",
    "default_folder": "tradesim.results.folder",
    "forecast": "tradesim.results.forecasting",
    "idle_overrides": "tradesim.results.no_effect",
    "idle_policies": "tradesim.results.no_effect",
    "named_agents": "tradesim.results.custom_agents",
    "run": "tradesim.results.running",
    "run_points": "tradesim.results.running",
    "runs_of_a_forecast": "tradesim.results.forecasting",
    "weeks_to_live": "tradesim.results.running",
}

__all__ = [
    "Result",
    "check_destination",
    "default_folder",
    "forecast",
    "idle_overrides",
    "idle_policies",
    "named_agents",
    "run",
    "run_points",
    "runs_of_a_forecast",
    "weeks_to_live",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'tradesim.results' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
