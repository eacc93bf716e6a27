"""Change the model a little, many times, and say which changes no test notices."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutating.sites import Site, sites
from tests.source_tree import REPOSITORY

WHOLE = (
    "tests/test_worked_cases.py", "tests/test_week.py", "tests/world", "tests/test_countries.py",
    "tests/test_first_scenario.py", "tests/episodes", "tests/test_docking.py",
)  # fmt: skip
"""What is run after the tests of the file and of its folder."""

SURVIVED = "SURVIVED"

LONGEST_SECONDS = 900
"""A change may make a test wait for ever: that is noticed, too."""


def main() -> int:
    """Run, and return the exit status: 1 if fewer were noticed than asked for."""
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="changes (300)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    parser.add_argument("--record", type=Path, help="file of what is known; goes on from there")
    parser.add_argument("--least", type=float, default=0.0, help="share that must be noticed")
    asked = parser.parse_args()
    chosen = sites(REPOSITORY)[asked.first : asked.first + asked.count]
    known = _known(asked.record)
    killed, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "clone", "-q", REPOSITORY, tree], check=True)
        for number, site in enumerate(chosen, start=asked.first):
            if site.key not in known:
                known[site.key] = f"{site.path}:{site.line} {_shown(site)}: {_verdict(tree, site)}"
                _keep(asked.record, site.key, known[site.key])
            killed += not known[site.key].endswith(SURVIVED)
            print(number, known[site.key], flush=True)
    share = killed / max(len(chosen), 1)
    seconds = time.monotonic() - began
    print(f"{killed} of {len(chosen)} changes noticed ({share:.0%}), {seconds:,.0f} s")
    return 0 if share >= asked.least else 1


def _known(record: Path | None) -> dict[str, str]:
    """Return what was said of changes that were tried before, by key."""
    if record is None or not record.exists():
        return {}
    return dict(json.loads(line) for line in record.read_text(encoding="utf-8").splitlines())


def _keep(record: Path | None, key: str, said: str) -> None:
    if record is not None:
        with record.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, said]) + "\n")


def _shown(site: Site) -> str:
    text = (REPOSITORY / site.path).read_text(encoding="utf-8")
    return f"'{text[site.start : site.end].strip()}' -> '{site.instead.strip()}'"


def _verdict(tree: Path, site: Site) -> str:
    """Return which test notices a change, or that none does."""
    file = tree / site.path
    before = file.read_text(encoding="utf-8")
    file.write_text(site.changed(before), encoding="utf-8")
    try:
        found = (_failing(tree, tests) for tests in _related(tree, site))
        by = next(filter(None, found), None)
        return f"noticed by {by}" if by else SURVIVED
    finally:
        file.write_text(before, encoding="utf-8")


def _related(tree: Path, site: Site) -> list[list[str]]:
    """Return what is run in one go, the nearest first: its own tests, its folder's, the whole's."""
    folder, name = site.path.removeprefix("src/tradesim/").rsplit("/", 1)
    stages = [[f"tests/{folder}/test_{name}"], [f"tests/{folder}"], list(WHOLE)]
    there = [[tests for tests in stage if (tree / tests).exists()] for stage in stages]
    return [stage for stage in there if stage]


def _failing(tree: Path, tests: list[str]) -> str:
    """Return the first of some tests that fails, empty where all pass."""
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*words, "--tb=no", *tests], cwd=tree, env=environment, timeout=LONGEST_SECONDS,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"{tests[0]}, which did not end"
    if done.returncode in {0, 5}:  # 5: there is no such test
        return ""
    named = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return named[1] if named else tests[0]


if __name__ == "__main__":
    sys.exit(main())
