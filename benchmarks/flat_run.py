"""Is ``tradesim run`` flat: what it costs beside the bare ensemble of the same runs.

    python benchmarks/flat_run.py [SCENARIO] [REPLICATES ...]

Each line is a process of its own: processor seconds, peak memory, and what stands on disk.
The bare ensemble lives the same runs, keeps nothing, and is told without its imports. Bytecode is
kept, as an installation keeps it, and one run uncounted writes it. Lines are of one sitting:
compare them with each other, not with those of another machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

BARE = """
import sys, time
from tradesim.ensemble import Ensemble
from tradesim.scenario import load
scenario = load(sys.argv[1])
began = time.process_time()
for _ in Ensemble(scenario, range(int(sys.argv[2]))).recordings(reuse_memory=True):
    pass
print(time.process_time() - began)
"""


def measured(command: list[str]) -> tuple[float, float, str]:
    """Return processor seconds and peak memory in MB of a process, and what it printed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept)  # noqa: S603
    assert child.stdout is not None  # noqa: S101
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def whole(scenario: str, count: int, folder: Path) -> tuple[float, float]:
    """Return processor seconds and peak memory in MB of the whole command."""
    command = [sys.executable, "-m", "tradesim", "run", scenario, "--replicates", str(count)]
    seconds, peak, _ = measured([*command, "--no-figures", "--quiet", "--out", str(folder)])
    return seconds, peak


def size_of(folder: Path) -> float:
    """Return what a folder holds, MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main(scenario: str, counts: list[int]) -> None:
    """Print the table."""
    print(f"{'runs':>7} {'bare, s':>8} {'run, s':>8} {'ratio':>6} {'peak, MB':>9} {'disk, MB':>9}")
    with tempfile.TemporaryDirectory() as place:
        whole(scenario, 2, Path(place) / "first")
    for count in counts:
        _, _, said = measured([sys.executable, "-c", BARE, scenario, str(count)])
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "run"
            seconds, peak = whole(scenario, count, folder)
            bare, disk = float(said), size_of(folder)
        ratio = seconds / bare
        print(f"{count:7} {bare:8.1f} {seconds:8.1f} {ratio:6.2f} {peak:9.0f} {disk:9.1f}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0] if given else "2019_curbs", [int(count) for count in given[1:]] or [1000])
