"""The page in Korean and Japanese: what a class reads, and the particles that Korean words take."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.web_browser.classroom import FREE, Classroom

Enter = Callable[..., Classroom]


@pytest.mark.parametrize(
    ("language", "outcomes", "play"),
    [("ko", "결과", "재생"), ("ja", "結果", "再生"), ("en", "Outcomes", "Play")],
)
def test_the_page_speaks_the_language_of_its_address(
    enter: Enter, address: str, language: str, outcomes: str, play: str
) -> None:
    page = enter(at=f"{address}?lang={language}").page
    page.wait_for_selector("#transport:not([hidden])")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("#outcomes h2").inner_text() == outcomes
    assert page.locator("#play").get_attribute("aria-label") == play


def test_another_language_keeps_what_is_shown(enter: Enter, address: str) -> None:
    room = enter(f"{FREE}&week=7", at=f"{address}?lang=en")
    page = room.page
    page.select_option("#languages select", "ko")
    page.wait_for_selector("html[lang=ko]")
    room.settle()
    assert "lang=ko" in page.url
    assert page.url.partition("#")[2] == f"{FREE}&week=7".removeprefix("#")
    assert page.locator("#scrub").input_value() == "7"


@pytest.mark.parametrize(("language", "week"), [("ko", "2019. 8. 26."), ("ja", "2019/08/26")])
def test_why_a_line_stopped_is_told_in_the_language(
    enter: Enter, address: str, language: str, week: str
) -> None:
    room = enter("#a=history&b=2-1-0&stage=free&week=16", at=f"{address}?lang={language}")
    told = room.page.locator(".stop li").all_inner_texts()
    assert len(told) > 4
    named = r"Alpha Chemicals|Beta Devices|acid curb|Beta Chemicals"
    assert not [line for line in told if re.search("[a-z]{3,} [a-z]{2,}", re.sub(named, "", line))]
    assert any(week in line for line in told)


@pytest.mark.parametrize(
    ("language", "refused"),
    [("ko", "이 수업의 코드가 아닙니다."), ("ja", "この授業のコードではありません。")],
)
def test_what_the_server_refuses_is_told_in_the_language(
    at_rest: Callable[..., Any], language: str, refused: str
) -> None:
    message = "This is not the code of the class."
    told = at_rest(language).evaluate(
        """async (refusal) => {
            const { refusalText } = await import("./static/asking.js");
            return refusalText(refusal);
        }""",
        {"error": message, "told": {"text": message, "values": {}}},
    )
    assert told == refused


def test_a_number_of_weeks_is_translated_where_it_is_no_count(enter: Enter, address: str) -> None:
    """A text that has a form for one elsewhere is a plain text, too."""
    page = enter(FREE, at=f"{address}?lang=ja").page
    stocks = page.locator(".network .stock-text").all_text_contents()
    assert stocks
    assert not any("week" in text for text in stocks)


@pytest.mark.parametrize(
    ("value", "particle", "told"),
    [
        ("한국", "이/가", "한국이"),
        ("메모리", "이/가", "메모리가"),
        ("서울", "으로/로", "서울로"),
        ("한국", "으로/로", "한국으로"),
        ("SK hynix", "을/를", "SK hynix를"),
        ("Kolon", "을/를", "Kolon을"),
        ("3", "이/가", "3이"),
        ("2", "이/가", "2가"),
        ("규제 (HF)", "을/를", "규제 (HF)를"),
    ],
)
def test_a_korean_particle_fits_the_word_before_it(
    at_rest: Callable[..., Any], value: str, particle: str, told: str
) -> None:
    said = at_rest("ko").evaluate(
        """async ([template, value]) => {
            const { say } = await import("./static/words.js");
            return say(template, { who: value });
        }""",
        [f"{{who|{particle}}}", value],
    )
    assert said == told
