"""How the quick run shortens what it plays; ``scripts/run_documents`` plays all of it as written.

Two replicates, two levels of a parameter, two samples, one worker, no pictures: enough to see
whether a command does what its page says, and too few for any figure that it comes to.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tradesim.scenario.bundled import experiment_files

FEW = 2
SMALLEST_CALIBRATION = 16
ADDED: dict[str, list[list[str]]] = {
    "run": [["--no-figures"], ["--quick"]],
    "compare": [["--replicates", str(FEW)]],
    "leverage": [["--replicates", str(FEW)]],
    "hindcast": [["--replicates", str(FEW)]],
    "export-page": [["--replicates", str(FEW)]],
    "dock": [["--replicates", "1"]],
    "batch": [["--jobs", "1"]],
    "analyse": [["--no-figures"]],
    "calibrate": [["--samples", str(SMALLEST_CALIBRATION)]],
}
"""Options that a command gets where it has none of that name."""

MOST = {"--replicates": FEW, "--row": 3, "--point": 1, "--rerun": 1, "--jobs": 1, "--budget": FEW}
"""The largest value that an option keeps."""

MOST_OF_A_GROWN_BATCH = {"--replicates": FEW + 1, "--samples": 2 * FEW}


def shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command of tradesim with less to do."""
    name, given = words[1], list(words[2:])
    most = MOST | (MOST_OF_A_GROWN_BATCH if "--resume" in given else {})
    for before, (at, word) in zip(given, enumerate(given[1:], start=1), strict=False):
        if before in most and word.isdecimal():
            given[at] = str(min(int(word), most[before]))
    if name == "run" and "--doubt" in given:
        given += [] if "--replicates" in given else ["--replicates", str(FEW)]
    again = name == "run" and {"--row", "--point", "--replicate"} & {*given}
    for option in ADDED.get(name, []):
        if option[0] not in given and not (again and option == ["--quick"]):
            given += option
    if name == "batch" and not given[0].endswith(".json"):
        given = _short_batch(given)
    return (*words[:2], *given)


def _short_batch(given: list[str]) -> list[str]:
    """Let a batch run a small copy of its experiment, whose results go where those would."""
    file = Path(given[0])
    if not file.is_file():
        file = experiment_files()[given[0]]
    tree = yaml.safe_load(file.read_text(encoding="utf-8"))
    short = Path(f"{file.stem}.short.yaml")
    short = file.with_name(short.name) if Path(given[0]).is_file() else short
    if points := tree.get("design", {}).get("file"):
        beside = short.with_name(points)
        beside.write_text(file.with_name(points).read_text("utf-8"), encoding="utf-8")
    short.write_text(yaml.safe_dump(_small(tree), sort_keys=False), encoding="utf-8")
    out = [] if "--out" in given else ["--out", f"results/{tree['name']}"]
    return [str(short), *given[1:], *out]


def _small(tree: dict[str, Any]) -> dict[str, Any]:
    design = tree.get("design", {})
    for key in ("samples", "trajectories", "states"):
        if key in design:
            design[key] = FEW
    if design.get("kind") == "search":
        design |= {"options": 2 * FEW, "generation": 2 * FEW}
    for parameter in tree["vary"].values():
        if isinstance(parameter, dict) and "values" in parameter and design.get("kind") != "list":
            parameter["values"] = parameter["values"][:FEW]
    return tree | {"replicates": min(tree.get("replicates", 1), FEW)}


def write_short(program: str) -> str:
    """Return a program of Python with few replicates."""
    return re.sub(r"\breplicates=\d+", f"replicates={FEW}", program)
