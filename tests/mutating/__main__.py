"""Change the model a little, many times, and say which changes no test notices."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutating.sites import Site, sites
from tests.source_tree import REPOSITORY

WHOLE = ("tests/test_worked_cases.py", "tests/test_week.py", "tests/world", "tests/test_docking.py")
"""What is run after the tests of the file and of its folder."""

LONGEST_SECONDS = 900
"""A change may make a test wait for ever: that is noticed, too."""


def main() -> int:
    """Run, and return the exit status: 1 if fewer were noticed than asked for."""
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="changes (300)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    parser.add_argument("--least", type=float, default=0.0, help="share that must be noticed")
    asked = parser.parse_args()
    chosen = sites(REPOSITORY)[asked.first : asked.first + asked.count]
    killed, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "clone", "-q", REPOSITORY, tree], check=True)
        for number, site in enumerate(chosen, start=asked.first):
            by = _killer(tree, site)
            killed += by is not None
            said = f"noticed by {by}" if by else "SURVIVED"
            print(f"{number} {site.path}:{site.line} {_shown(site)}: {said}", flush=True)
    share = killed / max(len(chosen), 1)
    seconds = time.monotonic() - began
    print(f"{killed} of {len(chosen)} changes noticed ({share:.0%}), {seconds:,.0f} s")
    return 0 if share >= asked.least else 1


def _shown(site: Site) -> str:
    text = (REPOSITORY / site.path).read_text(encoding="utf-8")
    return f"'{text[site.start : site.end].strip()}' -> '{site.instead.strip()}'"


def _killer(tree: Path, site: Site) -> str | None:
    """Return the tests that notice a change; None where none do."""
    file = tree / site.path
    before = file.read_text(encoding="utf-8")
    file.write_text(site.changed(before), encoding="utf-8")
    try:
        return next((tests for tests in _related(tree, site) if not _passes(tree, tests)), None)
    finally:
        file.write_text(before, encoding="utf-8")


def _related(tree: Path, site: Site) -> list[str]:
    """Return what is run, the nearest first."""
    folder, name = site.path.removeprefix("src/tradesim/").rsplit("/", 1)
    near = [f"tests/{folder}/test_{name}", f"tests/{folder}", *WHOLE]
    return [tests for tests in near if (tree / tests).exists()]


def _passes(tree: Path, tests: str) -> bool:
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", tests]
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            words, cwd=tree, env=environment, timeout=LONGEST_SECONDS,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in {0, 5}  # 5: there is no such test


if __name__ == "__main__":
    sys.exit(main())
