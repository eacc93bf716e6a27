"""Change the model a little, many times, and say which changes no test notices."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.mutating.reach import Reach
from tests.mutating.sites import Site, sites
from tests.mutating.warm import Warm
from tests.source_tree import REPOSITORY

TESTS = (
    "economy", "behaviour", "measures", "policies", "world", "episodes", "test_worked_cases.py",
    "test_week.py", "test_countries.py", "test_first_scenario.py", "test_docking.py",
    "test_identities.py", "test_chains.py", "test_odd.py", "test_one_measure.py",
)  # fmt: skip
"""The tests of the model: each change meets those of them that run its line."""

SURVIVED = "SURVIVED"


def main() -> int:
    """Run, and return the exit status: 1 if fewer were noticed than asked for."""
    asked = _asked()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "clone", "-q", REPOSITORY, tree], check=True)
        warm = Warm(tree, _files(tree), [] if asked.slow else ["-m", "not slow"])
        reached = _reached(warm, asked.record)
        chosen = sites(tree)[asked.first : asked.first + asked.count]
        known = _known(asked.record)
        for number, site in enumerate(chosen, start=asked.first):
            if site.key not in known or (asked.again and known[site.key].endswith(SURVIVED)):
                if time.monotonic() - began > asked.seconds:
                    break
                by = warm.failing(site, reached)
                verdict = f"noticed by {by}" if by else SURVIVED
                known[site.key] = f"{site.path}:{site.line} {_shown(tree, site)}: {verdict}"
                _keep(asked.record, site.key, known[site.key])
            print(number, known[site.key], flush=True)
    return _summed([known[site.key] for site in chosen if site.key in known], asked, began)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="changes (300)")
    parser.add_argument("--first", type=int, default=0, help="number of the first (0)")
    parser.add_argument("--record", type=Path, help="file of what is known; goes on from there")
    parser.add_argument("--seconds", type=float, default=7200.0, help="begin none after (7200)")
    parser.add_argument("--slow", action="store_true", help="run slow tests, too")
    parser.add_argument("--again", action="store_true", help="try again those that survived")
    parser.add_argument("--least", type=float, default=0.0, help="share that must be noticed")
    return parser.parse_args()


def _files(tree: Path) -> list[str]:
    """Return the files of tests, from the root of a tree."""
    found = [tree / "tests" / each for each in TESTS]
    files = [file for each in found for file in ([each] if each.suffix else each.glob("test_*.py"))]
    return sorted(file.relative_to(tree).as_posix() for file in files)


def _reached(warm: Warm, record: Path | None) -> dict[str, Reach]:
    """Return what each file of tests runs, from a file beside the record if there is one."""
    beside = record and record.with_suffix(".reach.json")
    kept = json.loads(beside.read_text(encoding="utf-8")) if beside and beside.exists() else {}
    reached = warm.reached({file: Reach(**reach) for file, reach in kept.items()})
    if beside:
        text = json.dumps({file: asdict(reach) for file, reach in reached.items()})
        beside.write_text(text, encoding="utf-8")
    for file, reach in sorted(reached.items(), key=lambda pair: pair[1].seconds):
        print(f"{reach.seconds:7.1f} s {file}", *reach.failing, file=sys.stderr, flush=True)
    return reached


def _known(record: Path | None) -> dict[str, str]:
    """Return what was said of changes that were tried before, by key."""
    if record is None or not record.exists():
        return {}
    return dict(json.loads(line) for line in record.read_text(encoding="utf-8").splitlines())


def _keep(record: Path | None, key: str, said: str) -> None:
    if record is not None:
        with record.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, said]) + "\n")


def _shown(tree: Path, site: Site) -> str:
    text = (tree / site.path).read_text(encoding="utf-8")
    return f"'{text[site.start : site.end].strip()}' -> '{site.instead.strip()}'"


def _summed(said: list[str], asked: argparse.Namespace, began: float) -> int:
    """Print how many were noticed; return the exit status."""
    killed = sum(not each.endswith(SURVIVED) for each in said)
    share, seconds = killed / max(len(said), 1), time.monotonic() - began
    untried = asked.count - len(said)
    left = f", {untried} not tried" if untried else ""
    print(f"{killed} of {len(said)} changes noticed ({share:.0%}){left}, {seconds:,.0f} s")
    return 0 if share >= asked.least else 1


if __name__ == "__main__":
    sys.exit(main())
