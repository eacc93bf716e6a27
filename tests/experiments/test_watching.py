"""A cluster without workers: said, waited for, given up."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from tradesim.errors import BatchError
from tradesim.experiments import executors
from tradesim.experiments.dask_cluster import WorkerWatch


class Cluster:
    """A cluster whose workers and whose clock a test sets."""

    def __init__(self, patience: float = 100.0) -> None:
        self.workers, self.seconds = 0, 0.0
        self.said: list[str] = []
        self.watch = WorkerWatch(
            lambda: self.workers, "tcp://x", self.said.append, patience, lambda: self.seconds
        )

    def look(self, seconds: float) -> bool:
        self.seconds = seconds
        return self.watch.look()


def test_it_is_said_after_five_seconds_and_every_thirty() -> None:
    cluster = Cluster()
    told = []
    for second in range(80):
        before = len(cluster.said)
        cluster.look(float(second))
        if len(cluster.said) > before:
            told.append(second)
    assert told == [5, 35, 65]
    assert cluster.said[0] == "tcp://x: the scheduler has no workers; waiting 95 s more."


def test_it_goes_on_when_workers_come_and_counts_anew_when_they_go() -> None:
    cluster = Cluster()
    cluster.look(0.0)
    cluster.look(60.0)
    cluster.workers = 2
    assert cluster.look(70.0)
    assert cluster.said[-1] == "tcp://x: workers have come."
    cluster.workers = 0
    assert not cluster.look(120.0)
    assert not cluster.look(180.0)


def test_it_gives_up() -> None:
    cluster = Cluster(patience=20.0)
    cluster.look(0.0)
    with pytest.raises(BatchError, match="no workers for 20 s"):
        cluster.look(20.0)


@pytest.mark.parametrize(("address", "patience"), [("local", 60.0), ("tcp://other:1", 600.0)])
def test_workers_started_here_that_are_gone_are_not_waited_for_long(
    monkeypatch: pytest.MonkeyPatch, address: str, patience: float
) -> None:
    client = SimpleNamespace(nthreads=lambda: {"one": 1}, get_executor=object, run=None)
    monkeypatch.setattr(executors, "cluster_client", lambda *_: nullcontext(client))
    with executors.crew(1, address, wait=600.0) as crew:
        assert crew.watch is not None
        assert crew.watch.patience == patience
