"""What a page of docs may not be called, and which pages the site has."""

from __future__ import annotations

import re

from tests.source_tree import REPOSITORY

DOCS = REPOSITORY / "docs"
OF_SPHINX = {"search", "genindex", "py-modindex"}
"""Pages that Sphinx writes itself, over one of the same name."""


def test_no_page_has_the_name_of_one_that_sphinx_writes() -> None:
    assert {path.stem for path in DOCS.glob("*.md")} & OF_SPHINX == set()


def test_every_page_of_the_contents_is_there() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    named = [line for tree in trees for line in tree.splitlines() if re.match(r"[\w/]+$", line)]
    assert len(named) > 25
    missing = {name for name in named if not (DOCS / f"{name}.md").is_file()}
    assert missing <= {"commands"}, "it alone is written by each build"
