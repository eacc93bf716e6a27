"""The flags of policy dates: readable where many dates fall together, and open to the keyboard."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web_browser.classroom import FREE, Classroom, change_answers

Enter = Callable[..., Classroom]

CROWDED = (8, 8, 10, 11, 12, 13, 14, 16, 22, 33, 34, 34, 35, 35, 36, 60, 61, 85)
"""Weeks of eighteen changes, most of them within two half years."""


def crowded(run: dict[str, Any]) -> dict[str, Any]:
    kinds = ("announced", "in force")
    policies = [
        {"week": week, "label": f"policy {row} – {kinds[row % 2]}", "kind": kinds[row % 2]}
        for row, week in enumerate(CROWDED, start=1)
    ]
    return run | {"policies": policies}


def entered(enter: Enter, **options: Any) -> Classroom:
    room = enter("#stage=free", **options)
    change_answers(room.page, "**/api/run", crowded)
    room.page.goto("about:blank")
    room.visit(FREE)
    room.until(lambda: room.page.locator(".flag").count() > 0)
    room.rest()
    return room


def bar(room: Classroom, chart: str = "Stocks of buyers, Betaland") -> Any:
    return room.page.get_by_role("toolbar", name=f"Policy dates on {chart} under policy A")


def numbers(flags: Any) -> list[int]:
    """Return the numbers that flags stand for, from left to right."""
    found = []
    for text in flags.all_inner_texts():
        first, _, last = text.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize("width", [390, 1024, 1400])
def test_no_flag_touches_another_and_none_is_lost(enter: Enter, width: int) -> None:
    room = entered(enter, viewport={"width": width, "height": 844})
    for each in room.page.get_by_role("toolbar").all():
        flags = each.locator(".flag")
        assert numbers(flags) == list(range(1, len(CROWDED) + 1))
        boxes = [flag.bounding_box() for flag in flags.all()]
        assert all(one["x"] + one["width"] < other["x"] for one, other in pairwise(boxes))
        plot = each.locator("..").bounding_box()
        assert boxes[0]["x"] >= plot["x"]
        assert boxes[-1]["x"] + boxes[-1]["width"] <= plot["x"] + plot["width"]
        fits = "all => all.every(e => e.scrollWidth <= e.offsetWidth)"
        assert flags.evaluate_all(fits)


def test_dates_that_share_a_flag_are_shaded_and_not_ruled_through(enter: Enter) -> None:
    room = entered(enter, viewport={"width": 1024, "height": 844})
    plot = bar(room).locator("..")
    shared = [text for text in plot.locator(".flag").all_inner_texts() if "–" in text]
    assert shared
    assert plot.locator(".dates rect").count() == len(shared)
    tall = plot.locator(".dates line:not(.tick)").count()
    assert tall == plot.locator(".flag").count() - len(shared)
    assert plot.locator(".dates .tick").count() + tall == len(set(CROWDED))


def test_a_flag_in_focus_lists_its_dates_until_escape(enter: Enter) -> None:
    room = entered(enter)
    flags = bar(room).get_by_role("button")
    listed = bar(room).locator(".flag-list")
    assert listed.is_hidden()
    flags.first.focus()
    assert "1 Jul 2019 policy 1 – in force" in listed.inner_text()
    assert "policy 18" not in listed.inner_text()
    assert "policy 1 – in force" in flags.first.get_attribute("aria-label")
    room.page.keyboard.press("Escape")
    assert listed.is_hidden()
    room.page.keyboard.press("End")
    assert "policy 18 – announced" in listed.inner_text()
    room.page.keyboard.press("Enter")
    assert room.week == CROWDED[-1]
    room.page.keyboard.press("Tab")
    assert listed.is_hidden()


def test_arrow_keys_reach_every_flag(enter: Enter) -> None:
    room = entered(enter)
    flags = bar(room).get_by_role("button")
    stops = flags.evaluate_all("all => all.filter(each => each.tabIndex === 0).length")
    assert stops == 1
    flags.first.focus()
    for place in range(1, flags.count()):
        room.page.keyboard.press("ArrowRight")
        assert flags.nth(place).evaluate("e => e === document.activeElement && e.tabIndex === 0")
    room.page.keyboard.press("ArrowRight")
    assert flags.last.evaluate("e => e === document.activeElement")
    room.page.keyboard.press("Home")
    assert flags.first.evaluate("e => e === document.activeElement")


def test_a_mouse_over_a_flag_shows_the_list_and_may_enter_it(enter: Enter) -> None:
    room = entered(enter)
    flag, listed = bar(room).get_by_role("button").first, bar(room).locator(".flag-list")
    week = room.week
    flag.hover()
    assert listed.is_visible()
    listed.hover()
    assert listed.is_visible()
    room.page.mouse.move(1, 1)
    assert listed.is_hidden()
    assert room.week == week
    flag.click()
    assert room.week == CROWDED[0]


def test_a_list_stays_on_a_phone(enter: Enter) -> None:
    room = entered(enter, viewport={"width": 390, "height": 844})
    for flag in bar(room).get_by_role("button").all():
        flag.focus()
        box = bar(room).locator(".flag-list").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert room.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_list(enter: Enter, scheme: str) -> None:
    room = entered(enter, color_scheme=scheme, bypass_csp=True)
    bar(room).get_by_role("button").first.focus()
    assert bar(room).locator(".flag-list").is_visible()
    assert [each["id"] for each in Axe().run(room.page).response["violations"]] == []
