"""The form that makes a lever of any figure: searched, by kinds, by keyboard, in the language."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.web.visitor import served_app
from tests.web_browser.classroom import FREE, Classroom
from tradesim.web.lever_answers import Made
from tradesim.web.menu import Scenarios
from tradesim.web.page import Stage
from tradesim.web.server import Room, application
from tradesim.web.workers import Workers

Enter = Callable[..., Classroom]


@pytest.fixture(scope="module")
def at(stage: Stage) -> Iterator[str]:
    """The page of a server with a menu."""
    made = Made()
    first = application(stage, Workers(stage, 1), room=Room(made=made))

    def none(scenario: object) -> NoReturn:
        raise AssertionError(scenario)

    with served_app(Scenarios(first, stage.name, dict, none, made)) as visitor:
        yield f"http://127.0.0.1:{visitor.port}/"


def form(room: Classroom) -> Any:
    """Open the form and return it."""
    place = room.page.locator(".adding")
    place.locator("summary").click()
    place.locator("option").first.wait_for(state="attached")
    return place


def test_a_figure_is_found_by_words_of_it_and_chosen_by_keys(enter: Enter, at: str) -> None:
    place = form(enter(FREE, at=at))
    every = place.locator("option").count()
    groups = place.locator("optgroup").evaluate_all("nodes => nodes.map(node => node.label)")
    assert groups[:3] == ["Policies", "Buyers", "Suppliers"]
    search = place.get_by_role("searchbox", name="Search: what, whose, or which good")
    search.fill("STOCK films")
    found = place.locator("option").all_inner_texts()
    assert 1 < len(found) < every
    assert all("stock" in each.lower() for each in found)
    assert place.get_by_text(f"{len(found)} figures of {every}").is_visible()
    search.press("ArrowDown")
    place.page.keyboard.press("ArrowDown")
    listed = place.get_by_role("listbox", name="Figure")
    chosen = listed.evaluate("node => node.selectedOptions[0].textContent")
    assert chosen == found[1]
    title = place.get_by_role("textbox", name="Title of the scenario file").input_value()
    assert chosen.startswith(title.split("(lever: ")[1].removesuffix(")"))


def test_what_fits_nothing_cannot_be_added(enter: Enter, at: str) -> None:
    place = form(enter(FREE, at=at))
    place.get_by_role("searchbox").fill("unobtainium")
    assert place.get_by_text("No figure has all these words. Try fewer.").is_visible()
    assert all(button.is_disabled() for button in place.get_by_role("button").all())


def test_a_file_is_saved_under_the_title_that_was_written(enter: Enter, at: str) -> None:
    place = form(enter(FREE, at=at))
    place.get_by_role("textbox", name="Title of the scenario file").fill("A class of my own")
    place.get_by_role("searchbox").fill("stock")  # another figure leaves the title alone
    with place.page.expect_download() as saved:
        place.get_by_role("button", name="Save as a scenario file").click()
    document = yaml.safe_load(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert document["title"] == "A class of my own"
    assert saved.value.suggested_filename == f"{document['name']}.yaml"


@pytest.mark.parametrize(
    ("language", "word", "group"), [("ko", "재고", "구매 업체"), ("ja", "在庫", "買い手")]
)
def test_figures_are_told_and_found_in_the_language(
    enter: Enter, at: str, language: str, word: str, group: str
) -> None:
    place = form(enter(FREE, at=f"{at}?lang={language}"))
    place.get_by_role("searchbox").fill(word)
    assert group in place.locator("optgroup").evaluate_all("nodes => nodes.map(node => node.label)")
    assert all(word in each for each in place.locator("option").all_inner_texts())


def test_axe_finds_nothing_in_the_form(enter: Enter, at: str) -> None:
    room = enter(FREE, at=at, bypass_csp=True)
    form(room)
    assert Axe().run(room.page, ".adding").response["violations"] == []
