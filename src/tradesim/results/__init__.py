"""The result of a run: tables for analysts, and the folder they are written to.

Names are resolved lazily, so that what writes tables need not wait for Mesa.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.results.public import *

__all__ = [
    "Result",
    "check_destination",
    "check_kept_runs",
    "default_folder",
    "forecast",
    "idle_overrides",
    "idle_policies",
    "lived",
    "lived_and_searched",
    "named_agents",
    "run",
    "run_one",
    "run_points",
    "runs_of",
    "runs_of_a_forecast",
    "weeks_to_live",
]


def __getattr__(name: str) -> Any:
    """Return a public name; all are imported when the first is used."""
    if name not in __all__:
        raise AttributeError(f"module 'tradesim.results' has no attribute {name!r}")
    from tradesim.results import public

    return getattr(public, name)
