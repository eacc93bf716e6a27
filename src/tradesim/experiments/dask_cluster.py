"""A Dask cluster: one that runs already, or one of processes on this machine; and its workers.

``distributed.LocalCluster`` changes the environment of the process that starts it; here the
scheduler and the workers are started as programs of their own.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tradesim.errors import BatchError

LOCAL = "local"
"""What ``--cluster`` takes to start a Dask cluster on this machine."""

HERE = ("--host", "127.0.0.1", "--no-dashboard")

ALONE = "60s"
"""Time after which what was started here ends by itself where its coordinator was killed."""


BOUND = """\
import os, runpy, sys, threading
def end_with_the_coordinator():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=end_with_the_coordinator, daemon=True).start()
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
"""Runs a module as ``python -m`` does, until the other end of its standard input is closed."""

RUNNING = "running"
"""Status of a client whose scheduler answers."""

LOGS = ("distributed", "distributed.client")
"""Where Dask writes of lost schedulers, with tracebacks; what matters of it is said by us."""

Say = Callable[[str], None]

FIRST, EVERY, PATIENCE = 5.0, 30.0, 600.0
"""Seconds without workers after which it is said first and again, and after which one gives up."""

OWN_PATIENCE = 60.0
"""Seconds after which workers that were started here, and are gone, do not come back."""


@contextmanager
def cluster_client(address: str, workers: int) -> Iterator[Any]:
    """Provide a client of a Dask cluster.

    Args:
        address: Address of its scheduler, or ``local``.
        workers: Workers to start where it is local.

    Raises:
        BatchError: Dask is not installed, or no scheduler answers.
    """
    try:
        dask = import_module("distributed")
    except ImportError:
        raise BatchError(
            "A cluster needs Dask, which is not installed: pip install 'tradesim[cluster]'"
        ) from None
    with ExitStack() as stack:
        stack.enter_context(_silence())
        where: dict[str, Any] = {"address": address}
        if address == LOCAL:
            where = {"scheduler_file": stack.enter_context(_started(workers))}
        try:
            client = dask.Client(**where, set_as_default=False, timeout="20s")
        except (OSError, TimeoutError, ValueError) as error:
            raise BatchError(
                f"no Dask scheduler answers at {address} (--cluster): {error}"
            ) from None
        stack.enter_context(client)
        if address == LOCAL:
            client.wait_for_workers(workers, timeout=60)
        yield client


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what Dask writes of its own connections off the terminal."""
    levels = {name: logging.getLogger(name).level for name in LOGS}
    try:
        for name in LOGS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _started(workers: int) -> Iterator[str]:
    """Start a scheduler and workers, and say in which file the scheduler's address stands."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        file = str(Path(folder) / "scheduler.json")
        many = ("--nworkers", str(workers), "--nthreads", "1", "--death-timeout", ALONE)
        for program, options in (
            ("dask_scheduler", ("--port", "0", "--idle-timeout", ALONE)),
            ("dask_worker", many),
        ):
            module = f"distributed.cli.{program}"
            command = [
                sys.executable,
                "-c",
                BOUND,
                module,
                "--scheduler-file",
                file,
                *HERE,
                *options,
            ]
            stack.enter_context(_process(command))
        yield file


@contextmanager
def _process(command: list[str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    streams: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": quiet, "stderr": quiet}
    with subprocess.Popen(command, **streams) as process:  # noqa: S603 - our own
        try:
            yield
        finally:
            process.terminate()


def nothing(sentence: str) -> None:
    """Say nothing."""
    del sentence


@dataclass
class WorkerWatch:
    """Watches how many workers a cluster has.

    Attributes:
        count: Returns how many there are.
        address: Where the cluster is.
        say: Takes what is to be said.
        patience: Seconds without workers after which one gives up.
        clock: Returns seconds.
    """

    count: Callable[[], int]
    address: str
    say: Say = nothing
    patience: float = PATIENCE
    clock: Callable[[], float] = time.monotonic
    _since: float | None = field(default=None, init=False)
    _said: float | None = field(default=None, init=False)

    def look(self) -> bool:
        """Say whether there are workers; say so where there are none for long.

        Raises:
            BatchError: There have been none for longer than is waited.
        """
        now = self.clock()
        if self.count():
            if self._said is not None:
                self.say(f"{self.address}: workers have come.")
            self._since = self._said = None
            return True
        self._since = now if self._since is None else self._since
        gone = now - self._since
        if gone >= self.patience:
            raise BatchError(
                f"{self.address}: the Dask scheduler has had no workers for {gone:.0f} s. Start "
                "some (dask worker ADDRESS), or wait longer with --wait SECONDS."
            )
        last = self._since + FIRST - EVERY if self._said is None else self._said
        if now - last >= EVERY:
            self._said = now
            left = self.patience - gone
            self.say(f"{self.address}: the scheduler has no workers; waiting {left:.0f} s more.")
        return False

    def wait(self, pause: float = 0.5) -> None:
        """Wait until there are workers.

        Raises:
            BatchError: There were none for longer than is waited.
        """
        while not self.look():
            time.sleep(pause)
