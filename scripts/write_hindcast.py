"""Write the tables of docs/hindcast.md from runs of today.

Usage: python scripts/write_hindcast.py [FILE|FOLDER ...]

The files are observed tables, as ``tradesim hindcast --observed`` reads them; the first table of
the page is of the figures that come with tradesim alone, the second of these tables too. Without
files the second stays as it is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "hindcast.md"
REPLICATES = 100
COLUMNS = {
    "figures_in_band": "in band",
    "coverage": "long series",
    "lowest_coverage": "worst",
    "width": "width",
    "skill": "skill",
    "interval_ratio": "interval",
    "crps_ratio": "CRPS",
}


def main(*observed: str) -> None:
    """Run all episodes and write the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    page = replaced(page, "published", table(scores([])))
    if observed:
        page = replaced(page, "observed", table(scores(list(observed))))
    PAGE.write_text(page, encoding="utf-8")


def scores(observed: list[str]) -> dict[str, Any]:
    """Return what ``tradesim hindcast --all --json`` says."""
    command = [sys.executable, "-m", "tradesim", "hindcast", "--all", "--json"]
    command += ["--replicates", str(REPLICATES)]
    for path in observed:
        command += ["--observed", path]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def table(document: dict[str, Any]) -> list[str]:
    """Return the table in Markdown."""
    headings = ["group", "episode", "inside", *COLUMNS.values(), "best naive"]
    lines = [f"| {' | '.join(headings)} |", "|" + "---|" * len(headings)]
    for row in document["episodes"]:
        inside = f"{row['inside']} of {row['count']}"
        cells = [row["group"], f"`{row['episode']}`", inside, *numbers(row), row["best_rival"]]
        lines.append(f"| {' | '.join(cells)} |")
    for word in ("mean", "median"):
        cells = [f"**{word}**", "", "", *numbers(document[word]), ""]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def numbers(row: dict[str, Any]) -> list[str]:
    """Return the scores of a row, with two decimals or a dash."""
    return ["–" if row[name] is None else f"{row[name]:.2f}" for name in COLUMNS]


def replaced(page: str, name: str, lines: list[str]) -> str:
    """Return the page with another text between two marks."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    text = "\n".join(lines)
    return f"{before}{begin}\n{text}\n{end}{after}"


if __name__ == "__main__":
    main(*sys.argv[1:])
