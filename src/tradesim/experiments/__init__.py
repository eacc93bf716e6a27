"""The batch runner: experiments in YAML, from a laptop to a cluster.

Names are resolved lazily, so that worker processes can set themselves up before numpy is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.experiments.public import *

__all__ = [
    "BatchFiles",
    "Study",
    "load_experiment",
    "read_batch",
    "run_experiment",
]


def __getattr__(name: str) -> Any:
    """Return a public name; all are imported when the first is used."""
    if name not in __all__:
        raise AttributeError(f"module 'tradesim.experiments' has no attribute {name!r}")
    from tradesim.experiments import public

    return getattr(public, name)
