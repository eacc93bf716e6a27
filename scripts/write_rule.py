"""Write the table of the written rule into the package: the lines of docs/scenario-rule.md."""

from __future__ import annotations

import csv
import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PAGE = REPOSITORY / "docs" / "scenario-rule.md"
TABLE = REPOSITORY / "src" / "tradesim" / "evidence" / "rule.csv"
ROW = re.compile(r"\| `([a-z.]+)` \| ([\d.]+) \| ([\d.]+) to ([\d.]+) \| (\S+) \| (.*) \|")
HEADING = ("name", "value", "low", "high", "unit", "why")


def lines_of(page: str) -> list[tuple[str, ...]]:
    """Return name, value, ends of the range, unit and reason of each line of the page."""
    return [row.groups() for row in map(ROW.fullmatch, page.splitlines()) if row]


def main() -> None:
    """Write the table again."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADING, *lines_of(PAGE.read_text(encoding="utf-8"))])


if __name__ == "__main__":
    main()
