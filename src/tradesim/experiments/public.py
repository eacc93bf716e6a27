"""The public names of ``tradesim.experiments``, each imported from where it is defined."""

from tradesim.experiments.loading import Study as Study
from tradesim.experiments.loading import load_experiment as load_experiment
from tradesim.experiments.runner import run_experiment as run_experiment
from tradesim.experiments.store.reading import BatchFiles as BatchFiles
from tradesim.experiments.store.reading import read_batch as read_batch
