"""A Dask cluster: one that runs already, or one of processes on this machine.

``distributed.LocalCluster`` changes the environment of the process that starts it; here the
scheduler and the workers are started as programs of their own.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
            "--cluster needs Dask, which is not installed: pip install 'tradesim[cluster]'"
        ) from None
    with ExitStack() as stack:
        stack.enter_context(_silence())
        where: dict[str, Any] = {"address": address}
        if address == LOCAL:
            where = {"scheduler_file": stack.enter_context(_started(workers))}
        try:
            client = dask.Client(**where, set_as_default=False, timeout="20s")
        except (OSError, TimeoutError, ValueError) as error:
            raise BatchError(f"--cluster {address}: no Dask scheduler answers: {error}") from None
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
