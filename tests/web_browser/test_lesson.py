"""The course of a lesson: bets, goals, free play."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import FEW
from tests.web_browser.classroom import Classroom, change_answers

Enter = Callable[..., Classroom]

LOST = "output_lost_weeks[destination=BBB]"


def losing(weeks: float) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a change that lets policy B lose so much output, and nothing else differ."""

    def change(run: dict[str, Any]) -> dict[str, Any]:
        return run | {"outcomes": run["outcomes"] | {LOST: {"values": [weeks] * 4}}}

    return change


def entered(enter: Enter, weeks: float, fragment: str = "") -> Classroom:
    room = enter("#stage=free")
    change_answers(room.page, "**/api/run", losing(weeks))
    room.page.goto("about:blank")
    return room.visit(fragment)


def covers(room: Classroom) -> int:
    return room.page.get_by_text("Covered until your bets are placed").count()


def seal(room: Classroom, choice: str = "none") -> None:
    room.page.get_by_role("radio", name=choice).check()
    room.press("Seal the bets and play")
    room.settle()


def test_nothing_is_shown_until_the_bets_are_placed(enter: Enter) -> None:
    room = entered(enter, 0)
    assert room.page.locator(".chart").count() == 0
    assert covers(room) > 5
    assert not room.page.get_by_text("Not drawn").count(), "lines of a covered run are not known"
    assert "A: As it was. B: No curb." in room.page.locator(".bets").inner_text()
    assert room.section("Outcomes").locator("td").all_inner_texts()[0] == "sealed"
    assert "0.1" not in room.section("Key chart").inner_text()
    assert room.page.get_by_role("button", name="Seal the bets and play").is_disabled()
    assert room.is_fixed("A")
    assert room.is_fixed("B")


def test_the_button_that_seals_the_bets_plays_and_a_keyboard_goes_on_from_there(
    enter: Enter,
) -> None:
    room = entered(enter, 3)
    room.page.get_by_role("radio", name="none").check()
    room.page.get_by_role("button", name="Seal the bets and play").press("Enter")
    room.until(lambda: room.week > 0)
    assert room.page.evaluate("document.activeElement.id") == "play"
    room.page.get_by_role("button", name="Reveal what came out").press("Enter")
    assert room.page.evaluate("document.activeElement.innerText") == "Bet again"


def test_under_seal_the_weeks_play_and_the_outcome_waits(enter: Enter) -> None:
    room = entered(enter, 3)
    seal(room)
    assert "Sealed: none." in room.page.locator(".bets").inner_text()
    assert covers(room) == 0
    assert room.page.locator(".key .chart").is_visible()
    assert room.page.locator(".key .ends").is_hidden()
    veil = room.page.locator(".key .veil")
    assert veil.evaluate("e => getComputedStyle(e).opacity") == "1"
    assert "sealed" in room.section("Outcomes").locator("td").first.inner_text()
    assert "sealed" in room.page.locator(".result").inner_text()
    assert room.page.get_by_text("Numbers as a table").first.is_hidden()
    assert room.is_fixed("B")
    room.page.reload()
    room.settle()
    assert room.page.get_by_role("button", name="Reveal what came out").is_visible()
    assert room.is_fixed("B")


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [(0, "Your bet was right"), (0.1, "Your bet was not right"), (3, "Your bet was not right")],
)
def test_a_bet_is_settled_by_the_mean(enter: Enter, weeks: float, verdict: str) -> None:
    room = entered(enter, weeks)
    seal(room)
    room.press("Reveal what came out")
    results = room.page.locator(".results").inner_text()
    assert verdict in results
    assert ("none." if weeks == 0 else "some.") in results
    assert f"The mean decides; {FEW} of {FEW} runs fell there." in results
    assert covers(room) == 0
    room.page.reload()
    room.settle()
    assert verdict in room.page.locator(".results").inner_text()


def test_after_the_reveal_sliders_are_free_and_the_bet_is_kept(enter: Enter) -> None:
    room = enter("#stage=bet")
    seal(room, "some")
    room.press("Reveal what came out")
    told = room.page.locator(".results").inner_text()
    assert "under “No curb”" in told
    assert "Your bet was right" in told
    room.press_key(room.slider("B", "What does the office do?"), "End")
    assert room.setting("B")[0] == "ban"
    assert room.page.locator(".results").inner_text() == told
    room.page.reload()
    room.settle()
    assert room.setting("B")[0] == "ban"
    assert room.page.locator(".results").inner_text() == told


def test_a_class_may_look_without_a_bet_and_bet_again(enter: Enter) -> None:
    room = entered(enter, 0)
    room.press("Show without a bet")
    assert "No bet." in room.page.locator(".results").inner_text()
    room.press("Bet again")
    assert covers(room) > 0


def test_a_goal_that_is_not_reached_holds_the_class(enter: Enter) -> None:
    room = entered(enter, 2, "#stage=goals")
    goals = room.page.locator(".goals")
    assert "Goal 1 of 1" in goals.inner_text()
    assert "Not reached yet." in goals.inner_text()
    assert "✗" in goals.inner_text()
    assert room.page.get_by_role("button", name="On to free play").is_disabled()


def test_a_goal_that_is_missed_by_little_does_not_read_as_its_bound(enter: Enter) -> None:
    goals = entered(enter, 0.104, "#stage=goals").page.locator(".goals").inner_text()
    assert "at most 0.10 weeks" in goals
    assert "now 0.104" in goals
    assert "Not reached yet." in goals


def test_a_goal_that_is_reached_leads_to_free_play(enter: Enter) -> None:
    room = entered(enter, 0, "#stage=goals")
    assert "Reached." in room.page.locator(".goals").inner_text()
    assert "best so far" in room.page.locator(".goals").inner_text()
    room.press("On to free play")
    assert not room.is_fixed("A")
    assert "stage=free" in room.page.url
    room.page.go_back()
    room.until(lambda: room.is_fixed("A"))


def test_the_lesson_can_be_read(enter: Enter) -> None:
    room = enter("#stage=free")
    lesson = room.section("About this page")
    assert lesson.get_by_text("Two countries and a curb.").is_visible()


def test_a_scenario_without_bets_and_goals_is_free_at_once(enter: Enter) -> None:
    room = enter("#stage=free")
    change_answers(room.page, "**/api/page", lambda page: page | {"bets": [], "goals": []})
    room.page.goto("about:blank")
    room.visit()
    assert room.page.get_by_text("Bet, play, reveal").count() == 0
    assert covers(room) == 0
    assert not room.is_fixed("A")
