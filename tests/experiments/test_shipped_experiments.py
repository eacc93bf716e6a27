"""The experiments that come with tradesim: sound, explained, and shown with their results."""

from pathlib import Path

import pytest

from scripts.write_experiment_pages import FIGURES, PAGES, header
from tests.source_tree import REPOSITORY
from tradesim.experiments.loading import load_experiment
from tradesim.experiments.plan import Plan

pytestmark = pytest.mark.once("asks of each shipped experiment what others ask of one")

EXPERIMENTS = sorted((REPOSITORY / "experiments").glob("*.yaml"))
MOST_RUNS = 20_000
LARGEST_FIGURE = 150_000


def test_the_experiments_that_teachers_were_promised_are_there() -> None:
    assert {path.stem for path in EXPERIMENTS} >= {
        "review_time",
        "stockpile_vs_diversify",
        "substitution_budget",
        "curb_that_undermines_itself",
        "sobol_2019",
        "retaliation",
    }


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_an_experiment_is_sound_and_found_by_its_name(path: Path) -> None:
    study = load_experiment(path.stem)
    assert study.experiment.name == path.stem
    assert study.experiment.title
    assert Plan(study).run_count <= MOST_RUNS


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_an_experiment_says_what_it_teaches(path: Path) -> None:
    heading, paragraph = header(path.read_text(encoding="utf-8"))
    assert heading
    assert "What it teaches" in paragraph
    assert len(paragraph) > 500


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_an_experiment_has_a_page_with_a_result_and_its_own_words(path: Path) -> None:
    page = (PAGES / f"{path.stem}.md").read_text(encoding="utf-8")
    heading, paragraph = header(path.read_text(encoding="utf-8"))
    assert page.startswith(f"# {heading}\n")
    assert paragraph in page, "run scripts/write_experiment_pages.py"
    assert f"tradesim batch {path.stem}" in page
    assert f"{Plan(load_experiment(path)).run_count:,} runs in all" in page
    assert page.count("\n|") > 10


def test_figures_of_the_pages_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FIGURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FIGURE} == {}
