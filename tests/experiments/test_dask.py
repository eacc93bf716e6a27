"""A Dask cluster of real processes, one of which is killed in mid-batch."""

import logging.handlers
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.experiments.conftest import contents
from tradesim.errors import BatchError
from tradesim.experiments.dask_cluster import BOUND
from tradesim.experiments.executors import crew
from tradesim.experiments.runner import prepare, run_prepared
from tradesim.experiments.task import Done

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed: pip install 'tradesim[cluster]'"
)

pytestmark = [
    pytest.mark.slow,
    # Dask's own: sockets and loops that end with the processes under test.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

Process = subprocess.Popen[bytes]


@contextmanager
def process(*arguments: str) -> Iterator[Process]:
    command = [sys.executable, "-m", *arguments, "--no-dashboard", "--host", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        try:
            yield started
        finally:
            started.kill()


@contextmanager
def cluster_of(count: int, folder: Path) -> Iterator[tuple[str, list[Process]]]:
    """Some worker processes on this machine, and as the last their scheduler."""
    file = str(folder / "scheduler.json")
    worker = ("distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny")
    with ExitStack() as stack:
        begin = stack.enter_context
        head = ("distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", file)
        scheduler = begin(process(*head))
        workers = [begin(process(*worker, "--scheduler-file", file)) for _ in range(count)]
        client = begin(distributed.Client(scheduler_file=file, set_as_default=False, timeout="60s"))
        client.wait_for_workers(count, timeout=60)
        yield client.scheduler.address, [*workers, scheduler]


def test_four_workers_that_lose_two_write_the_same_bytes(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    killed: list[int] = []
    with cluster_of(4, tmp_path) as (address, processes):

        def kill_two_one_after_the_other(done: Done) -> None:
            if len(killed) < 2:
                processes[len(killed)].kill()
                processes[len(killed)].wait()
                killed.append(done.number)

        prepared = prepare(small, tmp_path / "four")
        with crew(cluster=address) as workers:
            assert workers.workers == 4
            outcome = run_prepared(prepared, workers, kill_two_one_after_the_other)
        assert [each.poll() is None for each in processes] == [False, False, True, True, True]
    assert len(set(killed)) == 2
    assert outcome.failed == 0
    assert contents(outcome.folder) == contents(serial)


def test_a_scheduler_that_is_lost_is_said_without_a_traceback(small: Path, tmp_path: Path) -> None:
    logged = logging.handlers.BufferingHandler(1000)
    logging.getLogger("distributed.client").addHandler(logged)
    with cluster_of(1, tmp_path) as (address, (_, scheduler)):

        def kill_the_scheduler(done: Done) -> None:
            del done
            scheduler.kill()
            scheduler.wait()

        try:
            with (
                pytest.raises(BatchError, match="scheduler of a Dask cluster of 1 worker is lost"),
                crew(cluster=address) as workers,
            ):
                run_prepared(prepare(small, tmp_path / "cluster"), workers, kill_the_scheduler)
        finally:
            logging.getLogger("distributed.client").removeHandler(logged)
        assert not logged.buffer


def test_a_cluster_is_started_on_this_machine_and_leaves_no_trace(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    before = dict(os.environ)
    with crew(jobs=2, cluster="local") as workers:
        outcome = run_prepared(prepare(small, tmp_path / "local"), workers)
    assert contents(outcome.folder) == contents(serial)
    assert dict(os.environ) == before


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    original: Callable[..., object] = distributed.Client
    monkeypatch.setattr(
        distributed, "Client", lambda *a, **k: original(*a, **(k | {"timeout": "1s"}))
    )
    began = time.monotonic()
    with (
        pytest.raises(BatchError, match="no Dask scheduler answers"),
        crew(cluster="127.0.0.1:9"),
    ):
        pass
    assert time.monotonic() - began < 60


def test_what_a_local_cluster_is_made_of_ends_with_its_coordinator() -> None:
    words = [sys.executable, "-c", BOUND, "timeit", "-n", "1", "import time; time.sleep(600)"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.close()  # as the system does when the coordinator is killed
        assert process.wait(60) == 1
