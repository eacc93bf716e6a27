"""Write the table of docs/leverage.md from runs of today.

Usage: python scripts/write_leverage.py
"""

from __future__ import annotations

import math
from pathlib import Path

from tradesim.experiments.leverage import Leverage, leverage
from tradesim.scenario import load

PAGE = Path(__file__).resolve().parents[1] / "docs" / "leverage.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
REPLICATES = 100


def main() -> None:
    """Measure and write."""
    rows = [_row(each) for each in leverage(load("2019_curbs"), REPLICATES)]
    heading = ["| harm | first | second | second / first |", "|---|---|---|---|"]
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table = "\n".join([BEGIN, *heading, *rows, END])
    PAGE.write_text(f"{before}{table}{rest.split(END)[1]}", encoding="utf-8")


def _row(each: Leverage) -> str:
    name = f"{each.harm.item}: {each.harm.name}" if each.harm.item else each.harm.name
    cells = (f"{name}, {each.harm.unit}", *map(_told, (each.first, each.second, each.ratio)))
    return f"| {' | '.join(cells)} |"


def _told(values: tuple[float, float, float]) -> str:
    mean, low, high = values
    return f"{mean:.3g} ({low:.3g} to {high:.3g})" if math.isfinite(mean) else "–"


if __name__ == "__main__":
    main()
