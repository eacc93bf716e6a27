"""Write the student sheets of the lessons, as HTML and PDF, in every language of the page.

    python scripts/write_sheets.py [FOLDER]

Without a folder they go to ``build/sheets``. What stands on them is in docs/teaching/sheets.yaml;
settings and bets are those of the page that the lesson opens. PDF needs the extra ``pdf``, and a
font with Korean and Japanese letters (Debian: fonts-noto-cjk).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tradesim.reporting.report.saving import pdf
from tradesim.scenario.translations import NAMES
from tradesim.web.checking import load_for_page
from tradesim.web.languages import words_of
from tradesim.web.page import Stage, page_document

REPOSITORY = Path(__file__).parents[1]
TEACHING = REPOSITORY / "docs" / "teaching"
SHEETS = yaml.safe_load((TEACHING / "sheets.yaml").read_text(encoding="utf-8"))
SCENARIO = "2019_curbs"
PAGE_WORDS = {
    "name": "Name:",
    "date": "Date:",
    "because": "Because:",
    "policies": "The two policies",
    "lever": "Lever",
}
"""Words of the sheet that the page says, too; its catalogues have them."""

GUESS_LINES, BET_LINES = 3, 2


def sheets() -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet, and its HTML."""
    stage = Stage(SCENARIO, load_for_page(SCENARIO), 2)
    loader = FileSystemLoader(TEACHING)
    surroundings = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = surroundings.get_template("sheet.html.j2")
    for language in NAMES:
        for number, lesson in enumerate(SHEETS["lessons"], start=1):
            told = _told(stage, lesson, language)
            name = f"{number}_{lesson}.{language}"
            yield name, template.render(told, number=number, language=language)


def _told(stage: Stage, lesson: str, language: str) -> dict[str, Any]:
    """Return what the template shows of a lesson."""
    page = page_document(stage, "server", language=language)
    own = _in_language(SHEETS["lessons"][lesson], language)
    catalogue = words_of(stage.scenario, language)
    said = {name: catalogue.get(text, text) for name, text in PAGE_WORDS.items()}
    bets = [{**bet, "lines": BET_LINES} for bet in page["bets"]]
    guess = [{"question": own.get("guess"), "choices": [], "lines": GUESS_LINES}]
    address = address_of(lesson)
    return {
        **own,
        "words": {**_in_language(SHEETS["words"], language), **said},
        "address": address,
        "levers": [{**lever, "number": row} for row, lever in enumerate(page["levers"])],
        "sides": [_side(stage, page, address, side) for side in ("a", "b")],
        "asked": bets if own["bets"] else guess,
    }


def address_of(lesson: str) -> str:
    """Return the page that a lesson opens, as its first lines say."""
    text = (TEACHING / f"{lesson}.md").read_text(encoding="utf-8")
    [address] = re.findall(r"^\*\*Page:\*\* `([^`]+)`", text, re.MULTILINE)
    return str(address)


def _side(stage: Stage, page: dict[str, Any], address: str, side: str) -> dict[str, Any]:
    [named] = re.findall(rf"[#&]{side}=([^&]+)", address)
    if named not in stage.board.baselines:
        return {"name": side.upper(), "positions": [int(each) for each in named.split("-")]}
    positions = list(stage.board.baseline(named))
    [label] = [each["label"] for each in page["baselines"] if each["name"] == named]
    return {"name": f"{side.upper()}: {label}", "positions": positions}


def _in_language(value: Any, language: str) -> Any:
    """Return a part of the sheets with each text in one language."""
    if isinstance(value, dict):
        if value.keys() == NAMES.keys():
            return value[language]
        return {key: _in_language(each, language) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_language(each, language) for each in value]
    return value


def main(folder: Path) -> None:
    """Write all sheets into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sheets():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
        (folder / f"{name}.pdf").write_bytes(pdf(text))
        print(folder / f"{name}.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else REPOSITORY / "build" / "sheets")
