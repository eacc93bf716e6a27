"""The page as one file, opened by a double click."""

import re
from collections.abc import Callable

import pytest

from tests.web_browser.classroom import FREE, Classroom

Enter = Callable[..., Classroom]


def test_the_file_plays_without_a_server(enter: Enter, file: str) -> None:
    room = enter(FREE, at=file)
    room.page.get_by_role("combobox", name="Speed").select_option("30")
    room.press("Play")
    room.until(lambda: room.week > 2)
    room.press("Pause")
    assert room.page.locator(".chart").count() >= 4


def numbers(room: Classroom) -> list[float]:
    rows = room.section("Outcomes").locator("tbody tr").all()
    cells = [cell for row in rows for cell in row.locator("td").all_inner_texts()[:2]]
    text = " ".join(cells).replace("−", "-")
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def test_the_file_shows_what_the_server_shows(enter: Enter, file: str) -> None:
    from_file, from_server = numbers(enter(FREE, at=file)), numbers(enter(FREE))
    assert len(from_file) > 5
    assert from_file == pytest.approx(from_server, rel=0.01, abs=0.01)


def test_a_lever_moves_in_the_file_and_its_address_is_kept(enter: Enter, file: str) -> None:
    room = enter("#a=history&b=history&stage=free", at=file)
    room.press_key(room.slider("B", "What does the office do?"), "ArrowRight")
    assert room.setting("B")[0] == "ban"
    setting = room.setting("B")
    room.page.reload()
    room.settle()
    assert room.setting("B") == setting


def test_a_slider_of_the_file_stops_only_where_there_are_runs(enter: Enter, file: str) -> None:
    room = enter(FREE, at=file)
    assert room.policy("B").get_by_role("slider", disabled=True).count() == 1
    room = enter("#a=history&b=history&stage=free", at=file)
    slider = room.slider("B", "How long is a review?")
    seen = []
    for key in ("Home", "ArrowRight", "ArrowRight"):
        room.press_key(slider, key)
        seen.append(room.setting("B")[1])
    assert seen == ["13 weeks", "26 weeks", "26 weeks"]
    commands = room.section("Reproduce").locator("code").all_inner_texts()
    assert "review_weeks=26" in commands[1]


def test_a_link_to_a_setting_that_the_file_lacks_says_so(enter: Enter, file: str) -> None:
    room = enter("#b=1-0-0&stage=free", at=file)
    assert "policy B" in room.page.get_by_role("alert").inner_text()
