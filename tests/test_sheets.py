"""The student sheets: what a lesson asks and opens, in each language."""

import re
from html.parser import HTMLParser
from types import ModuleType
from typing import Any

import pytest

from tests.loading import module_at
from tests.source_tree import REPOSITORY
from tradesim.scenario.translations import ENGLISH, NAMES

pytestmark = pytest.mark.once("lessons of the shipped scenario, by an engine that others run")

LESSONS = ["choke_point", "licences", "who_pays", "undermining", "thaw"]
LETTERS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
QUESTIONS = re.compile(r"## Questions\n\n(.*?)\n\n## ", re.DOTALL)
PAGES = 2


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module_at(REPOSITORY / "scripts" / "write_sheets.py")


@pytest.fixture(scope="module")
def sheets(script: ModuleType) -> dict[str, str]:
    return dict(script.sheets())


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self._inside not in {"style", "code"}:
            self.texts.append(data.strip())


def shown(sheet: str) -> list[str]:
    parser = _Shown()
    parser.feed(sheet)
    return parser.texts


def test_each_lesson_has_a_sheet_in_each_language(sheets: dict[str, str]) -> None:
    wanted = {f"{row}_{name}.{each}" for row, name in enumerate(LESSONS, 1) for each in NAMES}
    assert sheets.keys() == wanted
    for name, sheet in sheets.items():
        assert f'<html lang="{name.rpartition(".")[2]}">' in sheet


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_sheet_asks_what_the_lesson_asks(
    lesson: str, script: ModuleType, sheets: dict[str, str]
) -> None:
    text = (script.TEACHING / f"{lesson}.md").read_text(encoding="utf-8")
    [listed] = QUESTIONS.findall(text)
    asked = [line.partition(". ")[2] for line in listed.splitlines()]
    [sheet] = [sheets[name] for name in sheets if name.endswith(f"{lesson}.{ENGLISH}")]
    assert set(asked) <= set(shown(sheet))
    heading = text.partition("\n")[0].removeprefix("# ")
    assert heading.partition(". ")[2] in shown(sheet)


def test_nothing_on_a_sheet_is_left_in_english(sheets: dict[str, str]) -> None:
    left = [
        (name, text)
        for name, sheet in sheets.items()
        if not name.endswith(f".{ENGLISH}")
        for text in shown(sheet)
        if not LETTERS.search(text) and len(text) > 1  # A and B are names of policies
    ]
    assert left == []


def test_the_settings_are_those_that_the_page_opens_with(sheets: dict[str, str]) -> None:
    told = shown(sheets["2_licences.en"])
    row = told.index("How long does a review take?")
    assert told[row + 1 : row + 3] == ["11 to 13 weeks (as in 2019)", "2 weeks"]
    assert "B: Full ban" in shown(sheets["1_choke_point.en"])


def test_a_sheet_fills_two_pages_of_paper(sheets: dict[str, str]) -> None:
    try:
        import weasyprint  # noqa: PLC0415 - Pango may be missing
    except OSError as error:
        pytest.skip(f"WeasyPrint draws with Pango: {error}")
    for lesson in ("1_choke_point.en", "2_licences.en"):
        assert len(weasyprint.HTML(string=sheets[lesson]).render().pages) == PAGES
