"""Write what `tradesim calibrate --leave-out all` found into docs/hindcast.md, and log the set.

Usage: python scripts/write_left_out.py FOLDER [--ship]

FOLDER is what the command wrote. Its line for the log is added to
calibrations/common/episodes.tried.csv unless it stands there; with --ship its parameters become
calibrations/behaviour.parameters.csv, and its tables those of the page.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "hindcast.md"
LOG = ROOT / "calibrations" / "common" / "episodes.tried.csv"
SHIPPED = ROOT / "calibrations" / "behaviour.parameters.csv"

Rows = list[dict[str, str]]


def main(folder: Path, *, ship: bool) -> None:
    """Add a set to the log and, where it is shipped, write its tables into the page."""
    log(read(folder / "tried.csv"))
    if ship:
        shutil.copyfile(folder / "parameters.csv", SHIPPED)
        write("episodes", read(folder / "episodes.csv"))
        write("mechanisms", read(folder / "mechanisms.csv"))
        write("ranges", read(folder / "ranges.csv"))
    write("tried", read(LOG))


def read(path: Path) -> Rows:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def log(rows: Rows) -> None:
    """Add rows to the log that it does not have yet."""
    known = read(LOG) if LOG.is_file() else []
    known += [row for row in rows if row not in known]
    with LOG.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(known[0]), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(known)


def write(name: str, rows: Rows) -> None:
    """Put a table between its marks in the page."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    table = "\n".join(markdown(rows))
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def paired(rows: Rows) -> Rows:
    """Return rows with fitted and left out in one cell."""
    pair = ", left out"
    found = []
    for row in rows:
        cells = {}
        for name, value in row.items():
            if name + pair in row:
                cells[name] = f"{value or '–'} / {row[name + pair] or '–'}"
            elif not name.endswith(pair):
                cells[name] = value
        found.append(cells)
    return found


def markdown(rows: Rows) -> list[str]:
    """Return rows as lines of a table in Markdown."""
    rows = paired(rows)
    heading = list(rows[0])
    lines = [f"| {' | '.join(heading)} |", "|" + "---|" * len(heading)]
    return lines + [f"| {' | '.join(row[name] for name in heading)} |" for row in rows]


if __name__ == "__main__":
    main(Path(sys.argv[1]), ship="--ship" in sys.argv[2:])
