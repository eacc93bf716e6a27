"""The data dictionary."""

import re

from tests.source_tree import REPOSITORY
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.definitions import outcomes_markdown, sections
from tradesim.measures.monthly_definitions import MONTHLY
from tradesim.measures.panels import DETAILS, PANELS
from tradesim.measures.weekly_definitions import WEEKLY

WRITE = (
    'python -c "from tradesim.measures.definitions import outcomes_markdown; '
    "print(outcomes_markdown(), end='')\" > docs/outcomes.md"
)


def test_the_page_of_outcomes_is_up_to_date() -> None:
    page = (REPOSITORY / "docs" / "outcomes.md").read_text(encoding="utf-8")
    assert page == outcomes_markdown(), f"write it anew: {WRITE}"


def test_every_panel_is_defined_and_nothing_else_is_a_weekly_outcome() -> None:
    assert set(WEEKLY) == {*PANELS, *DETAILS}


def test_a_name_is_defined_once() -> None:
    parts = sections().values()
    assert len({name for part in parts for name in part}) == sum(len(part) for part in parts)
    assert all(name == each.name for part in parts for name, each in part.items())


def test_every_definition_has_a_unit_a_meaning_and_a_source() -> None:
    for definition in (each for part in sections().values() for each in part.values()):
        assert definition.unit
        assert definition.source
        assert definition.meaning.endswith(".")
        assert "|" not in definition.meaning


def test_no_definition_of_a_measure_or_a_series_leans_on_the_one_before_it() -> None:
    """``summary.json`` and reports give those of a run alone, in another order than the page."""
    leaning = [
        name
        for name, each in (*MEASURES.items(), *MONTHLY.items())
        if re.search(r"^(The|Their) same\b|^Their\b|^What nobody gets of it|likewise", each.meaning)
    ]
    assert not leaning
