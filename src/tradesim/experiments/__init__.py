"""The batch runner: experiments in YAML, from a laptop to a cluster.

Names are resolved lazily, so that worker processes can set themselves up before numpy is loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradesim.experiments.loading import Study, load_experiment
    from tradesim.experiments.runner import run_experiment
    from tradesim.experiments.store.reading import BatchFiles, read_batch

_HOME = {
    "BatchFiles": "tradesim.experiments.store.reading",
    "Study": "tradesim.experiments.loading",
    "load_experiment": "tradesim.experiments.loading",
    "read_batch": "tradesim.experiments.store.reading",
    "run_experiment": "tradesim.experiments.runner",
}

__all__ = ["BatchFiles", "Study", "load_experiment", "read_batch", "run_experiment"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'tradesim.experiments' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
