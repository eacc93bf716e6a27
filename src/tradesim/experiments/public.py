"""The public names of ``tradesim.experiments``, each imported from where it is defined."""

from tradesim.experiments.loading import Study, load_experiment
from tradesim.experiments.runner import run_experiment
from tradesim.experiments.store.reading import BatchFiles, read_batch

__all__ = [
    "BatchFiles",
    "Study",
    "load_experiment",
    "read_batch",
    "run_experiment",
]
