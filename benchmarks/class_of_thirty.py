"""A class of thirty at one server: how long until a first answer, and until the full one.

``python -m benchmarks.class_of_thirty [SCENARIO]`` starts ``tradesim serve``. Each visitor moves a
slider every eight seconds for two minutes; half of the settings were asked for before by somebody.
As the page does, a visitor takes a first answer of few runs where it is given, and then asks for
the full one. Waits are by the clock; the processor time of the server is given beside them, for on
a machine that others use waits tell as much of them. Figures go to ``benchmarks/figures/``.
"""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.page_server import Served, drawn, percentile, served
from benchmarks.side_by_side import arguments, report, show

VISITORS, EVERY, LENGTH = 30, 8.0, 120.0
"""Visitors, seconds between two moves, and how long they stay."""

SUPERSEDED = 409
MEGABYTE = 1e6
TICKS = 100
"""Ticks of /proc in a second."""


@dataclass
class Seen:
    """What visitors saw.

    Attributes:
        first: Seconds to a first answer.
        full: Seconds to the full one.
        superseded: Requests that a newer one of the same visitor took the place of.
        lost: What went wrong otherwise.
        moves: Moves of sliders.
    """

    first: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    superseded: int = 0
    lost: list[str] = field(default_factory=list)
    moves: int = 0


class Class:
    """Visitors who draw settings, of which half were asked for before.

    Args:
        server: Which they ask.
        length: Seconds that they stay.
    """

    def __init__(self, server: Served, length: float) -> None:
        """Begin with nothing asked for."""
        self._server, self._length = server, length
        self._levers = [len(lever["positions"]) for lever in server.page["levers"]]
        self._known: list[list[int]] = []
        self._chance = random.Random(0)  # noqa: S311 - no secret
        self._lock = threading.Lock()
        self.seen = Seen()

    def attend(self) -> Seen:
        """Let all of them move sliders, and return what they saw."""
        with ThreadPoolExecutor(4 * VISITORS) as threads:
            list(threads.map(lambda visitor: self._visit(visitor, threads), range(VISITORS)))
        return self.seen

    def _visit(self, visitor: int, threads: ThreadPoolExecutor) -> None:
        begun = time.perf_counter() + EVERY * visitor / VISITORS
        for move in range(1, int(self._length / EVERY) + 1):
            time.sleep(max(begun + (move - 1) * EVERY - time.perf_counter(), 0.0))
            threads.submit(self._ask, visitor, move, self._setting())

    def _setting(self) -> list[int]:
        with self._lock:
            if self._known and self._chance.random() < 0.5:  # noqa: PLR2004 - half
                return self._chance.choice(self._known)
            self._known.append(drawn(self._chance, self._levers))
            return self._known[-1]

    def _ask(self, visitor: int, move: int, setting: list[int]) -> None:
        begun = time.perf_counter()
        with self._lock:
            self.seen.moves += 1
        asked = {"positions": setting, "visitor": f"v{visitor}", "move": move, "first": True}
        try:
            run = self._server.ask(asked)
            self.seen.first.append(time.perf_counter() - begun)
            if run["runs"] < self._server.page["replicates"]:
                self._server.ask({**asked, "first": False})
            self.seen.full.append(time.perf_counter() - begun)
        except urllib.error.HTTPError as error:
            if error.code == SUPERSEDED:
                self.seen.superseded += 1
            else:
                self.seen.lost.append(str(error))
        except OSError as error:
            self.seen.lost.append(str(error))


def processes(root: int) -> list[Path]:
    """Return a process and those that it started, as folders of /proc."""
    found, parents = [root], {root}
    stats = {int(p.name): p for p in Path("/proc").iterdir() if p.name.isdigit()}
    for number in sorted(stats):
        with_parent = _fields(stats[number])
        if with_parent and int(with_parent[1]) in parents:
            parents.add(number)
            found.append(number)
    return [stats[number] for number in found if number in stats]


def _fields(folder: Path) -> list[str]:
    try:
        return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def cost(root: int) -> tuple[float, float]:
    """Return processor seconds and resident megabytes of a process and those it started."""
    every = [fields for fields in map(_fields, processes(root)) if fields]
    ticks = sum(int(fields[11]) + int(fields[12]) for fields in every)
    pages = sum(int(fields[21]) for fields in every)
    return ticks / TICKS, pages * 4096 / MEGABYTE


def measured(scenario: str, *, quick: bool) -> dict[str, Any]:
    """Return all figures."""
    length = 2 * EVERY if quick else LENGTH
    with served(scenario) as server:
        time.sleep(EVERY)  # some settings are played beforehand
        before, start = cost(server.process)
        room = Class(server, length)
        watching = threading.Timer(length / 2, lambda: memory.append(cost(server.process)[1]))
        memory: list[float] = []
        watching.start()
        seen = room.attend()
        after, end = cost(server.process)
        watching.cancel()
        middle = memory[0] if memory else end
    return {
        "visitors": VISITORS,
        "moves": seen.moves,
        "first_seconds": _spread(seen.first),
        "full_seconds": _spread(seen.full),
        "superseded": seen.superseded,
        "lost": seen.lost,
        "server_processor_seconds": after - before,
        "processor_seconds_a_move": (after - before) / seen.moves,
        "megabytes": {"at the start": start, "in the middle": middle, "at the end": end},
        "load": Path("/proc/loadavg").read_text(encoding="utf-8").split()[:2],
    }


def _spread(waits: list[float]) -> dict[str, float]:
    return {f"p{percent}": percentile(waits, percent) for percent in (50, 95)}


def main() -> None:
    """Measure, print, keep."""
    given = arguments(__doc__ or "")
    figures = measured(given.scenario, quick=given.quick)
    rows = [(name, json.dumps(value)) for name, value in figures.items()]
    show("A class of thirty", ("what", "figure"), rows)
    report("class_of_thirty", figures, keep=not given.quick)


if __name__ == "__main__":
    main()
