"""A small batch for tests that read one: its experiment written, its runs done in this process."""

from pathlib import Path

from tests.source_tree import REPOSITORY
from tradesim.experiments import run_experiment

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"


def small_batch(place: Path, experiment: str) -> Path:
    """Return the folder of a batch.

    Args:
        place: Where the experiment is written, and its folder.
        experiment: The text of its file, with ``{world}`` for the scenario.
    """
    file = place / "small.yaml"
    file.write_text(experiment.format(world=WORLD), encoding="utf-8")
    run_experiment(file, place / "out", executor=1)
    return place / "out"
