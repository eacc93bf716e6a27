"""What a command costs before it simulates anything: ``validate`` and ``--help``, whole processes.

Run with ``python -m benchmarks.start``; ``CHECKOUT ...`` after it alternate with other checkouts of
tradesim, by the same interpreter. Bytecode is written in the round that is not counted.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.side_by_side import Contestant, alternate, report, show

HERE = Path(__file__).parents[1]
COMMANDS = (("--help",), ("validate", "2019_curbs"))


def cost(checkout: Path, command: tuple[str, ...]) -> Contestant:
    """Return a contestant: processor seconds of one command of one checkout."""
    environment = dict(os.environ) | {"PYTHONPATH": str(checkout / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-m", "tradesim", *command],
            env=environment, cwd=checkout, check=True, capture_output=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return once


def main() -> None:
    """Print and keep the figures."""
    others = [Path(word).resolve() for word in sys.argv[1:] if not word.startswith("--")]
    rounds = 1 if "--quick" in sys.argv else 7
    checkouts = {"this checkout": HERE} | {path.name: path for path in others}
    times = alternate(
        {
            f"{' '.join(command)}, {name}": cost(checkout, command)
            for command in COMMANDS
            for name, checkout in checkouts.items()
        },
        rounds,
    )
    show(
        "Start",
        ("command", "processor seconds", "at best", "of this checkout's"),
        [
            (name, time.median, time.least,
             str(time.over(times[f"{name.rsplit(', ', 1)[0]}, this checkout"])))
            for name, time in times.items()
        ],
    )  # fmt: skip
    report(
        "start",
        {"seconds": {n: t.median for n, t in times.items()}},
        keep="--quick" not in sys.argv,
    )


if __name__ == "__main__":
    main()
