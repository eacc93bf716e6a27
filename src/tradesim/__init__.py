"""Agent-based simulation of trade policy: export controls, supply and diversification.

Public names are imported when one is first used, so that ``import tradesim`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradesim.attached import WAYS
from tradesim.showing import attach
from tradesim.version import __version__

if TYPE_CHECKING:
    from tradesim.api import *

__all__ = [
    "Ensemble",
    "Result",
    "Scenario",
    "ScenarioError",
    "TradeModel",
    "TradesimError",
    "__version__",
    "explain",
    "forecast",
    "load",
    "run",
]

attach(WAYS)


def __getattr__(name: str) -> Any:
    """Return a public name."""
    if name not in __all__:
        raise AttributeError(f"module 'tradesim' has no attribute {name!r}")
    from tradesim import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__version__"])
