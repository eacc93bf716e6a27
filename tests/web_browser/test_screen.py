"""One screen: what is moved stands beside what comes of it, on paper and under a finger too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.visitor import served
from tests.web_browser.classroom import FREE, Classroom, Watch, change_answers
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage
from tradesim.web.workers import Workers

Enter = Callable[..., Classroom]

SPREAD = (10, 40, 70)
LEVERS = 5


@pytest.fixture(scope="module")
def shipped() -> Iterator[str]:
    """The page that is shown where nothing else is asked for, played by few replicates."""
    stage = Stage("2019_curbs", load_for_page("2019_curbs"), 2)
    assert len(stage.board.levers) == LEVERS
    with served(stage, Workers(stage, 1)) as visitor:
        yield f"http://127.0.0.1:{visitor.port}/"


def spread(run: dict[str, Any]) -> dict[str, Any]:
    dates = [{"week": week, "label": f"rule of {week}", "kind": "in force"} for week in SPREAD]
    return run | {"policies": dates}


def changed(enter: Enter, change: Callable[[Any], Any], **options: Any) -> Classroom:
    room = enter(FREE, **options)
    change_answers(room.page, "**/api/run", change)
    room.page.reload()
    room.settle().rest()
    return room


def is_in_view(room: Classroom, place: Any) -> bool:
    box, size = place.bounding_box(), room.page.viewport_size
    return (
        box["y"] >= 0
        and box["x"] >= 0
        and box["y"] + box["height"] <= size["height"]
        and box["x"] + box["width"] <= size["width"]
    )


@pytest.mark.parametrize(
    ("width", "height", "view"),
    [(1280, 720, "page"), (1280, 720, "projector"), (820, 1180, "page"), (1920, 1080, "projector")],
)
def test_sliders_chart_and_result_stand_on_one_screen(
    enter: Enter, shipped: str, width: int, height: int, view: str
) -> None:
    step = "free" if view == "projector" else "goals"
    room = enter(f"#stage={step}", at=shipped, viewport={"width": width, "height": height})
    if view == "projector":
        room.press("Projector")
    room.rest()
    bar = room.section("Time").bounding_box()
    sliders = room.policy("B").get_by_role("slider").all()
    assert len(sliders) == LEVERS
    assert room.page.locator(".key .line").count() == 2
    assert room.page.locator(".key .band").count() == 2
    for place in [*sliders, room.page.locator(".key .chart"), room.page.locator(".result")]:
        assert is_in_view(room, place)
        assert place.bounding_box()["y"] >= bar["y"] + bar["height"], "the bar of time covers it"
    assert is_in_view(room, room.section("Time"))


def test_a_large_screen_has_a_large_chart(enter: Enter, shipped: str) -> None:
    heights = []
    for height in (720, 1080):
        room = enter("#stage=goals", at=shipped, viewport={"width": 1280, "height": height})
        heights.append(room.page.locator(".key .chart").bounding_box()["height"])
        assert is_in_view(room, room.page.locator(".result"))
    assert heights[1] > 1.5 * heights[0]


def test_sliders_stay_in_place_while_runs_are_waited_for(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 820, "height": 1180})
    slider = room.slider("B", "When does the list end?")
    before, said = slider.bounding_box(), room.page.locator(".result").inner_text()
    room.page.route("**/api/run", lambda _: None)  # an answer that does not come
    slider.evaluate("e => { e.value = 1; e.dispatchEvent(new Event('input')) }")
    room.page.locator("body[aria-busy=true]").wait_for(state="attached")
    room.rest()
    assert slider.bounding_box() == before
    assert room.page.locator(".result.waiting").inner_text() == said


COVERED = """() => {
  const bar = document.getElementById("transport");
  const places = [...document.querySelectorAll(
    "main .card, main section, main select, main input, main button, main summary")];
  const covered = (node) => {
    if (bar.contains(node) || node.contains(bar) || !node.checkVisibility()) return false;
    const box = node.getBoundingClientRect(), over = bar.getBoundingClientRect();
    return box.height > 0 && box.bottom > over.top + 1 && box.top < over.bottom - 1
      && box.right > over.left + 1 && box.left < over.right - 1;
  };
  const text = (node) => (node.getAttribute("aria-label") ?? node.textContent).slice(0, 40);
  const found = places.filter(covered).map(text);
  for (const node of places.filter((each) => each.matches("select, input, button, summary"))) {
    node.focus();
    if (document.activeElement === node && covered(node)) found.push(`in focus: ${text(node)}`);
  }
  return found;
}"""


@pytest.mark.parametrize(
    ("width", "height", "step"),
    [
        (390, 844, "bet"), (390, 844, "free"), (640, 360, "bet"), (1024, 768, "free"),
        (1280, 720, "bet"), (1920, 1080, "free"),
    ],
)  # fmt: skip
def test_the_bar_of_time_covers_nothing(
    enter: Enter, shipped: str, width: int, height: int, step: str
) -> None:
    """At first sight, and when the keyboard leads through the controls; the last is zoomed in."""
    room = enter(f"#stage={step}", at=shipped, viewport={"width": width, "height": height})
    room.rest()
    assert room.page.evaluate(COVERED) == []


def test_a_projector_has_large_letters_and_few_elements(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 1280, "height": 720})
    before = room.page.locator(".key .axis text").first.bounding_box()["height"]
    room.press("Projector")
    room.rest()
    assert room.page.locator(".key .axis text").first.bounding_box()["height"] > 1.25 * before
    assert room.section("Outcomes").is_hidden()
    room.press("Projector")
    assert room.section("Outcomes").is_visible()


def test_letters_follow_the_size_that_a_reader_has_set(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 1280, "height": 720})
    words = [".result", ".key .axis text", ".lever label", ".outcomes td", ".transport .week"]
    heights = "names => names.map(n => document.querySelector(n).getBoundingClientRect().height)"
    sizes = """names => names.map(
        n => parseFloat(getComputedStyle(document.querySelector(n)).fontSize))"""
    before, small = room.page.evaluate(heights, words), room.page.evaluate(sizes, words)
    room.page.add_style_tag(content="html { font-size: 24px }")
    room.page.set_viewport_size({"width": 1270, "height": 720})
    room.until(lambda: room.page.evaluate(heights, words)[1] > 1.3 * before[1])
    large = room.page.evaluate(sizes, words)
    assert [after / size for after, size in zip(large[2:], small[2:], strict=True)] == [1.5] * 3
    assert large[0] == 1.5 * small[0]


def test_flags_keep_their_dates_when_the_drawing_shrinks_for_print(enter: Enter) -> None:
    room = changed(enter, spread, viewport={"width": 1280, "height": 800})
    assert room.page.locator(".key .flag").count() == len(SPREAD)
    room.page.evaluate("window.requestAnimationFrame = () => 0")  # a printer waits for no frame
    room.page.emulate_media(media="print")
    room.page.set_viewport_size({"width": 700, "height": 1000})
    middles = "all => all.map(e => e.getBoundingClientRect()).map(b => b.x + b.width / 2)"
    for plot in room.page.locator(".plot:has(.flag):visible").all():
        flags = plot.locator(".flag").evaluate_all(middles)
        lines = plot.locator(".dates line").evaluate_all(middles)
        assert flags == pytest.approx(lines, abs=2.0)
        assert plot.locator("svg").bounding_box()["width"] <= plot.bounding_box()["width"] + 1


def test_print_has_tracks_bets_lesson_and_address(enter: Enter) -> None:
    room = enter("#stage=bet&b=no_curb&bets=1&on=no_curb")
    hidden = room.page.locator(".lesson details").first
    hidden.evaluate("e => { e.open = false }")
    room.page.emulate_media(media="print")
    room.until(lambda: hidden.evaluate("e => e.open"))
    assert room.page.locator(".date-list").first.evaluate("e => e.open"), "what the flags number"
    height = room.page.locator(".date-list ol").first.evaluate("e => getComputedStyle(e).maxHeight")
    assert height == "none", "all of them"
    assert room.page.url in room.page.locator(".on-paper").inner_text()
    assert "Your bet was right" in room.page.locator(".results").inner_text()
    exact = room.page.locator(".lever input").first.evaluate(
        "e => getComputedStyle(e).printColorAdjust ?? getComputedStyle(e).webkitPrintColorAdjust"
    )
    assert exact == "exact"
    room.page.emulate_media(media="screen")
    room.until(lambda: not hidden.evaluate("e => e.open"))


def drag(room: Classroom, start: tuple[float, float], step: tuple[float, float]) -> None:
    """Move a finger in ten steps."""
    line = room.page.context.new_cdp_session(room.page)
    points = [(start[0] + step[0] * n, start[1] + step[1] * n) for n in range(11)]
    for kind, (x, y) in zip(["touchStart", *["touchMove"] * 10], points, strict=True):
        line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_scrolls_unless_it_moves_along_the_chart(enter: Enter) -> None:
    room = enter(FREE, viewport={"width": 820, "height": 1180}, has_touch=True)
    room.page.get_by_role("slider", name="Week").fill("30")
    box = room.page.locator(".key .chart").bounding_box()
    middle = (box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7)
    drag(room, middle, (1, -12))
    room.until(lambda: room.page.evaluate("scrollY") > 0)
    room.stop_scrolling()
    assert room.week == 30
    room.page.evaluate("scrollTo(0, 0)")
    room.rest()
    drag(room, middle, (-12, 1))
    room.until(lambda: room.week != 30)
    room.stop_scrolling()
    room.page.get_by_role("slider", name="Week").fill("30")
    room.page.touchscreen.tap(*middle)
    room.until(lambda: room.week > 40)


def test_a_server_started_anew_with_another_world_is_noticed(enter: Enter, watch: Watch) -> None:
    watch.expected.append("Failed to load resource")
    room = enter(FREE)
    before = room.section("Outcomes").inner_text()

    def of_another_world(route: Any) -> None:
        headers = {"tradesim-world": "0123456789abcdef", "content-type": "application/json"}
        route.fulfill(status=400, headers=headers, body='{"error": "5 positions, 3 levers"}')

    room.page.route("**/api/run", of_another_world)
    room.press_key(room.slider("B", "How long is a review?"), "ArrowRight")
    alert = room.page.get_by_role("alert")
    assert "started anew with another scenario" in alert.inner_text()
    assert "levers" not in alert.inner_text()
    assert room.section("Outcomes").inner_text() == before
    room.page.unroute("**/api/run")
    with room.page.expect_navigation():
        room.press("Reload the page")
    room.settle()
    assert room.page.get_by_role("alert").inner_text() == ""


def test_a_server_started_anew_is_noticed_when_the_weeks_are_played(enter: Enter) -> None:
    room = enter(FREE)

    def of_another_world(route: Any) -> None:
        route.fulfill(status=200, headers={"tradesim-world": "0123456789abcdef"}, body="")

    room.page.route("**/static/page.css", of_another_world)
    room.press("Play")
    room.page.get_by_role("button", name="Reload the page").wait_for()


def test_what_goes_wrong_is_told_where_the_reader_is(enter: Enter, watch: Watch) -> None:
    watch.expected.append("Failed to load resource")
    room = enter(FREE, viewport={"width": 820, "height": 700})
    room.page.route("**/api/run", lambda route: route.abort())
    slider = room.slider("B", "When does the list end?")
    slider.scroll_into_view_if_needed()
    room.page.evaluate("scrollBy(0, 500)")
    slider.evaluate("e => { e.value = 1; e.dispatchEvent(new Event('input')) }")
    room.settle()
    assert room.page.evaluate("scrollY") > 0
    assert is_in_view(room, room.page.locator(".notice"))


def test_next_to_nothing_does_not_fill_an_axis(enter: Enter) -> None:
    def nearly_whole(run: dict[str, Any]) -> dict[str, Any]:
        line = {part: [0.999, *[1.0] * 85] for part in ("mean", "low", "high")}
        output = dict.fromkeys(run["charts"]["output"], line)
        return run | {"charts": run["charts"] | {"output": output}}

    room = changed(enter, nearly_whole)
    texts = room.section("Output of buyers, Betaland").locator(".axis text").all_text_contents()
    assert int(texts[0].split()[0]) <= 80


def test_a_chart_of_nothing_says_so(enter: Enter) -> None:
    def none_waiting(run: dict[str, Any]) -> dict[str, Any]:
        line = {part: [0] * 86 for part in ("mean", "low", "high")}
        waiting = dict.fromkeys(run["charts"]["waiting"], line)
        return run | {"charts": run["charts"] | {"waiting": waiting}}

    room = changed(enter, none_waiting)
    figure = room.section("Licences waiting for a decision")
    assert "Nothing of it under either policy." in figure.inner_text()
    assert figure.locator(".chart").first.is_hidden()


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_the_key_chart_says_what_line_and_band_are_and_that_it_is_no_forecast(
    enter: Enter, address: str, language: str
) -> None:
    room = enter(FREE, at=f"{address}?lang={language}")
    words = {"en": "nine runs in ten", "ko": "예측이 아닙니다", "ja": "予測ではありません"}
    assert words[language] in room.page.locator(".key .note").inner_text()


def test_whole_counts_read_whole(enter: Enter) -> None:
    def two_waiting(run: dict[str, Any]) -> dict[str, Any]:
        line = {part: [2] * 86 for part in ("mean", "low", "high")}
        waiting = dict.fromkeys(run["charts"]["waiting"], line)
        return run | {"charts": run["charts"] | {"waiting": waiting}}

    room = changed(enter, two_waiting)
    readout = room.section("Licences waiting for a decision").locator(".readout").first
    assert readout.inner_text() == "2 (2 to 2)"


@pytest.mark.parametrize(
    ("a", "b", "words", "better"),
    [
        ([1.0] * 4, [1.0] * 4, "the same in every run", None),
        ([0.4400, 0.4401] * 2, [0.4404, 0.4405] * 2, "too small to matter", None),
        ([1.0, 3.0, 1.0, 3.0], [3.0, 1.0, 1.1, 3.2], "no more than luck", None),
        ([1.0, 1.1, 1.0, 1.1], [1.15, 1.25, 1.15, 1.24], "a little more", "a"),
        ([1.0, 1.1, 1.0, 1.1], [1.5, 1.6, 1.5, 1.7], "clearly more", "a"),
        ([3.0, 3.1, 3.0, 3.1], [1.0, 1.2, 1.0, 1.1], "much less", "b"),
        ([41.7, 41.9] * 2, [42.7, 43.0] * 2, "a little more", "a"),
        ([9.0, 9.1] * 2, [14.0, 14.3] * 2, "clearly more", "a"),
        ([None] * 4, [1.0] * 4, "not comparable: A has it in 0 of 4 runs, B in 4 of 4", None),
    ],
)
def test_an_effect_has_a_size_in_words(
    at_rest: Callable[..., Any], a: list[float], b: list[float], words: str, better: str | None
) -> None:
    found = at_rest().evaluate(
        """async ([a, b]) => {
            const { effectOf } = await import('/static/effect.js');
            const run = (values) => ({ outcomes: { lost: { values } } });
            const outcome = { measure: 'lost', better: 'lower', matters: 0.1 };
            return effectOf(outcome, { a: run(a), b: run(b) });
        }""",
        [a, b],
    )
    assert (found["words"], found["better"]) == (words, better)


def test_every_cell_of_a_table_holds_one_number(enter: Enter) -> None:
    room = enter(FREE)
    figure = room.section("Stocks of buyers, Betaland")
    figure.get_by_text("Numbers as a table").click()
    cells = figure.locator("tbody tr").first.locator("td").all_inner_texts()
    assert len(cells) % 3 == 0
    assert all(float(cell.replace(",", "")) >= 0 for cell in cells)
    for row in room.section("Outcomes").locator("tbody tr").all():
        numbers = row.locator("td").all_inner_texts()[:5]
        plain = [text.replace("−", "-").replace(",", "").split("\u202f%")[0] for text in numbers]
        assert all(text == "–" or float(text) is not None for text in plain)
