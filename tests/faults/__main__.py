"""Hurt batches in every way we know, resume them, and count what is lost or there twice."""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.bench import (
    Bench,
    Command,
    Tally,
    kill,
    outlived,
    remount,
    small_disk,
    workers,
)

A_ROUND = 5
"""Kills that one batch suffers, one after the other, before it is resumed to its end."""


def main() -> int:
    """Run, print the table, and return the exit status: 1 if anything was lost or left."""
    parser = argparse.ArgumentParser(prog="scripts/faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="kills in all (200)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments (1)")
    parser.add_argument("--others", type=int, default=3, help="tries of each other fault (3)")
    asked = parser.parse_args()
    dice, began = random.Random(asked.seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        tallies = [
            coordinator_killed(bench, dice, asked.kills // 2),
            worker_killed(bench, dice, asked.kills - asked.kills // 2),
            *(other(bench, asked.others) for other in OTHERS),
        ]
    print("| fault | tries | with workers at work | lost | duplicated | hung | left behind |")
    print("|---|---|---|---|---|---|---|")
    for tally in tallies:
        at_work = tally.at_work or ""
        numbers = f"{tally.tries} | {at_work} | {tally.lost} | {tally.duplicated} | {tally.hung}"
        print(f"| {tally.fault} | {numbers} | {len(tally.untidy)} |")
    print(f"\nThe longest that a worker outlived its coordinator: {tallies[0].slowest:.2f} s.")
    print(f"Seed {asked.seed}, {time.monotonic() - began:,.0f} s.")
    for tally in tallies:
        for said in tally.untidy:
            print(f"{tally.fault}: {said}")
    return 0 if all(tally.is_sound for tally in tallies) else 1


def coordinator_killed(bench: Bench, dice: random.Random, kills: int) -> Tally:
    """Kill the coordinator at random moments; its workers must go, and nothing be lost."""
    tally = Tally("coordinator killed")
    while tally.tries < kills:
        out = bench.folder / f"coordinator{tally.tries}"
        for number in range(min(A_ROUND, kills - tally.tries)):
            command = bench.batch(out, resume=number > 0)
            if number % 2 == 0:  # else before there are workers, as often as not
                _wait(
                    command, bench.seconds, until=lambda at=command.process.pid: bool(workers(at))
                )
            _wait(command, dice.uniform(0.0, bench.seconds / 2))
            team = workers(command.process.pid)
            tally.at_work += bool(team)
            kill(command.process.pid)
            command.process.wait()
            tally.slowest = max(tally.slowest, outlived(team))
            tally.tries += 1
        bench.finish(out, tally)
        print(tally, file=sys.stderr, flush=True)
    return tally


def worker_killed(bench: Bench, dice: random.Random, kills: int) -> Tally:
    """Kill a worker at random moments; the coordinator must end, and nothing be lost."""
    tally = Tally("worker killed")
    while tally.tries < kills:
        out = bench.folder / f"worker{tally.tries}"
        for number in range(min(A_ROUND, kills - tally.tries)):
            command = bench.batch(out, resume=number > 0)
            _wait(command, bench.seconds, until=lambda at=command.process.pid: bool(workers(at)))
            _wait(command, dice.uniform(0.0, bench.seconds / 2))
            team = workers(command.process.pid)
            if team:
                kill(dice.choice(team))
                tally.at_work += 1
            status, said = command.ended()
            tally.hung += status is None
            if "Traceback" in said:
                tally.untidy.append(said.strip()[-200:])
            tally.tries += 1
        bench.finish(out, tally)
        print(tally, file=sys.stderr, flush=True)
    return tally


def full_disk(bench: Bench, tries: int) -> Tally:
    """Let the disk be full in the midst of a batch."""
    tally = Tally("full disk")
    for number in range(tries):
        with small_disk(bench.folder / f"full{number}", f"{200 + 100 * number}k") as disk:
            if disk is None:
                break
            _refused(bench, tally, bench.batch(disk / "out"), "disk")
            remount(disk, "size=64m")
            bench.finish(disk / "out", tally)
    return tally


def read_only_disk(bench: Bench, tries: int) -> Tally:
    """Let the disk be read-only when a batch is resumed."""
    tally = Tally("read-only disk")
    for number in range(tries):
        with small_disk(bench.folder / f"read_only{number}", "64m") as disk:
            if disk is None:
                break
            command = bench.batch(disk / "out")
            _wait(command, bench.seconds / 2)
            kill(command.process.pid)
            command.process.wait()
            remount(disk, "ro")
            _refused(bench, tally, bench.batch(disk / "out", resume=True), "read-only")
            remount(disk, "rw")
            bench.finish(disk / "out", tally)
    return tally


def few_descriptors(bench: Bench, tries: int) -> Tally:
    """Give a batch few open files."""
    return _limited(bench, tries, "few descriptors", resource.RLIMIT_NOFILE, (24, 32, 48))


def little_memory(bench: Bench, tries: int) -> Tally:
    """Give a batch little memory."""
    sizes = (400 << 20, 600 << 20, 900 << 20)
    return _limited(bench, tries, "little memory", resource.RLIMIT_AS, sizes)


def two_at_once(bench: Bench, tries: int) -> Tally:
    """Let two coordinators run the same batch."""
    tally = Tally("two at once")
    for number in range(tries):
        out = bench.folder / f"two{number}"
        pair = [bench.batch(out, resume=True) for _ in "ab"]
        for command in pair:
            status, said = command.ended()
            tally.hung += status is None
            if "Traceback" in said:
                tally.untidy.append(said.strip()[-200:])
        tally.tries += 1
        bench.finish(out, tally)
    return tally


def _limited(bench: Bench, tries: int, fault: str, what: int, limits: tuple[int, ...]) -> Tally:
    tally = Tally(fault)
    for number in range(tries):
        limit = limits[number % len(limits)]
        out = bench.folder / f"{fault.replace(' ', '_')}{number}"

        def limited(limit: int = limit) -> None:
            resource.setrlimit(what, (limit, limit))

        _refused(bench, tally, bench.batch(out, prepare=limited), "")
        bench.finish(out, tally)
    return tally


def _refused(bench: Bench, tally: Tally, command: Command, word: str) -> None:
    """Count a command that may fail, but not with a traceback, nor without an end."""
    del bench
    status, said = command.ended()
    tally.tries += 1
    tally.hung += status is None
    if "Traceback" in said or (status and word not in said.lower()):
        tally.untidy.append(f"status {status}: {said.strip()[-300:]}")


def _wait(command: Command, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Wait some seconds, or until the command is over or something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and command.process.poll() is None and not until():
        time.sleep(0.01)


OTHERS = (full_disk, read_only_disk, few_descriptors, little_memory, two_at_once)

if __name__ == "__main__":
    sys.exit(main())
