"""The course of a lesson: bets, goals, free play."""

from collections.abc import Callable
from typing import Any

import pytest

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


def test_policy_b_stays_covered_until_a_bet_is_placed(enter: Enter) -> None:
    room = entered(enter, 0)
    assert (
        room.page.locator(".chart").count() == room.page.locator(".figure:has(.plot)").count() - 1
    )
    assert room.page.get_by_text("Covered until your bets are placed").first.is_visible()
    assert "covered" in room.section("Outcomes").inner_text()
    assert room.page.get_by_role("button", name="Reveal policy B").is_disabled()
    assert room.policy("A").get_by_role("slider").first.is_disabled()


@pytest.mark.parametrize(
    ("weeks", "verdict"),
    [(0, "Your bet was right"), (0.1, "Your bet was not right"), (3, "Your bet was not right")],
)
def test_a_bet_is_settled_by_the_mean(enter: Enter, weeks: float, verdict: str) -> None:
    room = entered(enter, weeks)
    room.page.get_by_role("radio", name="none").check()
    room.press("Reveal policy B")
    results = room.page.locator(".results").inner_text()
    assert verdict in results
    assert ("none." if weeks == 0 else "some.") in results
    assert room.page.get_by_text("Covered until").count() == 0
    room.page.reload()
    room.settle()
    assert verdict in room.page.locator(".results").inner_text()


def test_a_class_may_look_without_a_bet_and_bet_again(enter: Enter) -> None:
    room = entered(enter, 0)
    room.press("Show without a bet")
    assert "No bet." in room.page.locator(".results").inner_text()
    room.press("Bet again")
    assert room.page.get_by_text("Covered until your bets are placed").first.is_visible()


def test_a_goal_that_is_not_reached_holds_the_class(enter: Enter) -> None:
    room = entered(enter, 2, "#stage=goals")
    goals = room.page.locator(".goals")
    assert "Goal 1 of 1" in goals.inner_text()
    assert "Not reached yet." in goals.inner_text()
    assert "✗" in goals.inner_text()
    assert room.page.get_by_role("button", name="On to free play").is_disabled()


def test_a_goal_that_is_reached_leads_to_free_play(enter: Enter) -> None:
    room = entered(enter, 0, "#stage=goals")
    assert "Reached." in room.page.locator(".goals").inner_text()
    assert "best so far" in room.page.locator(".goals").inner_text()
    room.press("On to free play")
    assert room.policy("A").get_by_role("slider").first.is_enabled()
    assert "stage=free" in room.page.url
    room.page.go_back()
    room.until(room.policy("A").get_by_role("slider").first.is_disabled)


def test_the_lesson_can_be_read(enter: Enter) -> None:
    room = enter("#stage=free")
    lesson = room.section("About this page")
    assert lesson.get_by_text("Two countries and a curb.").is_visible()


def test_a_scenario_without_bets_and_goals_is_free_at_once(enter: Enter) -> None:
    room = enter("#stage=free")
    change_answers(room.page, "**/api/page", lambda page: page | {"bets": [], "goals": []})
    room.page.goto("about:blank")
    room.visit()
    assert room.page.get_by_text("Place your bets").count() == 0
    assert room.page.get_by_text("Covered until").count() == 0
    assert room.policy("A").get_by_role("slider").first.is_enabled()
