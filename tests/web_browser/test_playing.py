"""Play, pause, step and scrub, and what a class reads meanwhile."""

from collections.abc import Callable
from typing import Any

from tests.web_browser.classroom import FREE, Classroom, change_answers

Enter = Callable[..., Classroom]

HALTED = {"week": 5, "buyer": "Beta Devices", "causes": [f"cause {n}" for n in range(1, 9)]}


def with_a_stop(run: dict[str, Any]) -> dict[str, Any]:
    return run | {"stops": [HALTED]}


def marker(room: Classroom) -> float:
    return float(room.page.locator(".chart .now").first.get_attribute("x1"))


def test_play_moves_the_weeks_and_pause_holds_them(enter: Enter) -> None:
    room = enter(FREE)
    scrub = room.page.get_by_role("slider", name="Week")
    before, last = marker(room), int(scrub.get_attribute("max"))
    room.page.get_by_role("checkbox", name="Pause at shortages").uncheck()
    room.page.get_by_role("combobox", name="Speed").select_option("6")
    room.hold_time()
    room.press("Play")
    room.pass_time(1)
    held = room.week
    assert 5 <= held <= 6
    assert held < last, "it was the last week that ended the play"
    assert marker(room) > before
    room.press("Pause")
    room.pass_time(1)
    assert room.week == held
    room.press("Play")
    room.pass_time(1)
    assert room.week > held


def test_a_pause_at_a_shortage_leads_to_its_reason(enter: Enter) -> None:
    """On a telephone the page stood still, and the reason stood three screens below."""
    room = enter("#stage=free", viewport={"width": 360, "height": 740})
    change_answers(room.page, "**/api/run", with_a_stop)
    room.page.goto("about:blank")
    room.visit(FREE)
    why = room.page.get_by_role("button", name="A shortage: why?")
    assert why.is_hidden()
    room.press("Play")
    why.click()
    assert room.week == HALTED["week"]
    top = room.section("What happened this week").get_by_role("heading").bounding_box()["y"]
    bar = room.section("Time").bounding_box()
    assert bar["y"] + bar["height"] <= top < 740
    room.press("One week on")
    assert why.is_hidden()


def test_play_ends_with_the_last_week_and_starts_over(enter: Enter) -> None:
    room = enter(FREE)
    scrub = room.page.get_by_role("slider", name="Week")
    room.press_key(scrub, "End")
    last = room.week
    assert last == int(scrub.get_attribute("max"))
    room.press("Play")
    room.until(lambda: room.week < last)


def test_steps_and_keys_move_one_week(enter: Enter) -> None:
    room = enter(FREE)
    scrub = room.page.get_by_role("slider", name="Week")
    room.press("One week on")
    room.press("One week on")
    assert room.week == 2
    room.press_key(scrub, "ArrowRight")
    assert room.week == 3
    assert scrub.get_attribute("aria-valuetext") == "Week 4 of 86, 27 May 2019"
    room.press("One week back")
    assert room.week == 2
    room.press("To the first week")
    assert room.week == 0


def test_a_click_on_a_chart_chooses_the_week(enter: Enter) -> None:
    room = enter(FREE)
    chart = room.page.locator(".chart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    room.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 20 < room.week < 70


def test_the_network_moves_with_the_week(enter: Enter) -> None:
    room = enter(FREE)
    network = room.section("Who supplies whom")
    network.get_by_text("Numbers of this week as a table").click()
    flows = room.page.locator(".network .flow")

    def widths() -> list[str]:
        return [flow.get_attribute("stroke-width") for flow in flows.all()]

    before, text = widths(), network.get_by_role("table").last.inner_text()
    room.page.get_by_role("slider", name="Week").fill("20")
    assert widths() != before
    assert network.get_by_role("table").last.inner_text() != text


def test_play_pauses_where_a_buyer_runs_short_and_says_why(enter: Enter) -> None:
    room = enter(FREE)
    change_answers(room.page, "**/api/run", with_a_stop)
    room.page.reload()
    room.settle()
    room.page.get_by_role("combobox", name="Speed").select_option("30")
    room.press("Play")
    said = room.page.get_by_text("Why Beta Devices ran short in the week of 10 Jun 2019")
    said.first.wait_for()
    assert room.week == HALTED["week"]
    causes = room.page.locator(".stop").first
    assert causes.get_by_text("cause 1", exact=True).is_visible()
    assert causes.get_by_text("cause 8", exact=True).is_hidden()
    causes.get_by_text("The rest of the chain").click()
    assert causes.get_by_text("cause 8", exact=True).is_visible()


def test_play_goes_on_past_a_shortage_if_asked_to(enter: Enter) -> None:
    room = enter(FREE)
    change_answers(room.page, "**/api/run", with_a_stop)
    room.page.reload()
    room.settle()
    room.page.get_by_role("checkbox", name="Pause at shortages").uncheck()
    room.page.get_by_role("combobox", name="Speed").select_option("30")
    room.press("Play")
    room.until(lambda: room.week > HALTED["week"])


def test_the_week_is_told_in_a_sentence(enter: Enter) -> None:
    room = enter(FREE)
    story = room.section("What happened this week")
    room.page.get_by_role("slider", name="Week").fill("8")
    assert "acid curb" in story.inner_text()
    assert story.locator("[aria-live=polite]").count() == 2


def test_a_policy_date_leads_to_its_week(enter: Enter) -> None:
    room = enter(FREE)
    story = room.section("What happened this week")
    story.get_by_text("Policy dates").first.click()
    story.locator(".date-list button").first.click()
    assert room.week > 0
    assert room.page.locator(".plot:has(.chart)").first.locator(".flag").count() > 0


def test_a_tab_in_the_background_asks_for_nothing_until_it_is_looked_at(enter: Enter) -> None:
    room = enter(FREE)
    asked: list[str] = []
    room.page.on("request", lambda request: asked.append(request.url))
    hide = """(isHidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    room.hold_time()
    room.page.evaluate(hide, True)
    room.slider("B", "What does the office do?").press("Home")
    room.pass_time(1)  # more than the page waits for a further move
    assert not any("api/run" in url for url in asked)
    room.page.evaluate(hide, False)
    room.pass_time(1)
    room.until(lambda: any("api/run" in url for url in asked))
    room.settle()
