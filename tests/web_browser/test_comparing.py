"""Policy A beside policy B: sliders, scales, outcomes, the address, and what goes wrong."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from scipy import stats

from tests.web_browser.classroom import FREE, Classroom, Watch, change_answers
from tradesim.wording.numbers import fixed

Enter = Callable[..., Classroom]

HISTORY = ["as written", "13 weeks", "August 2019"]


def test_a_key_on_a_slider_changes_one_policy(enter: Enter) -> None:
    room = enter("#a=history&b=history&stage=free")
    slider = room.slider("B", "What does the office do?")
    room.press_key(slider, "ArrowRight")
    assert room.setting("B") == ["ban", *HISTORY[1:]]
    assert slider.get_attribute("aria-valuetext") == "ban"
    assert room.setting("A") == HISTORY
    assert room.policy("B").get_by_role("combobox").evaluate("e => e.selectedOptions[0].text") == (
        "own setting"
    )
    assert "as written" not in room.section("Reproduce").locator("code").last.inner_text()


def test_a_baseline_sets_all_sliders(enter: Enter) -> None:
    room = enter(FREE)
    room.policy("B").get_by_role("combobox", name="Start from").select_option(label="No curb")
    room.settle()
    assert room.setting("B") == ["no curb", *HISTORY[1:]]


def test_both_sides_share_their_scales(enter: Enter) -> None:
    room = enter(FREE)
    for figure in room.page.locator(".figure:has(.sides .chart)").all():
        axes = [
            chart.locator(".axis").first.locator("text").all_inner_texts()
            for chart in figure.locator(".chart").all()
        ]
        assert len(axes) == 2
        assert axes[0] == axes[1]
        assert len(axes[0]) >= 3


def test_labels_at_the_ends_of_lines_do_not_overlap(enter: Enter) -> None:
    room = enter(FREE)
    for chart in room.page.locator(".chart:has(.ends)").all():
        tops = sorted(label.bounding_box()["y"] for label in chart.locator(".ends text").all())
        gaps = [after - before for before, after in itertools.pairwise(tops)]
        assert all(gap >= 12 for gap in gaps)


def test_the_same_policy_twice_differs_in_nothing(enter: Enter) -> None:
    room = enter("#a=history&b=history&stage=free")
    rows = room.section("Outcomes").locator("tbody tr").all()
    assert len(rows) >= 3
    assert all("the same in every run" in row.inner_text() for row in rows)


def test_means_that_differ_do_not_read_alike(enter: Enter) -> None:
    def near(run: dict[str, Any]) -> dict[str, Any]:
        value = 1.0731 if run["positions"] == [1, 1, 0] else 1.0698
        measure = "output_lost_weeks[destination=BBB]"
        values = [value - 0.0001, value, value, value + 0.0001]
        return run | {"outcomes": run["outcomes"] | {measure: {"values": values}}}

    room = enter("#stage=free")
    change_answers(room.page, "**/api/run", near)
    room.page.goto("about:blank")
    room.visit(FREE)
    cells = room.section("Outcomes").locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[:2] == ["1.073", "1.070"]
    assert cells[5] == "too small to matter"


def test_the_better_value_is_marked_and_held_against_noise(enter: Enter) -> None:
    values = {"#a": [3.0, 3.1, 2.9, 3.0], "#b": [1.0, 1.1, 0.9, 1.2]}

    def plain(run: dict[str, Any]) -> dict[str, Any]:
        side = "#a" if run["positions"] == [1, 1, 0] else "#b"
        measure = "output_lost_weeks[destination=BBB]"
        return run | {"outcomes": run["outcomes"] | {measure: {"values": values[side]}}}

    room = enter("#stage=bet")
    change_answers(room.page, "**/api/run", plain)
    room.page.goto("about:blank")
    room.visit(FREE)
    cells = room.section("Outcomes").locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[0] == "3"
    assert cells[1:3] == ["1.05", "−1.95"]
    assert float(cells[3].replace("−", "-")) < -1.95 < float(cells[4].replace("−", "-")) < 0
    assert cells[5] == "much less ✓\ufe0e B is better"


@pytest.mark.parametrize("runs", [2, 5, 12, 64])
def test_the_interval_is_that_of_paired_differences(at_rest: Callable[..., Any], runs: int) -> None:
    a = [(7 * n) % 11 / 10 for n in range(runs)]
    b = [(5 * n) % 13 / 10 for n in range(runs)]
    found = at_rest().evaluate(
        """async ([a, b]) => (await import('/static/statistics.js')).pairedDifference(a, b)""",
        [[*a, None], [*b, 1.0]],
    )
    differences = [after - before for before, after in zip(a, b, strict=True)]
    interval = stats.ttest_1samp(differences, 0).confidence_interval(0.95)
    assert found["pairs"] == runs
    assert found["low"] == pytest.approx(interval.low, abs=1e-3)
    assert found["high"] == pytest.approx(interval.high, abs=1e-3)
    assert (found["verdict"] == "larger") == (interval.low > 0 or interval.high < 0)


def test_numbers_are_rounded_as_those_of_reports(at_rest: Callable[..., Any]) -> None:
    values = [12.5, 0.5, -2.5, 1.005, 1.115, 0.125, 2.675, -1234.5, 1e22]
    written = at_rest().evaluate(
        """async (values) => {
            const { numberText } = await import("/static/format.js");
            return values.map((value) => [0, 2].map((digits) => numberText(value, { digits })));
        }""",
        values,
    )
    assert written == [[fixed(value, digits) for digits in (0, 2)] for value in values]


def test_the_address_reproduces_the_page(enter: Enter) -> None:
    room = enter(FREE)
    room.press_key(room.slider("B", "How long is a review?"), "ArrowRight")
    room.page.get_by_role("slider", name="Week").fill("17")
    room.until(lambda: "week=17" in room.page.url)  # it is written once the slider rests
    address, setting = room.page.url, room.setting("B")
    room.page.reload()
    room.settle()
    assert (room.setting("B"), room.week) == (setting, 17)
    other = enter(address.partition("#")[1] + address.partition("#")[2])
    assert (other.setting("B"), other.week) == (setting, 17)
    room.page.go_back()
    room.until(lambda: room.setting("B") == ["ban", *HISTORY[1:]])
    room.page.go_forward()
    room.until(lambda: room.setting("B") == setting)


@pytest.mark.parametrize(
    "fragment",
    ["#a=9-9-9&b=history", "#b=%3Cscript%3E&week=-3", "#week=1e9&stage=party", "#a=1-1&bets=x"],
)
def test_a_garbled_address_falls_back_and_says_so(enter: Enter, fragment: str) -> None:
    room = enter(fragment)
    assert room.setting("A") == HISTORY
    assert room.week == 0
    assert room.page.get_by_role("alert").inner_text().startswith("This link is damaged.")


def test_an_address_of_something_else_is_no_damage(enter: Enter) -> None:
    room = enter("#top")
    assert room.page.get_by_role("alert").inner_text() == ""


def test_the_command_is_the_server_s_own_and_can_be_copied(enter: Enter) -> None:
    room = enter(FREE, permissions=["clipboard-read", "clipboard-write"])
    asked = room.page.request.post(
        room.address + "api/run",
        data={"positions": [2, 1, 0]},
        headers={"Origin": room.address.rstrip("/")},
    )
    command = json.loads(asked.text())["command"]
    assert room.section("Reproduce").locator("code").last.inner_text() == command
    room.press("Copy the command of policy B")
    room.page.get_by_text("Command of policy B copied.").wait_for(state="attached")
    assert room.page.evaluate("navigator.clipboard.readText()") == command


def test_the_server_s_own_words_reach_the_class(enter: Enter, watch: Watch) -> None:
    watch.expected.append("Failed to load resource")
    room = enter(FREE)
    said = json.dumps({"error": "Move <b>fewer</b> levers."})
    room.page.route("**/api/run", lambda route: route.fulfill(status=400, body=said))
    room.press_key(room.slider("B", "How long is a review?"), "ArrowRight")
    alert = room.page.get_by_role("alert")
    assert "Move <b>fewer</b> levers." in alert.inner_text()
    room.page.unroute("**/api/run")
    room.press_key(room.slider("B", "How long is a review?"), "ArrowLeft")
    assert alert.inner_text() == ""


def test_a_server_that_is_gone_is_told_in_plain_words(enter: Enter, watch: Watch) -> None:
    watch.expected.append("Failed to load resource")
    room = enter(FREE)
    room.page.route("**/api/run", lambda route: route.abort())
    room.press_key(room.slider("B", "How long is a review?"), "ArrowRight")
    assert "The server does not answer." in room.page.get_by_role("alert").inner_text()


def test_observed_figures_are_laid_over_on_a_toggle(enter: Enter) -> None:
    def observed(page: dict[str, Any]) -> dict[str, Any]:
        chart = page["charts"][0]
        points = {chart["name"]: {chart["series"][0]["name"]: [[3, 0.5], [9, 0.75]]}}
        return page | {"observed": points, "observed_sources": {chart["name"]: "Customs."}}

    room = enter(FREE)
    assert room.page.get_by_role("checkbox", name="Observed figures").is_hidden()
    change_answers(room.page, "**/api/page", observed)
    room.page.reload()
    room.settle()
    assert room.page.locator(".observed path").count() == 0
    room.page.get_by_role("checkbox", name="Observed figures").check()
    assert room.page.locator(".figure .observed path").count() == 4
    assert room.page.get_by_text("◇ Observed. Customs.").is_visible()


def test_a_chart_has_its_numbers_as_a_table(enter: Enter) -> None:
    room = enter(FREE)
    figure = room.page.locator(".figure:has(.chart)").first
    figure.get_by_text("Numbers as a table").click()
    table = figure.get_by_role("table")
    table.wait_for()
    assert table.locator("tbody tr").count() == 86
    assert table.locator("tbody tr").first.locator("th").inner_text() == "6 May 2019"


def test_the_outcomes_say_over_which_weeks_they_are_and_what_one_must_know(enter: Enter) -> None:
    room = enter(FREE)
    assert "of the whole run, from the week of 7 Jan 2019" in room.section("Outcomes").inner_text()
    assert "for those the goals are about" in room.section("Outcomes").inner_text()
    facts = {
        "lived": {"start": "2018-01-01", "end": "2023-12-25"},
        "cautions": ["Spot prices are not simulated."],
        "better_for": "Betaland",
    }
    change_answers(room.page, "**/api/page", lambda page: page | facts)
    room.page.reload()
    told = room.settle().section("Outcomes").inner_text()
    assert "from the week of 1 Jan 2018 to that of 25 Dec 2023; the charts show a part" in told
    assert "Spot prices are not simulated." in told
    assert "A tick marks which side is better for Betaland." in told
