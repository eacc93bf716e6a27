"""The page on performance says what was measured."""

from benchmarks.page import PAGE, TABLES, with_tables
from benchmarks.side_by_side import FIGURES


def test_every_table_is_of_the_figures_that_were_kept() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert with_tables(text) == text


def test_every_table_whose_figures_were_kept_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    kept = {marker for marker, (name, _) in TABLES.items() if (FIGURES / f"{name}.json").exists()}
    assert kept
    assert {marker for marker in kept if f"<!-- {marker}: begin -->" not in text} == set()
