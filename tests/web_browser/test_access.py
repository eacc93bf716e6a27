"""Everybody can use it: keyboards, screen readers, phones, dark rooms, and hostile names."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web_browser.classroom import FREE, Classroom, change_answers

Enter = Callable[..., Classroom]

HOSTILE = '<img src=x onerror="hacked=1"><script>hacked=1</script>'
SHOWN = {"label", "title", "description", "help", "text", "item", "question", "heading", "buyer"}
GRAVE = {"moderate", "serious", "critical"}


def findings(room: Classroom) -> list[str]:
    tables = room.page.locator("details.table > summary:visible")
    for fold in [*room.page.locator("details:not(.table) > summary:visible").all(), tables.first]:
        fold.click()
    violations = Axe().run(room.page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:120]}"
        for each in violations
        if each["impact"] in GRAVE
    ]


@pytest.mark.parametrize(
    ("scheme", "fragment"),
    [("light", FREE), ("dark", FREE), ("light", "#stage=goals"), ("dark", "")],
)
def test_axe_finds_nothing_grave(enter: Enter, scheme: str, fragment: str) -> None:
    room = enter(fragment, color_scheme=scheme, bypass_csp=True)
    assert room.page.locator("html").get_attribute("data-theme") == scheme
    assert findings(room) == []


def test_axe_finds_nothing_grave_on_a_phone(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 390, "height": 844}, bypass_csp=True)
    assert findings(room) == []


@pytest.mark.parametrize("width", [320, 390, 1024, 1400])
def test_nothing_runs_over_the_edge(enter: Enter, width: int) -> None:
    room = enter(FREE, viewport={"width": width, "height": 844})
    for fold in room.page.locator("summary:visible").all():
        fold.click()
    room.rest()
    assert room.page.evaluate("document.documentElement.scrollWidth") <= width
    for chart in room.page.locator(".chart, .network").all():
        box = chart.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_at_twice_the_size_everything_is_still_there_without_scrolling_sideways(
    enter: Enter,
) -> None:
    """A zoom of 200 % halves the width that the page has, and doubles its pixels (WCAG 1.4.4)."""
    room = enter(FREE, viewport={"width": 640, "height": 360}, device_scale_factor=2)
    assert room.page.evaluate("document.documentElement.scrollWidth") <= 640
    for control in room.page.locator("button:visible, select:visible, summary:visible").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 640
    bar = room.section("Time").bounding_box()
    assert bar["height"] <= 360 / 2  # what sticks to the edge leaves most of the window


def test_the_text_of_a_chart_is_readable_on_a_phone(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 390, "height": 844})
    room.rest()
    chart = room.page.locator(".chart").first
    scale = chart.evaluate("e => e.getBoundingClientRect().width / e.viewBox.baseVal.width")
    sizes = chart.locator("text").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) * scale >= 11


def test_every_control_is_reached_by_the_tab_key(enter: Enter) -> None:
    """Within a toolbar, as among radio buttons, the arrow keys lead on (test_flags.py)."""
    room = enter(FREE)
    controls = "button, input, select, summary, [tabindex='0']"
    wanted = room.page.locator(controls).evaluate_all(
        """all => all.filter(e => e.checkVisibility() && !e.disabled && e.type !== 'radio'
            && !(e.tabIndex < 0 && e.closest('[role=toolbar]'))).length"""
    )
    room.page.evaluate("window.reached = new Set()")
    for _ in range(wanted + 3):
        room.page.keyboard.press("Tab")
        room.page.evaluate(
            "document.activeElement !== document.body && reached.add(document.activeElement)"
        )
    assert wanted > 20
    assert room.page.evaluate("reached.size") >= wanted


def test_a_button_changes_the_colours_for_good(enter: Enter) -> None:
    room = enter(FREE, color_scheme="light")
    room.press("Dark colours")
    room.page.reload()
    room.settle()
    assert room.page.locator("html").get_attribute("data-theme") == "dark"


def test_nothing_glides_where_motion_is_unwelcome(enter: Enter) -> None:
    still = enter(FREE, reduced_motion="reduce").page.locator(".flow").first
    moving = enter(FREE, reduced_motion="no-preference").page.locator(".flow").first
    transition = "e => getComputedStyle(e).transitionDuration"
    assert still.evaluate(transition) == "0s"
    assert moving.evaluate(transition) != "0s"


def test_a_buyer_that_runs_short_is_marked_by_more_than_colour(enter: Enter) -> None:
    def starving(run: dict[str, Any]) -> dict[str, Any]:
        network = run["network"]
        everybody = [[1 for _ in week] for week in network["starving"]]
        return run | {"network": network | {"starving": everybody}}

    room = enter("#stage=free")
    change_answers(room.page, "**/api/run", starving)
    room.page.goto("about:blank")
    room.visit(FREE)
    assert "short" in room.page.locator(".starving .stock-text").first.text_content()
    frame = room.page.locator(".starving .stock-frame").first
    assert frame.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"


def test_the_page_prints_without_its_controls(enter: Enter) -> None:
    room = enter(FREE, color_scheme="dark")
    room.page.emulate_media(media="print")
    assert room.page.get_by_role("button", name="Play", exact=True).is_hidden()
    ink = room.page.locator("body").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(28, 36, 48)"
    assert room.page.locator(".chart").first.is_visible()


def spoiled(value: Any, key: str = "") -> Any:
    """Put markup into every text that people read."""
    if isinstance(value, dict):
        return {name: spoiled(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [spoiled(each, key) for each in value]
    is_shown = key in SHOWN or key in {"positions", "causes", "sentences", "country"}
    return f"{value} {HOSTILE}" if isinstance(value, str) and is_shown else value


def test_hostile_names_stay_text(enter: Enter) -> None:
    room = enter("#stage=bet", bypass_csp=True)
    change_answers(room.page, "**/api/page", spoiled)
    change_answers(room.page, "**/api/run", spoiled)
    room.page.goto("about:blank")
    room.visit(FREE)
    for fold in room.page.locator("summary:visible").all():
        fold.click()
    room.page.get_by_role("slider", name="Week").fill("20")
    assert room.page.locator("main img, main script").count() == 0
    assert room.page.evaluate("typeof hacked") == "undefined"
    assert HOSTILE in room.page.get_by_role("heading", level=1).inner_text()
