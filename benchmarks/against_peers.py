"""One question of the documentation, asked with tradesim and with each peer in its own environment.

Run with ``python -m benchmarks.against_peers`` (uv must be on PATH), or with the names of scripts
for some of them. Each peer's script stands in ``benchmarks/peers`` and names the packages it needs,
pinned; all are given the same model. Whole processes are timed: start, simulation and indices, with
the processor time of all processes that took part.
"""

from __future__ import annotations

import csv
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.side_by_side import FIGURES, report, show
from benchmarks.writing import number, table

ROOT = Path(__file__).parents[1]
PEERS = ROOT / "benchmarks" / "peers"
SCRIPTS = {
    "SALib by hand": "with_salib",
    "EMA Workbench": "with_ema",
    "Mesa batch_run": "with_mesa",
}
PAGE = ROOT / "docs" / "comparison.md"
YAML = PEERS / "with_tradesim.yaml"


def main() -> None:
    """Ask each in turn, print, and keep the figures."""
    asked = sys.argv[1:]
    found = kept() if asked else dict[str, dict[str, Any]]()
    with tempfile.TemporaryDirectory() as name:
        for peer, script in SCRIPTS.items():
            if asked and script not in asked:
                continue
            file = PEERS / f"{script}.py"
            pins = required(file)
            python = environment(Path(name) / script, pins)
            said = timed([[str(python), "-m", f"benchmarks.peers.{script}"]], ROOT)
            found[peer] = {"packages": " ".join(pins), "lines": lines_of(file), **said}
        if not asked or "tradesim" in asked:
            program = str(Path(sys.executable).parent / "tradesim")
            out = str(Path(name) / "out")
            commands = [
                [program, "batch", str(YAML), "--quiet", "--out", out],
                [program, "analyse", out, "--quiet", "--no-figures"],
            ]
            found["tradesim"] = {"packages": "", "lines": lines_of(YAML), **timed(commands, ROOT)}
            indices = Path(out) / "analysis" / "sobol_indices.csv"
            found["tradesim"]["said"] = totals(indices)
    columns = ("peer", "lines", "wall s", "processor s")
    show(
        "One question", columns, [(peer, *map(row.get, columns[1:])) for peer, row in found.items()]
    )
    for peer, row in found.items():
        print(peer, *row["said"], sep="\n  ")
    report("peers", found, keep=True)
    write_page(found)


def kept() -> dict[str, dict[str, Any]]:
    """Return the figures of peers that are kept from an earlier time."""
    file = FIGURES / "peers.json"
    figures = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {peer: row for peer, row in figures.items() if peer in {*SCRIPTS, "tradesim"}}


def totals(file: Path) -> list[str]:
    """Return what the others print, from the table of tradesim: parameter, total index, reach.

    Its intervals are between percentiles and not as long to both sides: half of one is told.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if "item=hf_liquid" in row["outcome"]]
    return [
        f"{row['parameter']}\t{float(row['total']):.2f}\t"
        f"{(float(row['total_high']) - float(row['total_low'])) / 2.0:.2f}"
        for row in rows
    ]


def write_page(found: dict[str, dict[str, Any]]) -> None:
    """Write the table of the page from the figures."""
    text = PAGE.read_text(encoding="utf-8")
    between = f"<!-- peers: begin -->\n{page_table(found)}\n<!-- peers: end -->"
    pattern = r"<!-- peers: begin -->.*<!-- peers: end -->"
    PAGE.write_text(re.sub(pattern, lambda _: between, text, flags=re.DOTALL), encoding="utf-8")


def page_table(found: dict[str, dict[str, Any]]) -> str:
    """Return the table of the page."""
    columns = ("tool", "packages", "lines", "wall, s", "processor, s", "total indices (± 95 %)")
    rows = [
        (
            peer,
            row["packages"].replace(" ", ", ").replace("==", " ") or "none besides",
            row["lines"],
            number(row["wall s"]),
            number(row["processor s"]),
            "; ".join("{1} (±{2})".format(*line.split("\t")) for line in row["said"]),
        )
        for peer, row in found.items()
    ]
    return table(columns, rows)


def required(file: Path) -> list[str]:
    """Return the packages that a script names."""
    match = re.search(r"^# requires: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return match[1].split() if match else []


def environment(folder: Path, packages: list[str]) -> Path:
    """Make an environment with this copy of tradesim and some packages; return its Python."""
    subprocess.run(["uv", "venv", "-q", "--python", sys.executable, folder], check=True)  # noqa: S603, S607
    python = folder / "bin" / "python"
    command: list[str | Path] = [
        "uv",
        "pip",
        "install",
        "-q",
        "--python",
        python,
        "-e",
        ROOT,
        *packages,
    ]
    subprocess.run(command, check=True)  # noqa: S603
    return python


def timed(commands: list[list[str]], folder: Path) -> dict[str, Any]:
    """Return what some commands took and said."""
    began, before = time.perf_counter(), spent()
    said = ""
    for command in commands:
        given = {**os.environ, "OMP_NUM_THREADS": "1"}
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, env=given, check=True, stdout=subprocess.PIPE, text=True
        )
        said += done.stdout
    return {
        "wall s": round(time.perf_counter() - began, 1),
        "processor s": round(spent() - before, 1),
        "said": said.splitlines()[-3:],
    }


def spent() -> float:
    """Return the processor seconds of children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lines_of(file: Path) -> int:
    """Return the lines that a user writes: without blank ones, comments and docstrings."""
    text = re.sub(r'""".*?"""', "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


if __name__ == "__main__":
    main()
