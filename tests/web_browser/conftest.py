"""A browser that reaches nothing but this machine, and a page on which no error goes unseen.

Playwright's own plugin keeps one loop per session; here it ends with each module, so that tests
which run a loop of their own can follow on the same worker.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import sync_playwright

from tests.web.conftest import CLASSROOM, copy_worlds, stage_of
from tests.web.visitor import served
from tests.web_browser.classroom import FREE, PATIENCE, Classroom, Watch
from tradesim.web.baked import page_file, plan_of, play
from tradesim.web.levers import Board
from tradesim.web.page import Stage
from tradesim.web.workers import Workers

CHROMIUM = ("chromium-headless-shell", "chromium")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

FEW_SETTINGS = """\
extends: classroom
name: classroom_file
page:
  baked: {curb: [0, 1, 2], review: [1, 2], list: [0]}
"""


def chromium_path() -> str:
    """Return where Chromium is; without one fail in CI and skip elsewhere.

    The one without windows comes first: a page costs it half the processor time.
    """
    for found in (os.environ.get("TRADESIM_CHROMIUM"), *map(shutil.which, CHROMIUM)):
        if found:
            return found
    reason = "no Chromium: install it (apt install chromium) or set TRADESIM_CHROMIUM to its path"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = chromium_path()
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", autouse=True)
def nothing_is_played_beforehand() -> Iterator[None]:
    """Let servers play the named settings and what is asked for, not all that is a move away.

    Of the shipped scenario these are 79 runs; tests/web/test_server.py sees that they are played.
    """
    with patch.object(Board, "one_move_away", return_value=[]):
        yield


@pytest.fixture(scope="session")
def stage() -> Stage:
    return stage_of(CLASSROOM)


@pytest.fixture(scope="session")
def address(stage: Stage) -> Iterator[str]:
    with served(stage, Workers(stage, 1)) as visitor:
        yield f"http://127.0.0.1:{visitor.port}/"


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail after the test if the page complained of anything that the test did not expect."""
    watching = Watch()
    yield watching
    assert watching.unexpected() == []


@pytest.fixture
def enter(chromium: Any, address: str, watch: Watch) -> Iterator[Callable[..., Classroom]]:
    """Open the page; the arguments are those of a browser context."""
    contexts = []

    def opened(fragment: str = "", *, at: str | None = None, **options: Any) -> Classroom:
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        watch.follow(page)
        return Classroom(page, at or address).visit(fragment)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def at_rest(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Return what gives the page in a language, opened once for all tests of a module.

    For those that call what a script of the page exports, and move nothing of the page.
    """
    watch, pages = Watch(), dict[str, Any]()

    def page_in(language: str = "en") -> Any:
        if language not in pages:
            page = pages[language] = chromium.new_page()
            page.set_default_timeout(1000 * PATIENCE)
            watch.follow(page)
            Classroom(page, f"{address}?lang={language}").visit(FREE)
        return pages[language]

    yield page_in
    for page in pages.values():
        page.close()
    assert watch.unexpected() == []


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("baked")
    copy_worlds(folder)
    world = folder / "classroom_file.yaml"
    world.write_text(FEW_SETTINGS, encoding="utf-8")
    stage = stage_of(world)
    workers = Workers(stage, 1)
    plan = plan_of(stage)
    page = folder / "lesson.html"
    page.write_text(
        page_file(stage, plan, play(stage, plan, workers, lambda: None)), encoding="utf-8"
    )
    workers.stop()
    return page.as_uri()
