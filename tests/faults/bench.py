"""A small batch that is run, hurt, resumed and held against one that nothing happened to."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import yaml

from tests.source_tree import REPOSITORY

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"
EXPERIMENT = """\
name: small
scenario: world.yaml
vary:
  policies.acid curb.review_weeks: {range: [1, 26], unit: week}
  behaviour.patience_weeks: {range: [4, 12], unit: week}
variants:
  baseline: {description: As it was.}
  no_curb: {variant: no_curb}
design: {kind: latin_hypercube, samples: 64}
replicates: 4
outcomes: [summary, monthly_imports]
"""
KEYS = ["variant", "point", "replicate"]
PATIENCE_SECONDS = 240.0
"""How long a command may take before it is called hung: machines under test are busy ones."""


@dataclass
class Tally:
    """What became of the tries of one fault.

    Attributes:
        fault: What was done.
        tries: How often.
        at_work: How often workers were at work when it was done.
        lost: Runs that were missing at the end, or other than they should be.
        duplicated: Runs that were there twice.
        hung: Commands that did not end.
        untidy: Tracebacks, processes and half-written files that were left behind.
        slowest: Longest time that a worker outlived its coordinator, seconds.
    """

    fault: str
    tries: int = 0
    at_work: int = 0
    lost: int = 0
    duplicated: int = 0
    hung: int = 0
    untidy: list[str] = field(default_factory=list)
    slowest: float = 0.0

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost, duplicated, hung or left behind."""
        return not (self.lost or self.duplicated or self.hung or self.untidy)


@dataclass
class Command:
    """A command that runs."""

    process: subprocess.Popen[str]
    out: Path

    def ended(self) -> tuple[int | None, str]:
        """Wait for the end; return status, None if it hung, and what was said."""
        try:
            _, said = self.process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            for child in children(self.process.pid):
                kill(child)
            self.process.kill()
            _, said = self.process.communicate()
            return None, said
        return self.process.returncode, said


class Bench:
    """A folder with a scenario, an experiment and its sound results.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        """Write the files, and run the batch once without a fault."""
        self.folder = folder
        world = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
        world["end"] = "2019-12-29"
        late = {"lifted", "amendments", "restored", "until"}
        for policy in world["policies"]:
            for name in late & set(policy):
                del policy[name]
        del world["shocks"]
        (folder / "world.yaml").write_text(yaml.safe_dump(world), encoding="utf-8")
        (folder / "small.yaml").write_text(EXPERIMENT, encoding="utf-8")
        began = time.monotonic()
        status, said = self.batch(folder / "sound").ended()
        assert status == 0, said
        self.seconds = time.monotonic() - began
        self.sound = runs_of(folder / "sound")

    def batch(
        self,
        out: Path,
        *,
        resume: bool = False,
        prepare: Callable[[], None] | None = None,
    ) -> Command:
        """Start the batch."""
        words = [sys.executable, "-m", "tradesim", "batch", "small.yaml", "--out", str(out)]
        words += ["--jobs", "2", "--quiet", *(["--resume"] if resume else [])]
        process = subprocess.Popen(
            words, cwd=self.folder, text=True, preexec_fn=prepare,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        return Command(process, out)

    def finish(self, out: Path, tally: Tally) -> None:
        """Resume a batch to its end, and count what is missing, doubled, or other than it was."""
        status, said = self.batch(out, resume=True).ended()
        tally.hung += status is None
        if status != 0:
            tally.untidy.append(f"resuming ended with {status}: {said.strip()[-200:]}")
        found = runs_of(out)
        keys = [tuple(row[key] for key in KEYS) for row in found]
        tally.duplicated += len(keys) - len(set(keys))
        sound = {tuple(row[key] for key in KEYS): repr(row) for row in self.sound}
        ours = {key: repr(row) for key, row in zip(keys, found, strict=True)}
        tally.lost += sum(ours.get(key) != row for key, row in sound.items())
        left = [path.name for path in out.rglob(".*") if path.name != ".lock"]
        tally.untidy += [f"left behind: {name}" for name in left[:3]]


def runs_of(out: Path) -> list[dict[str, Any]]:
    """Return the runs of a batch as they stand on the disk, one a row."""
    parts = sorted((out / "runs.parquet").glob("[!.]*.parquet"))
    if not parts:
        return []
    table = ds.dataset(parts, format="parquet").to_table()
    return sorted(table.to_pylist(), key=lambda row: [str(row[key]) for key in KEYS])


def children(process: int) -> list[int]:
    """Return the processes that a process started, and those that they did."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            text = (task / "children").read_text(encoding="ascii")
            for child in map(int, text.split()):
                found += [child, *children(child)]
    return found


def workers(process: int) -> list[int]:
    """Return the processes that compute for a coordinator."""
    return [child for child in children(process) if "spawn_main" in _command(child)]


def kill(process: int) -> None:
    """End a process at once."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def is_alive(process: int) -> bool:
    """Say whether a process runs; one that only waits to be counted does not."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in {"Z", "X"}


def outlived(processes: list[int], most: float = 30.0) -> float:
    """Return for how many seconds the last of some processes lives on."""
    began = time.monotonic()
    while any(is_alive(each) for each in processes):
        if time.monotonic() - began > most:
            break
        time.sleep(0.02)
    return time.monotonic() - began


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path | None]:
    """Provide a disk of some size; None where no disk can be made."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    if made.returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def remount(folder: Path, options: str) -> None:
    """Change a disk."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
