"""The server of the classroom page: until it answers, a move of a lever, thirty visitors at once.

``python -m benchmarks.page_server`` starts ``tradesim serve`` and asks it as browsers do. A single
visitor draws settings at random, so that few were played before; thirty begin at the default and
move one lever at a time. Times are by the clock: they are what a visitor
waits. It also plays the same settings by threads of one process and by processes. Figures go to
``benchmarks/figures/`` and into docs/page.md.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.side_by_side import arguments, report, show
from benchmarks.writing import number, table
from tradesim.web.checking import load_for_page
from tradesim.web.page import Stage
from tradesim.web.playing import Player

PAGE = Path(__file__).parents[1] / "docs" / "page.md"
VISITORS, THOUGHT = 30, 1.0
"""Visitors at once, and the seconds each thinks between two moves."""

CROWD_SECONDS, MOVES, STARTS = 20.0, 30, 3
PATIENCE = 60.0

_OWN = threading.local()


class Served:
    """A server in a process of its own.

    Attributes:
        until_page: Seconds until it told the page.
        until_run: Seconds until it had played a run.
    """

    def __init__(self, scenario: str) -> None:
        """Start it and wait until it has answered."""
        begun = time.perf_counter()
        command = [sys.executable, "-u", "-m", "tradesim", "serve", scenario, "--port", "0"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--no-browser"], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None  # noqa: S101
        found = re.search(r"http://\S+", self._process.stdout.readline())
        self._address = found.group() if found else ""
        try:
            self.page: dict[str, Any] = json.loads(self._ask("api/page"))
            self.until_page = time.perf_counter() - begun
            self.run([lever["default"] for lever in self.page["levers"]])
            self.until_run = time.perf_counter() - begun
        except BaseException:
            self.stop()
            raise

    def run(self, positions: list[int]) -> float:
        """Ask for a run and return the seconds until it was there."""
        begun = time.perf_counter()
        self._ask("api/run", json.dumps({"positions": positions}).encode())
        return time.perf_counter() - begun

    def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the run that a request asks for."""
        found: dict[str, Any] = json.loads(self._ask("api/run", json.dumps(asked).encode()))
        return found

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    def stop(self) -> None:
        """End it."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(PATIENCE)

    def _ask(self, path: str, body: bytes | None = None) -> bytes:
        headers = {
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "Origin": self._address.rstrip("/"),
        }
        asked = urllib.request.Request(self._address + path, body, headers)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read()
            return content


@contextmanager
def served(scenario: str) -> Iterator[Served]:
    """Serve while the block lasts."""
    server = Served(scenario)
    try:
        yield server
    finally:
        server.stop()


def drawn(chance: random.Random, counts: list[int]) -> list[int]:
    """Return a setting drawn at random."""
    return [chance.randrange(count) for count in counts]


def moved(chance: random.Random, setting: list[int], counts: list[int]) -> list[int]:
    """Return a setting with one lever moved."""
    lever = chance.randrange(len(setting))
    others = [position for position in range(counts[lever]) if position != setting[lever]]
    return [*setting[:lever], chance.choice(others), *setting[lever + 1 :]]


def crowd(server: Served, counts: list[int], length: float) -> list[float]:
    """Return the waits of visitors who move one lever, wait, think, and move another."""
    waits: list[float] = []
    end = time.perf_counter() + length

    def visit(visitor: int) -> None:
        chance = random.Random(visitor)  # noqa: S311 - no secret
        time.sleep(chance.random() * THOUGHT)  # they do not all begin at once
        setting = [lever["default"] for lever in server.page["levers"]]
        while time.perf_counter() < end:
            setting = moved(chance, setting, counts)
            waits.append(server.run(setting))
            time.sleep(THOUGHT)

    with ThreadPoolExecutor(VISITORS) as visitors:
        list(visitors.map(visit, range(VISITORS)))
    return waits


def runs_a_second(pool: Executor, scenario: str, settings: list[list[int]]) -> float:
    """Return how many settings a pool plays in a second, once it is warm."""
    jobs = [(scenario, tuple(setting)) for setting in settings]
    list(pool.map(_play, jobs[:4]))
    begun = time.perf_counter()
    list(pool.map(_play, jobs))
    return len(jobs) / (time.perf_counter() - begun)


def _play(job: tuple[str, tuple[int, ...]]) -> int:
    scenario, positions = job
    if not hasattr(_OWN, "player"):
        _OWN.player = Player(Stage(scenario, load_for_page(scenario)))
    return len(_OWN.player.packed(positions))


def percentile(values: list[float], percent: int) -> float:
    """Return a percentile of some waits."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def measured(scenario: str, *, quick: bool) -> dict[str, Any]:
    """Return all figures."""
    starts: list[Served] = []
    for _ in range(1 if quick else STARTS):
        with served(scenario) as server:
            starts.append(server)
    counts = [len(lever["positions"]) for lever in starts[0].page["levers"]]
    chance = random.Random(0)  # noqa: S311 - no secret
    settings = [drawn(chance, counts) for _ in range(4 if quick else MOVES)]
    with served(scenario) as server:
        time.sleep(THOUGHT)  # the named settings are played first
        moves = [server.run(setting) for setting in settings]
        length = 2.0 if quick else CROWD_SECONDS
        waits = crowd(server, counts, length)
    cores = multiprocessing.cpu_count()
    spawn = multiprocessing.get_context("spawn")
    pools: dict[str, Callable[[], Executor]] = {
        "processes": lambda: ProcessPoolExecutor(cores, mp_context=spawn),
        "threads": lambda: ThreadPoolExecutor(cores),
    }
    played = {}
    for name, make in pools.items():
        with make() as pool:
            played[name] = runs_a_second(pool, scenario, settings[: 4 if quick else 12])
    return {
        "until_page_seconds": statistics.median(start.until_page for start in starts),
        "until_run_seconds": statistics.median(start.until_run for start in starts),
        "move_seconds": {"median": statistics.median(moves), "p95": percentile(moves, 95)},
        "crowd": {
            "visitors": VISITORS,
            "seconds": length,
            "answers": len(waits),
            "median": statistics.median(waits),
            "p95": percentile(waits, 95),
        },
        "runs_a_second": played,
    }


