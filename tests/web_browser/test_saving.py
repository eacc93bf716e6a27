"""What a page gives away: numbers, drawings, a handout."""

import codecs
import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tests.web_browser.classroom import FREE, Classroom

Enter = Callable[..., Classroom]

SVG = "{http://www.w3.org/2000/svg}"
WEEKS = 86


def saved(room: Classroom, section: str, kind: str) -> Path:
    with room.page.expect_download() as coming:
        room.section(section).get_by_role("button", name=f"Save as {kind}").click()
    assert coming.value.suggested_filename.endswith(f".{kind.lower()}")
    return Path(coming.value.path())


def test_a_chart_saves_its_numbers_one_a_cell(enter: Enter) -> None:
    room = enter(FREE)
    run = room.page.evaluate(
        """async () => (await fetch('/api/run', {method: 'POST',
            headers: {'Content-Type': 'application/json'},
            body: JSON.stringify({positions: [2, 1, 0]})})).json()"""
    )
    with saved(room, "Stocks of buyers, Betaland", "CSV").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == WEEKS
    assert rows[0]["week of"] == "2019-05-06"
    [lines] = run["charts"]["cover"].values()
    assert [float(row["B (weeks of use)"]) for row in rows] == lines["mean"]
    assert [float(row["B from (weeks of use)"]) for row in rows] == lines["low"]
    assert [float(row["B to (weeks of use)"]) for row in rows] == lines["high"]


def test_the_key_chart_saves_both_policies(enter: Enter) -> None:
    room = enter(FREE)
    saving = saved(room, "Key chart", "CSV")
    assert saving.read_bytes().startswith(codecs.BOM_UTF8), "else spreadsheets garble Korean"
    with saving.open(encoding="utf-8-sig", newline="") as file:
        heads = next(csv.reader(file))
    assert heads[0] == "week of"
    assert len(heads) == 1 + 2 * 3
    assert all(head.startswith(("A: As it was", "B: own setting")) for head in heads[1:])


def test_a_chart_saves_a_drawing_that_stands_alone(enter: Enter) -> None:
    room = enter(FREE, color_scheme="dark")
    flags = room.section("Stocks of buyers, Betaland").locator(".flag").all_inner_texts()
    root = ET.parse(saved(room, "Stocks of buyers, Betaland", "SVG")).getroot()
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts[0] == "Stocks of buyers, Betaland, policy A and policy B"
    assert all(flag in texts for flag in flags)
    assert len(root.findall(f"{SVG}svg")) == 2
    [line, *_] = [each for each in root.iter(f"{SVG}path") if each.get("class") == "line"]
    assert "stroke: rgb(" in line.get("style", "")
    assert not [each for each in root.iter() if each.get("class") in {"veil", "now"}]


def test_a_chart_saves_as_png(enter: Enter) -> None:
    room = enter(FREE, bypass_csp=False)
    assert saved(room, "Key chart", "PNG").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def handout(room: Classroom) -> Any:
    room.page.evaluate("window.print = () => 0")
    room.press("Print handout")
    room.page.emulate_media(media="print")
    return room.section("Handout")


def test_the_handout_has_two_pages_and_no_answer_before_the_reveal(enter: Enter) -> None:
    room = enter("#stage=bet", viewport={"width": 1280, "height": 900})
    sheets = handout(room).locator(".sheet")
    assert sheets.count() == 2
    first, second = sheets.first.inner_text(), sheets.last.inner_text()
    assert "How much output is lost?" in first
    assert "As it was" in first
    assert "No curb" in first
    assert "[object" not in first + second
    assert sheets.last.locator(".line").count() == 0
    assert "Draw what you expect" in second
    assert room.page.get_by_role("button", name="Seal the bets and play").is_hidden()
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", room.page.pdf(format="A4"))
    assert len(pages) == 2
    room.until(lambda: room.page.locator("body.handout-print").count() == 0)


def test_the_handout_has_the_lines_once_they_are_revealed(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 1280, "height": 900})
    sheet = handout(room).locator(".sheet").last
    assert sheet.locator(".line").count() == 2
    middles = "all => all.map(e => e.getBoundingClientRect()).map(b => b.x + b.width / 2)"
    flags = sheet.locator(".flag").evaluate_all(middles)
    assert flags
    box = sheet.locator("svg").bounding_box()
    assert all(box["x"] <= middle <= box["x"] + box["width"] for middle in flags)
    assert "What came out" in sheet.inner_text()


def test_a_handout_waits_for_the_runs_whose_axis_it_prints(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 1280, "height": 900})
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    room.page.route("**/api/run", hold)
    room.slider("B", "How long is a review?").press("ArrowRight")
    room.until(lambda: bool(held))
    sheets = handout(room)
    room.rest()
    assert room.page.locator("body.handout-print").count() == 0
    room.page.unroute("**/api/run")  # lets those held go on
    room.until(lambda: room.page.locator("body.handout-print").count() == 1)
    assert sheets.locator(".sheet").last.locator(".line").count() == 2
