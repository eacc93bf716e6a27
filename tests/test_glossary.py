"""The terms of the glossary, as the site links them: scripts/docs asks the pages it has built."""

from __future__ import annotations

import pytest

from tests.loading import module_at
from tests.source_tree import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"
links = module_at(REPOSITORY / "docs" / "glossary_links.py")
KNOWN = links.terms(GLOSSARY.read_text(encoding="utf-8"))


def test_every_row_of_the_glossary_is_a_term_with_an_anchor_of_its_own() -> None:
    rows = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(KNOWN) == len(rows) - 1  # but for the heading
    assert len(set(KNOWN.values())) == len(KNOWN)


def test_every_everyday_word_is_a_term() -> None:
    assert set(KNOWN) >= links.EVERYDAY


@pytest.mark.parametrize("page", ["outcomes.md", "scenario-reference.md"])
def test_the_output_of_the_baseline_has_one_name(page: str) -> None:
    told = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
    assert "usual output" in KNOWN
    assert "usual output" in told
    assert "baseline output" not in told


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Distrust fades; distrust stays.", ["Distrust"]),
        ("two white\nlists and a licence balance", ["white\nlists", "licence balance"]),
        ("a licence", []),
        ("compliance programmes, of replicates", ["compliance programmes", "replicates"]),
        ("they need a run", []),
        ("half-variants, covered, alarming", []),
    ],
)
def test_the_first_use_of_a_term_is_linked(text: str, linked: list[str]) -> None:
    parts = list(links.parted(text, set(KNOWN), KNOWN))
    assert [piece for piece, anchor in parts if anchor] == linked
    assert "".join(piece for piece, _ in parts) == text


def test_an_everyday_word_is_linked_where_it_is_set_in_italics() -> None:
    parts = links.parted("needs", set(KNOWN), KNOWN, emphasised=True)
    assert [anchor for _, anchor in parts] == ["", "term-need", ""]