def rows(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the table of docs/page.md."""
    move, many, played = figures["move_seconds"], figures["crowd"], figures["runs_a_second"]
    until_page, until_run = figures["until_page_seconds"], figures["until_run_seconds"]
    return [
        ("from the command to the page", f"{number(until_page)} s"),
        ("from the command to the first run", f"{number(until_run)} s"),
        ("a move of a lever: median", f"{number(move['median'])} s"),
        ("a move of a lever: 95 of 100 within", f"{number(move['p95'])} s"),
        (f"{many['visitors']} visitors at once, a move: median", f"{number(many['median'])} s"),
        (f"{many['visitors']} visitors at once: 95 of 100 within", f"{number(many['p95'])} s"),
        ("answers a second to them", number(many["answers"] / many["seconds"])),
        ("runs played a second, by processes", number(played["processes"])),
        ("runs played a second, by threads", number(played["threads"])),
    ]


def main() -> None:
    """Measure, print, keep."""
    given = arguments(__doc__ or "")
    figures = measured(given.scenario, quick=given.quick)
    lines = rows(figures)
    show("The server of the page", ("what", "figure"), lines)
    report("page_server", figures, keep=not given.quick)
    if not given.quick and PAGE.exists():
        text = PAGE.read_text(encoding="utf-8")
        between = (
            f"<!-- server: begin -->\n{table(('what', 'figure'), lines)}\n<!-- server: end -->"
        )
        text = re.sub(
            r"<!-- server: begin -->.*<!-- server: end -->", between, text, flags=re.DOTALL
        )
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
