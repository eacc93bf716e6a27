"""Agent-based simulation of trade policy: export controls, supply and diversification."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.ensemble import Ensemble
    from tradesim.errors import ScenarioError, TradesimError
    from tradesim.explanations import explain
    from tradesim.model import TradeModel
    from tradesim.results import Result, forecast, run
    from tradesim.scenario import Scenario, load

__version__ = "0.1.0"

_HOME = {
    "Ensemble": "tradesim.ensemble",
    "Result": "tradesim.results",
    "Scenario": "tradesim.scenario",
    "ScenarioError": "tradesim.errors",
    "TradeModel": "tradesim.model",
    "TradesimError": "tradesim.errors",
    "explain": "tradesim.explanations",
    "forecast": "tradesim.results",
    "load": "tradesim.scenario",
    "run": "tradesim.results",
}

__all__ = [
    "Ensemble",
    "Result",
    "Scenario",
    "ScenarioError",
    "TradeModel",
    "TradesimError",
    "explain",
    "forecast",
    "load",
    "run",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import tradesim`` is quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'tradesim' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__version__"])
