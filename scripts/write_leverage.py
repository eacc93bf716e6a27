"""Write the table of docs/leverage.md from runs of today.

Usage: python scripts/write_leverage.py
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from tradesim.experiments.leverage import Leverage, leverage
from tradesim.scenario import load
from tradesim.scenario.naming import label_of
from tradesim.wording.numbers import amount

PAGE = Path(__file__).resolve().parents[1] / "docs" / "leverage.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
REPLICATES = 100


def main() -> None:
    """Measure and write."""
    world = load("2019_curbs")
    labels = {item.name: label_of(item) for item in world.items}
    rows = [_row(each, labels) for each in leverage(world, REPLICATES)]
    heading = ["| harm | first | second | second / first |", "|---|---|---|---|"]
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    table = "\n".join([BEGIN, *heading, *rows, END])
    PAGE.write_text(f"{before}{table}{rest.split(END)[1]}", encoding="utf-8")


def _row(each: Leverage, labels: Mapping[str, str]) -> str:
    name = f"{labels[each.harm.item]}: {each.harm.name}" if each.harm.item else each.harm.name
    cells = (f"{name}, {each.harm.unit}", *map(_told, (each.first, each.second, each.ratio)))
    return f"| {' | '.join(cells)} |"


def _told(values: tuple[float, float, float]) -> str:
    mean, low, high = values
    return f"{amount(mean)} ({amount(low)} to {amount(high)})" if math.isfinite(mean) else "–"


if __name__ == "__main__":
    main()
