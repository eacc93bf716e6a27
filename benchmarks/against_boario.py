"""Against BoARIO, an ARIO model in Python, by link and by agent-week.

BoARIO's order matrix is dense: each industry may buy from each, so a step costs the square of the
industries. A link of tradesim is one that exists. Per link the two are compared at the same
number of links; per agent at 16 links a firm, where sparsity is the reason for the difference.

BoARIO lives in an environment of its own, with the two packages that its wheel forgets:
``python -m venv ENV && ENV/bin/pip install boario progressbar2 pymrio``; then
``python -m benchmarks.against_boario --python ENV/bin/python``. It runs in a worker process, in
turns with tradesim, with one thread of linear algebra: more make it slower.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.side_by_side import Contestant, Timing, alternate, report, seconds, show
from benchmarks.sparse_world import Size, sparse_world
from tradesim.week import Everyone, live_week

TABLES = {"test": 48, "40x20": 800}
"""BoARIO's tables and their industries."""

LINKS_A_FIRM = 16
WARM_UP_WEEKS = 5


class Worker:
    """BoARIO in its own environment, answering one request at a time."""

    def __init__(self, python: Path) -> None:
        environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - the interpreter the user named
            [str(python), str(Path(__file__).with_name("boario_worker.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=environment,
        )  # fmt: skip

    def ask(self, table: str, steps: int) -> dict[str, Any]:
        """Return what a simulation took."""
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps({"table": table, "steps": steps}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None  # noqa: S101
        self._process.stdin.close()
        self._process.wait()


def ours(size: Size, weeks: int) -> Contestant:
    """Return a contestant that costs processor seconds for each week of each run of a world."""
    world = sparse_world(size)
    deciders = Everyone(world)

    def live(count: int) -> None:
        for _ in range(count):
            live_week(world, deciders)
            world.week += 1

    live(WARM_UP_WEEKS)
    return lambda: seconds(lambda: live(weeks)) / weeks / size.runs


def theirs(worker: Worker, table: str, steps: int) -> Contestant:
    """Return a contestant that costs processor seconds a step of BoARIO."""

    def live() -> float:
        answer = worker.ask(table, steps)
        return float(answer["seconds"] / answer["steps"])

    return live


def size_of(links: int, runs: int = 1) -> Size:
    """Return a world of so many links, 16 a firm."""
    return Size(links // LINKS_A_FIRM, needs=4, sources=2 * LINKS_A_FIRM // 4, items=4, runs=runs)


def compare(worker: Worker, table: str, *, rounds: int, quick: bool) -> dict[str, Any]:
    """Return costs and ratios for one of BoARIO's tables."""
    industries = TABLES[table]
    same_links = size_of(industries**2)
    same_firms = size_of(industries * LINKS_A_FIRM)
    block = size_of(industries * LINKS_A_FIRM, runs=64)
    weeks = 5 if quick else 40
    times = alternate(
        {
            "BoARIO": theirs(worker, table, 40 if quick else 365),
            "same links, 1 run": ours(same_links, weeks),
            "same firms, 1 run": ours(same_firms, weeks),
            "same firms, 64 runs": ours(block, weeks),
        },
        rounds,
    )
    dense = times["BoARIO"].times(1 / industries**2)
    industry = times["BoARIO"].times(1 / industries)
    link = times["same links, 1 run"].times(1 / same_links.links)
    agents: dict[str, Timing] = {
        name: times[name].times(1 / same_firms.firms)
        for name in ("same firms, 1 run", "same firms, 64 runs")
    }
    agents["same links, 1 run"] = times["same links, 1 run"].times(1 / same_links.firms)
    return {
        "industries": industries,
        "boario_ns_per_cell_step": dense.times(1e9),
        "ns_per_link_week": link.times(1e9),
        "boario_over_tradesim_per_link": dense.over(link),
        "boario_industry_steps_a_second": 1 / industry.median,
        "agent_weeks_a_second": {name: 1 / cost.median for name, cost in agents.items()},
        "boario_over_tradesim_per_agent": {n: industry.over(cost) for n, cost in agents.items()},
    }


def rows_of(table: str, found: dict[str, Any]) -> list[tuple[str, str, object, object, object]]:
    """Return what the printed table says of one of BoARIO's tables."""
    link = (
        table, "ns per link-week (cell-step)", found["boario_ns_per_cell_step"].median,
        found["ns_per_link_week"].median, found["boario_over_tradesim_per_link"],
    )  # fmt: skip
    agents = [
        (
            table, f"agent-weeks a second, {name}", found["boario_industry_steps_a_second"],
            found["agent_weeks_a_second"][name], ratio,
        )
        for name, ratio in found["boario_over_tradesim_per_agent"].items()
    ]  # fmt: skip
    return [link, *agents]


def main() -> None:
    """Print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run")
    parser.add_argument("--rounds", type=int, default=None, help="rounds that count")
    parser.add_argument(
        "--python", type=Path, required=True, help="interpreter of an environment with BoARIO"
    )
    given = parser.parse_args()
    rounds = given.rounds or (1 if given.quick else 5)
    worker = Worker(given.python)
    tables = ["test"] if given.quick else list(TABLES)
    version = worker.ask("test", 5)["version"]
    found = {name: compare(worker, name, rounds=rounds, quick=given.quick) for name in tables}
    worker.close()
    show(
        f"BoARIO {version} and tradesim, times faster by round: median (range)",
        ("BoARIO's table", "measure", "BoARIO", "tradesim", "times faster"),
        [row for name in tables for row in rows_of(name, found[name])],
    )
    report("boario", {"boario": version, **found}, keep=not given.quick)


if __name__ == "__main__":
    main()
