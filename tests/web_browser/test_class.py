"""A class in two browsers: members join, bet and try, and the teacher sees it, names as text."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.visitor import served
from tests.web_browser.classroom import Classroom, Watch
from tradesim.web.attending import Attending
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage
from tradesim.web.server import Room
from tradesim.web.workers import Workers

Enter = Callable[..., Classroom]

HOSTILE = '<img src=x onerror="hacked=1">'


@pytest.fixture(scope="module")
def attending() -> Attending:
    return Attending()


@pytest.fixture(scope="module")
def at(stage: Stage, attending: Attending) -> Iterator[str]:
    with served(stage, Workers(stage, 1), Room(attending=attending)) as visitor:
        yield f"http://127.0.0.1:{visitor.port}/"


@pytest.fixture(scope="module")
def shipped_class() -> Iterator[tuple[str, str]]:
    """The shipped lesson with a class: its address and the code."""
    stage, attending = Stage("2019_curbs", load_for_page("2019_curbs"), 2), Attending()
    with served(stage, Workers(stage, 1), Room(attending=attending)) as visitor:
        yield f"http://127.0.0.1:{visitor.port}/", attending.code


def teacher(room: Classroom, key: str) -> Any:
    page = room.page.context.new_page()
    page.goto(f"{room.address}teacher#{key}")
    return page


def test_a_member_s_bet_and_policy_reach_the_teacher(
    enter: Enter, at: str, attending: Attending
) -> None:
    room = enter("#stage=bet", at=at, bypass_csp=True)
    form = room.section("Join the class")
    form.get_by_label("Code of the class").fill(attending.code)
    form.get_by_label("Name, if you like").fill(HOSTILE)
    form.get_by_role("button", name="Join").click()
    form.get_by_text("You have joined.").wait_for()
    screen = teacher(room, attending.key)
    screen.get_by_text("1 has joined").wait_for()
    counts = screen.get_by_role("region", name="Bets").locator(".count")
    assert counts.all_inner_texts() == ["0", "0"]
    room.page.get_by_role("radio", name="some").check()
    room.press("Seal the bets and play")
    room.until(lambda: counts.all_inner_texts() == ["0", "1"])
    assert attending.members[0].policies == [], "a policy under seal is nobody's to look at"
    room.press("Reveal what came out")
    room.until(lambda: attending.members[0].policies == [(0, 1, 0)])
    assert attending.members[0].name == HOSTILE
    assert screen.evaluate("typeof hacked") == "undefined"
    assert [each["id"] for each in Axe().run(screen).response["violations"]] == []


def test_a_wrong_code_is_said_and_the_form_is_not_printed(
    enter: Enter, at: str, watch: Watch
) -> None:
    watch.expected.append("Failed to load resource")
    room = enter("#stage=bet", at=at)
    form = room.section("Join the class")
    room.page.emulate_media(media="print")
    assert form.is_hidden(), "nobody joins on paper"
    room.page.emulate_media(media="screen")
    form.get_by_label("Code of the class").fill("WRONG")
    with room.page.expect_response("**/api/class/join"):
        form.get_by_role("button", name="Join").click()
    form.get_by_text("This is not the code of the class.").wait_for()


def test_the_screen_stays_shut_without_its_key(enter: Enter, at: str) -> None:
    screen = teacher(enter("#stage=bet", at=at), "guess")
    screen.get_by_text("opens by the address that serve printed").wait_for()
    assert screen.locator(".bars").count() == 0


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (820, 1180)])
def test_the_result_of_a_member_stands_on_one_screen(
    enter: Enter, shipped_class: tuple[str, str], width: int, height: int, language: str
) -> None:
    """After the reveal of the shipped lesson, with the verdicts of its bets above the chart."""
    at, code = shipped_class
    room = enter(at=f"{at}?lang={language}", viewport={"width": width, "height": height})
    room.page.locator("#class-code").fill(code)
    room.page.locator(".join-form button").click()
    room.page.locator(".join-form").wait_for(state="detached")
    for question in room.page.locator(".questions fieldset").all():
        question.get_by_role("radio").first.check()
    for _ in ("seal", "reveal"):
        room.page.locator(".bets .buttons button.main:visible").click()
    room.rest()
    result, bar = room.page.locator(".result").bounding_box(), room.page.locator("#transport")
    above = bar.bounding_box()
    assert room.page.locator(".results p").count() > 0
    assert room.page.locator(".joining").is_hidden(), "it takes the room of a line"
    assert above["y"] + above["height"] <= result["y"]
    assert result["y"] + result["height"] <= height


@pytest.mark.parametrize("step", ["goals", "free"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (768, 1024), (1024, 768)])
def test_sliders_chart_and_result_stand_on_one_screen_before_a_member_joins(
    enter: Enter, shipped_class: tuple[str, str], width: int, height: int, step: str
) -> None:
    at, _ = shipped_class
    room = enter(f"#stage={step}", at=at, viewport={"width": width, "height": height})
    room.page.locator(".join-form").wait_for()
    room.rest()
    bar = room.page.locator("#transport").bounding_box()
    sliders = room.policy("B").get_by_role("slider").all()
    for place in [*sliders, room.page.locator(".key .chart"), room.page.locator(".result")]:
        box = place.bounding_box()
        assert bar["y"] + bar["height"] <= box["y"]
        assert box["y"] + box["height"] <= height
        assert box["x"] + box["width"] <= width


def test_the_axes_of_the_teacher_have_units_and_equal_bests_stand_together(
    at_rest: Callable[..., Any],
) -> None:
    policy = {"name": "", "policy": [["Review", "6 weeks"]], "x": 0.0, "y": 12.0, "best": True}
    board = {
        "axes": {"x": "Output lost", "x_unit": "weeks of usual output",
                 "y": ["Storing", "Dearer goods"], "y_unit": "USD million",
                 "x_matters": 0.1, "y_matters": 1},
        "policies": [policy, {**policy, "name": "Ann", "policy": []},
                     {**policy, "x": 3.0, "y": 20.0, "best": False}],
    }  # fmt: skip
    told = at_rest().evaluate(
        """async (board) => {
            const { drawScatter } = await import("./static/class_charts.js");
            const place = document.createElement("div");
            place.append(...drawScatter(board));
            const texts = (query) =>
                [...place.querySelectorAll(query)].map((each) => each.textContent);
            return { units: texts(".axis-unit"), best: texts("li"), note: texts(".note") };
        }""",
        board,
    )
    assert told["units"] == ["weeks of usual output", "USD million"]
    assert told["best"] == ["Review 6 weeks – or – Ann: as written (0; 12)"]
    assert "Storing + Dearer goods (USD million)" in told["note"][0]
    assert told["note"][1] == (
        "Differences below 0.10 weeks of usual output and 1 USD million count for nothing."
    )


def test_next_to_nothing_does_not_fill_the_teacher_s_axis(at_rest: Callable[..., Any]) -> None:
    ends = at_rest().evaluate(
        """async () => {
            const { drawScatter } = await import("./static/class_charts.js");
            const axes = { x: "Output lost", x_unit: "weeks", y: ["Storing"], y_unit: "USD million",
                           x_matters: 0.1, y_matters: 1 };
            const policies = [{ name: "", policy: [], x: 0.016, y: 63, best: true }];
            const place = document.createElement("div");
            place.append(...drawScatter({ axes, policies }).filter(Boolean));
            return [...place.querySelectorAll(".axis text")].map((each) => each.textContent);
        }"""
    )
    assert max(float(text) for text in ends[: ends.index("0", 1)]) >= 0.5
