"""The page in Firefox: it plays, keeps its state in the address, prints, and opens as a file."""

import os
import re
import shutil
import zlib
from collections.abc import Iterator

import pytest

from tests.web_browser.classroom import FREE
from tests.web_browser.marionette import Firefox, started, until

WEEK = "return Number(document.getElementById('scrub').value)"
RIGHT = "\ue014"
"""The right arrow key, as WebDriver writes it."""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    path = os.environ.get("TRADESIM_FIREFOX") or shutil.which("firefox-esr")
    if not path:
        pytest.skip("no Firefox: install it (apt install firefox-esr) or set TRADESIM_FIREFOX")
    running = started(path, tmp_path_factory.mktemp("firefox"))
    yield running
    running.stop()


def play(firefox: Firefox, address: str) -> None:
    firefox.visit(address)
    assert firefox.evaluate(WEEK) == 0
    firefox.click("#play")
    until(lambda: firefox.evaluate(WEEK) >= 2)
    assert firefox.evaluate("return document.querySelectorAll('svg.chart').length") >= 4
    assert firefox.evaluate("return document.getElementById('notices').innerText.trim()") == ""


def test_it_plays(firefox: Firefox, address: str) -> None:
    play(firefox, address + FREE)


def test_it_plays_as_one_file(firefox: Firefox, file: str) -> None:
    assert file.startswith("file://")
    play(firefox, file + FREE)


def test_a_moved_slider_stands_in_the_address_and_is_kept(firefox: Firefox, address: str) -> None:
    firefox.visit(f"{address}#a=history&b=0-0-0&week=3&stage=free")
    firefox.press("#policies section[aria-label='Policy B'] input[type=range]", RIGHT)
    until(lambda: "b=1-0-0" in firefox.evaluate("return location.hash"))
    said = "return document.querySelector('#policies').innerText"
    told = firefox.evaluate(said)
    firefox.reload()
    assert firefox.evaluate(said) == told
    assert firefox.evaluate(WEEK) == 3


def test_it_prints(firefox: Firefox, address: str) -> None:
    firefox.visit(address + FREE)
    printed = firefox.printed()
    assert printed.startswith(b"%PDF")
    assert pages(printed) >= 2


def pages(printed: bytes) -> int:
    """Count the pages of a PDF, whose objects may be packed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", printed, re.DOTALL)
    text = printed
    for stream in streams:
        try:
            text += zlib.decompress(stream)
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b", text))
