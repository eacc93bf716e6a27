"""The page in one file: what ``tradesim export-page`` takes, start and helpers included.

Run with ``python -m benchmarks.exported_page [CHECKOUT ...] [--rounds N] [--quick]``. Each checkout
plays two pages in turn: one of 216 settings, and the one that ships. Of the settings of a page some
are the same worlds; a page plays each world once, and both are counted.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.checkouts import named
from benchmarks.commands import size_mb, spent
from benchmarks.side_by_side import report, show

SCENARIO = "2019_curbs"
PLAYED = re.compile(r"Simulating ([\d,]+) of ([\d,]+) settings")

PAGES = {
    "216 settings": f"extends: {SCENARIO}\npage:\n  baked:\n    stock: [1, 3, 4]\n",
    "as shipped": f"extends: {SCENARIO}\n",
}
"""The pages that are played, each as a scenario file."""

COLUMNS = ("settings", "worlds", "seconds", "a_setting", "peak_mb", "mb")
"""What is told of a page."""

Told = dict[str, Any]


def exported(checkout: Path, page: str, *words: str) -> Told:
    """Return what the command takes in a checkout, and how many settings and worlds it plays."""
    with tempfile.TemporaryDirectory() as place:
        scenario, out = Path(place) / "page.yaml", Path(place) / "page.html"
        scenario.write_text(page, encoding="utf-8")
        command = ["-m", "tradesim", "export-page", str(scenario), "--out", str(out), *words]
        took = spent(command, checkout)
        told = PLAYED.search(took.warned)
        if told is None:
            raise SystemExit(f"The command does not say what it plays:\n{took.warned}")
        worlds, settings = (int(count.replace(",", "")) for count in told.groups())
        return {"settings": settings, "worlds": worlds, "seconds": took.seconds,
                "peak_mb": took.peak_mb, "mb": size_mb(out)}  # fmt: skip


def usual(rounds: list[Told]) -> Told:
    """Return the medians of some rounds, and what a setting takes."""
    found = {what: median(each[what] for each in rounds) for what in rounds[0]}
    return {**found, "a_setting": found["seconds"] / found["settings"]}


def main() -> None:
    """Print and keep the figures."""
    quick = "--quick" in sys.argv
    words = ["--replicates", "2"] if quick else []
    rounds = _rounds(sys.argv)
    checkouts = named()
    pairs = [(page, name) for page in PAGES for name in checkouts]
    costs: dict[tuple[str, str], list[Told]] = {pair: [] for pair in pairs}
    for _ in range(1 if quick else rounds):
        for page, name in pairs:
            costs[page, name].append(exported(checkouts[name], PAGES[page], *words))
    found = {page: {name: usual(costs[page, name]) for name in checkouts} for page in PAGES}
    show(
        f"tradesim export-page {SCENARIO}",
        ("page", "checkout", *COLUMNS),
        [
            (page, name, *(each[column] for column in COLUMNS))
            for page, by_name in found.items()
            for name, each in by_name.items()
        ],
    )
    report("exported_page", {"rounds": rounds, "pages": found}, keep=not quick)


def _rounds(words: list[str]) -> int:
    """Return how often each page is played, and leave checkouts alone among the words."""
    if "--rounds" not in words:
        return 3
    at = words.index("--rounds")
    rounds = int(words[at + 1])
    del words[at : at + 2]
    return rounds


if __name__ == "__main__":
    main()
