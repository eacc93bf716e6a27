"""The gallery shows every figure, and its pictures are small."""

import re

from tests.source_tree import REPOSITORY

PAGE = REPOSITORY / "docs" / "gallery.md"
PICTURES = REPOSITORY / "docs" / "figures" / "gallery"


def test_every_picture_is_shown_and_there() -> None:
    shown = re.findall(r"\]\(figures/gallery/([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(path.name for path in PICTURES.iterdir())
    assert len(shown) == len(set(shown)) >= 20


def test_every_kind_of_figure_of_a_run_and_of_an_experiment_is_shown() -> None:
    from tradesim.reporting import experiment_figures, figures  # noqa: PLC0415

    headings = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(headings) >= len(figures.KINDS) + len(experiment_figures.KINDS)


def test_the_pictures_are_small_together() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 2_000_000


def test_every_figure_has_its_command() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("```sh\ntradesim ") + text.count("```sh\npython ") == text.count("\n## ")
