"""The reference page and the JSON Schema say what the schema classes say."""

import re
import subprocess
import sys
from typing import Any

import pytest

from tests.source_tree import REPOSITORY
from tradesim.policies.individual_licence import IndividualLicence
from tradesim.scenario.bundled import scenario_names, scenario_path
from tradesim.scenario.reference import DURATION, json_schema, reference_markdown
from tradesim.scenario.schema import Scenario
from tradesim.units import duration

WRITE = (
    'python -c "from tradesim.scenario.reference import reference_markdown; '
    "print(reference_markdown(), end='')\" > docs/scenario-reference.md"
)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


def test_the_reference_page_is_up_to_date() -> None:
    page = (REPOSITORY / "docs" / "scenario-reference.md").read_text(encoding="utf-8")
    assert page == reference_markdown(), f"write it anew: {WRITE}"


def test_every_field_stands_on_the_reference_page() -> None:
    page = reference_markdown()
    for block in (Scenario, IndividualLicence):
        for name in set(block.model_fields) - {"kind"}:
            assert f"| `{name}` |" in page
    assert "## `kind: individual_licence`" in page


def test_every_figure_has_a_unit_and_a_meaning() -> None:
    rows = [line for line in reference_markdown().splitlines() if "| figure |" in line]
    assert rows == []


def test_a_figure_may_be_a_bare_number_in_its_range(schema: dict[str, Any]) -> None:
    terms = schema["$defs"]["LicenceTerms"]["properties"]
    assert terms["review_weeks"]["anyOf"] == [
        {"type": "number", "minimum": 0, "maximum": 52},
        DURATION,
        {"$ref": "#/$defs/Figure"},
    ]
    assert terms["review_weeks"]["default"] == 13
    assert terms["review_weeks"]["description"].endswith("Unit: week.")


def test_an_editor_takes_the_durations_that_are_read(schema: dict[str, Any]) -> None:
    pattern = re.compile(schema["$defs"]["Figure"]["properties"]["value"]["anyOf"][1]["pattern"])
    for text in ("45 working days", "1 week", "2.5 years", "3months", "6 calendar days"):
        assert pattern.fullmatch(text)
        assert duration(text)
    for text in ("45", "5 t", "weeks"):
        assert not pattern.fullmatch(text)


def test_a_date_may_be_bare_and_an_optional_one_null(schema: dict[str, Any]) -> None:
    assert schema["$defs"]["IndividualLicence"]["properties"]["lifted"]["anyOf"] == [
        {"type": "string", "format": "date"},
        {"$ref": "#/$defs/DateFigure"},
        {"type": "null"},
    ]


def test_shares_may_be_bare_numbers(schema: dict[str, Any]) -> None:
    sources = schema["$defs"]["Need"]["properties"]["sources"]
    assert {"type": "number"} in sources["additionalProperties"]["anyOf"]


def test_blocks_are_closed(schema: dict[str, Any]) -> None:
    assert schema["additionalProperties"] is False
    assert all(block["additionalProperties"] is False for block in schema["$defs"].values())


def test_checking_a_scenario_and_its_page_imports_nothing_slow() -> None:
    program = (
        "import sys; from tradesim.web.checking import load_for_page; load_for_page('2019_curbs');"
        "slow = {'mesa', 'numpy', 'pandas', 'matplotlib', 'pyarrow', 'rich', 'tradesim.world'};"
        "print(sorted(slow & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout == "[]\n"


@pytest.mark.parametrize("name", scenario_names())
def test_a_shipped_scenario_tells_editors_its_schema(name: str) -> None:
    text = scenario_path(name).read_text(encoding="utf-8")
    first = text.splitlines()[0]
    is_whole = not re.search(r"(?m)^extends:", text)  # the rest of what extends stands elsewhere
    assert (first == "# yaml-language-server: $schema=scenario.schema.json") == is_whole
