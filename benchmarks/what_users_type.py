"""Whole commands as users type them, start included, beside other checkouts of tradesim.

Run with ``python -m benchmarks.what_users_type [CHECKOUT ...] [--quick]``. Bytecode is written in
the round that is not counted.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.checkouts import Work, beside
from benchmarks.commands import spent
from benchmarks.side_by_side import Contestant, report

SCENARIO = "2019_curbs"
COMMANDS = ("--help", f"validate {SCENARIO}", f"run {SCENARIO} --no-figures", f"run {SCENARIO}")


def typed(command: str) -> Work:
    """Return the work of a command: processor seconds of its process."""

    def work(checkout: Path) -> Contestant:
        def once() -> float:
            with tempfile.TemporaryDirectory() as place:
                out = ["--out", str(Path(place) / "run")] if command.startswith("run") else []
                return spent(["-m", "tradesim", *command.split(), *out], checkout).seconds

        return once

    return work


def main() -> None:
    """Print and keep the figures."""
    quick = "--quick" in sys.argv
    works = {command: typed(command) for command in COMMANDS[: 1 if quick else None]}
    found = beside("What users type", works, 1 if quick else 5)
    report("what_users_type", {"works": found}, keep=not quick)


if __name__ == "__main__":
    main()
