"""The page as somebody in a class sees it: controls found by role and name."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 120
"""Seconds until a wait is given up: what a busy machine does late still comes."""

CALM = """new Promise(done => {
  let [before, same] = ["", 0];
  const look = () => {
    const boxes = [...document.querySelectorAll("main *, #transport *")]
      .map(each => each.getBoundingClientRect())
      .map(box => [box.x, box.y + scrollY, box.width, box.height]);
    const now = JSON.stringify(boxes);
    same = now === before ? same + 1 : 0;
    before = now;
    same < 3 ? requestAnimationFrame(look) : done();
  };
  look();
})"""

FREE = "#a=history&b=2-1-0&stage=free"
"""History against the export ban of the small world, with nothing covered."""


@dataclass
class Watch:
    """What a page complained of."""

    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def follow(self, page: Any) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._note_message)
        page.on("request", self._note_request)

    def _note_message(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _note_request(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            self.complaints.append(f"request: {request.url}")

    def unexpected(self) -> list[str]:
        return [
            complaint
            for complaint in self.complaints
            if not any(words in complaint for words in self.expected)
        ]


@dataclass
class Classroom:
    """A page in a browser."""

    page: Any
    address: str

    def visit(self, fragment: str = "") -> "Classroom":
        self.page.goto(self.address + fragment)
        self.settle().rest()
        return self

    def settle(self) -> "Classroom":
        """Wait until the runs asked for are there."""
        self.page.locator("body[aria-busy=false]").wait_for(state="attached")
        return self

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what follows by itself, however slow the machine is."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "it has not come about"
            self.page.wait_for_timeout(20)

    def rest(self) -> None:
        """Wait until the page is drawn at its width: nothing moves for three frames."""
        self.page.evaluate(CALM)

    def hold_time(self) -> None:
        """Stop the clock of the page; ``pass_time`` alone moves it from here on."""
        self.page.clock.install()
        self.page.clock.pause_at("2100-01-01")

    def pass_time(self, seconds: float) -> None:
        """Let so much time pass on the page, with all that falls due in it."""
        self.page.clock.run_for(round(1000 * seconds))

    def stop_scrolling(self) -> None:
        """Wait until the page no longer moves: a finger leaves it moving, and a tap only stops it.

        At rest is what stood at one height for half a second's frames, one after the other.
        """
        heights: list[float] = []
        self.until(
            lambda: (
                heights.append(self.page.evaluate("scrollY"))
                or (len(heights) >= 25 and len(set(heights[-25:])) == 1)
            )
        )

    def policy(self, side: str) -> Any:
        return self.page.get_by_role("region", name=f"Policy {side}", exact=True)

    def slider(self, side: str, lever: str) -> Any:
        return self.policy(side).get_by_role("slider", name=lever)

    def is_fixed(self, side: str) -> bool:
        """Say whether the sliders of a side cannot be moved, folded away or not."""
        return self.policy(side).locator("input[type=range]").first.is_disabled()

    def section(self, name: str) -> Any:
        return self.page.get_by_role("region", name=name, exact=True)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    @property
    def week(self) -> int:
        """Number of the week on show, from zero."""
        return int(self.page.get_by_role("slider", name="Week").input_value())

    def setting(self, side: str) -> list[str]:
        """Positions of the sliders of a side, as people read them."""
        return self.policy(side).locator("output").all_text_contents()

    def press_key(self, slider: Any, key: str) -> None:
        """Press a key on a slider and wait for what follows from it."""
        slider.focus()
        slider.press(key)
        self.settle()


def change_answers(page: Any, pattern: str, change: Callable[[Any], Any]) -> None:
    """Let a page see an answer of the server otherwise than it was given."""

    def answer(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=json.dumps(change(response.json())))

    page.route(pattern, answer)
