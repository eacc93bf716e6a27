"""Running batches: the same bytes wherever, whenever and however often they were stopped."""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from tests.experiments.conftest import SMALL, contents
from tradesim.ensemble import Ensemble
from tradesim.errors import BatchError, OutputError, ResumeError
from tradesim.experiments import manifest, pilot, run_experiment
from tradesim.experiments.columns import Column, column_of
from tradesim.experiments.executors import Crew, Inline, crew
from tradesim.experiments.runner import prepare, run_prepared
from tradesim.experiments.store import durable, parts
from tradesim.experiments.store.lock import locked
from tradesim.experiments.store.versions import versions
from tradesim.experiments.task import Done
from tradesim.measures.measured import Measured
from tradesim.measures.summary import measure_all
from tradesim.scenario import apply, load

Write = Callable[..., Path]


def runs_of(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "runs.parquet").sort_values("run", ignore_index=True)


def test_every_run_stands_in_the_dataset_once_with_its_variant_point_and_replicate(
    serial: Path,
) -> None:
    runs = runs_of(serial)
    assert runs["run"].tolist() == list(range(3 * 30 * 2))
    assert runs["point"].tolist() == [point for point in range(30) for _ in range(2)] * 3
    assert runs["replicate"].tolist() == [0, 1] * 90
    assert runs["variant"].tolist() == ["baseline"] * 60 + ["no_curb"] * 60 + ["reserve"] * 60
    assert runs["error"].isna().all()
    assert runs["output_lost_share[destination=BBB]"].notna().all()


def test_every_variant_sees_the_same_points(serial: Path) -> None:
    runs = runs_of(serial)
    columns = ["point", "policies.acid curb.review_weeks", "behaviour.patience_weeks"]
    tables = [runs[runs["variant"] == name][columns].to_numpy() for name in ("baseline", "reserve")]
    assert np.array_equal(tables[0], tables[1])


def test_a_row_is_what_the_ensemble_gives_for_its_values(small: Path, serial: Path) -> None:
    row = runs_of(serial).iloc[17]
    values = {path: row[path] for path in row.index if path.startswith(("policies", "behaviour"))}
    importance = "buyers.Beta Devices.needs.acid.importance"
    scenario = apply(load(small.parent / "world.yaml"), {importance: row[importance]})
    recording = next(
        Ensemble(
            scenario,
            [int(row["replicate"])],
            values={path: np.array([value]) for path, value in values.items()},
        ).recordings()
    )
    lost = next(m for m in measure_all(recording) if m.name == "output_lost_weeks")
    assert row["output_lost_weeks[destination=BBB]"] == lost.values[0]


def test_a_pool_of_processes_writes_the_same_bytes_and_changes_nothing_of_the_host_program(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    before = host()
    pool = run_experiment(small, tmp_path / "pool", executor=2).folder
    assert host() == before
    assert contents(pool) == contents(serial)


def host() -> tuple[object, ...]:
    """Return what a program that calls us has of its own."""
    return (
        dict(os.environ),
        multiprocessing.get_start_method(),  # Python settles it with any first process
        signal.getsignal(signal.SIGINT),
        np.geterr(),
        repr(np.random.get_state()),  # noqa: NPY002 - whether the global one was used
        Path.cwd(),
        list(sys.path),
    )


def test_any_executor_writes_the_same_bytes(small: Path, serial: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        threaded = run_experiment(small, tmp_path / "threads", executor=threads).folder
    assert contents(threaded) == contents(serial)


def test_outcomes_that_no_run_had_before_the_start_are_named(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = "outcomes: [output_lost_weeks, unmet_need]"
    file = write(SMALL.replace("outcomes: [summary, monthly_imports]", wanted))
    known = "output_lost_weeks[destination=BBB]"

    def forgetful(measure: Measured) -> Column:
        column = column_of(measure)
        return column if column.name == known else Column(("stocked_out", "", "", "", ""), "")

    monkeypatch.setattr(pilot, "column_of", forgetful)
    outcome = run_experiment(file, tmp_path / "out", executor=Inline())
    columns = runs_of(outcome.folder).columns
    assert [name for name in columns if "[" in name] == [known]
    assert outcome.unforeseen
    assert {name.partition("[")[0] for name in outcome.unforeseen} == {"unmet_need"}


def test_every_variant_has_the_measures_of_all(serial: Path) -> None:
    """Also the variant without the curb, over the markets and the weeks of the others."""
    runs = runs_of(serial)
    outcomes = [name for name in runs.columns if "[" in name]
    by_variant = runs.groupby("variant", observed=True)[outcomes]
    absent = by_variant.agg(lambda values: values.isna().all())
    assert set(absent.index) == {"baseline", "no_curb", "reserve"}
    only_without = [name for name in outcomes if absent[name]["no_curb"] > absent[name]["baseline"]]
    assert {name.partition("[")[0] for name in only_without} == {
        "time_to_survive",  # no stock-out
        "licence_waiting_weeks",  # no licence
    }


class StopsAfter(Inline):
    """Computes some blocks, then raises what a user or a machine may raise."""

    def __init__(self, blocks: int, error: BaseException) -> None:
        self.left = blocks
        self.error = error

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not self.left:
            raise self.error
        self.left -= 1
        return super().submit(fn, *args, **kwargs)


def test_a_stopped_batch_is_resumed_without_computing_anything_twice(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "stopped"
    with pytest.raises(KeyboardInterrupt):
        run_experiment(small, folder, executor=StopsAfter(4, KeyboardInterrupt()))
    before = {path: path.stat().st_mtime_ns for path in (folder / "runs.parquet").iterdir()}
    assert 0 < len(before) <= 4
    seen: list[Done] = []
    run_experiment(small, folder, executor=Inline(), resume=True, progress=seen.append)
    assert contents(folder) == contents(serial)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sum(done.runs for done in seen) == 180


def test_a_finished_block_whose_record_was_lost_is_not_computed_again(
    small: Path, serial: Path
) -> None:
    whole = contents(serial)
    record = serial / "blocks.jsonl"
    lines = record.read_text(encoding="utf-8").splitlines()
    record.write_text("\n".join([*lines[:3], lines[3][:20]]), encoding="utf-8")
    refuses = StopsAfter(0, AssertionError("computed again"))
    run_experiment(small, serial, executor=refuses, resume=True)
    assert contents(serial) == whole


@pytest.mark.parametrize("harm", ["cut", "gone", "half-written"])
def test_a_damaged_block_is_computed_again(small: Path, serial: Path, harm: str) -> None:
    whole = contents(serial)
    part = serial / "runs.parquet" / "part-000002.parquet"
    if harm == "cut":
        part.write_bytes(part.read_bytes()[:-100])
    else:
        part.unlink()
    if harm == "half-written":
        beside = part.with_name(".part-000002.parquet.0123.unfinished")
        beside.write_bytes(b"PAR1")
    run_experiment(small, serial, executor=Inline(), resume=True)
    assert contents(serial) == whole


def test_a_full_disk_stops_the_batch_and_it_is_resumed(
    small: Path, serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [0]

    def full(*args: Any, **kwargs: Any) -> None:
        written[0] += 1
        if written[0] > 5:
            raise OSError(28, "No space left on device")
        original(*args, **kwargs)

    original = durable.write_whole_file
    monkeypatch.setattr(parts, "write_whole_file", full)
    with pytest.raises(BatchError, match="no space left"):
        run_experiment(small, tmp_path / "full", executor=Inline())
    monkeypatch.undo()
    run_experiment(small, tmp_path / "full", executor=Inline(), resume=True)
    assert contents(tmp_path / "full") == contents(serial)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("sd: 3", "sd: 4", "the experiment has changed"),
        ("replicates: 2", "replicates: 3", "the experiment has changed"),
        ("cover_weeks: 4", "cover_weeks: 5", "the scenario has changed"),
        ("samples: 30", "samples: 31", "the design has changed"),
    ],
)
def test_another_experiment_is_not_resumed(
    write: Write, serial: Path, before: str, after: str, said: str
) -> None:
    changed = write(SMALL.replace(before, after))
    with pytest.raises(ResumeError, match=said):
        run_experiment(changed, serial, executor=Inline(), resume=True)


def test_another_scenario_is_not_resumed(small: Path, serial: Path) -> None:
    path = small.parent / "world.yaml"
    world = yaml.safe_load(path.read_text(encoding="utf-8"))
    world["items"][0]["qualification_weeks"] = 13
    path.write_text(yaml.safe_dump(world, sort_keys=False), encoding="utf-8")
    with pytest.raises(ResumeError, match="the scenario has changed"):
        run_experiment(small, serial, executor=Inline(), resume=True)


def test_another_version_does_not_resume(
    small: Path, serial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = {**versions(), "numpy": "9.9"}
    monkeypatch.setattr(manifest, "versions", lambda: newer)
    with pytest.raises(ResumeError, match=r"numpy was .*, now it is 9\.9"):
        run_experiment(small, serial, executor=Inline(), resume=True)


def test_comments_may_change(write: Write, serial: Path) -> None:
    whole = contents(serial)
    run_experiment(write(f"# A comment.\n{SMALL}"), serial, executor=Inline(), resume=True)
    assert contents(serial) == whole


def test_a_batch_is_not_written_over(small: Path, serial: Path) -> None:
    with pytest.raises(OutputError, match="--resume"):
        run_experiment(small, serial, executor=Inline())


def test_only_one_coordinator_works_on_a_folder(small: Path, tmp_path: Path) -> None:
    prepared = prepare(small, tmp_path / "taken")
    (tmp_path / "taken").mkdir()
    with (
        locked(tmp_path / "taken"),
        crew(executor=Inline()) as workers,
        pytest.raises(OutputError, match="another process"),
    ):
        run_prepared(prepared, workers)


def test_of_two_batches_that_begin_in_one_folder_at_once_the_second_is_refused(
    small: Path, write: Write, tmp_path: Path
) -> None:
    other = write(SMALL.replace("sd: 3", "sd: 2"), "other.yaml")
    folder = tmp_path / "both"
    first, second, resumed = (
        prepare(small, folder),
        prepare(other, folder),
        prepare(small, folder, resume=True),
    )
    with crew(executor=Inline()) as workers:
        run_prepared(first, workers)
        before = contents(folder)
        for late in (second, resumed):
            with pytest.raises(OutputError, match="has begun or changed a batch here meanwhile"):
                run_prepared(late, workers)
    assert contents(folder) == before


COORDINATOR = """\
import sys
from tradesim.experiments import run_experiment

if __name__ == "__main__":
    run_experiment(sys.argv[1], sys.argv[2], executor=2, resume=True)
"""


def children_of(process: int) -> list[int]:
    """Return the worker processes of a process."""
    found = subprocess.run(
        ["pgrep", "-P", str(process)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in found.stdout.split()]


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs pgrep and SIGKILL")
def test_a_coordinator_killed_in_mid_batch_is_resumed_to_the_same_bytes(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    script, folder = tmp_path / "coordinator.py", tmp_path / "killed"
    script.write_text(COORDINATOR, encoding="utf-8")
    command = [sys.executable, str(script), str(small), str(folder)]
    process = subprocess.Popen(command)  # scripts/faults kills two hundred
    while process.poll() is None and not list(folder.glob("runs.parquet/part-*")):
        time.sleep(0.01)
    process.send_signal(signal.SIGSTOP)  # it gets no further while its workers are counted
    workers = children_of(process.pid)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert workers
    wait_for_end(workers)
    assert contents(folder) != contents(serial)
    run_experiment(small, folder, executor=Inline(), resume=True)
    assert contents(folder) == contents(serial)


def wait_for_end(processes: list[int]) -> None:
    """Wait until orphaned workers have noticed that their parent is gone."""
    deadline = time.monotonic() + 20
    while any(is_alive(process) for process in processes):
        assert time.monotonic() < deadline, "workers outlive their coordinator"
        time.sleep(0.02)


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_a_lost_worker_ends_the_batch_in_plain_words_and_it_is_resumed(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    error = BrokenProcessPool("A process was terminated abruptly")
    with pytest.raises(BatchError, match="workers are lost"):
        run_experiment(small, tmp_path / "lost", executor=StopsAfter(3, error))
    run_experiment(small, tmp_path / "lost", executor=Inline(), resume=True)
    assert contents(tmp_path / "lost") == contents(serial)


def test_a_pool_without_memory_for_its_thread_is_told_and_leaves_no_worker(
    small: Path, serial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(_: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr("concurrent.futures.process._ExecutorManagerThread.start", starved)
        with pytest.raises(BatchError, match="No memory is left to start workers"):
            run_experiment(small, tmp_path / "out", executor=2)
    assert not multiprocessing.active_children()
    run_experiment(small, tmp_path / "out", executor=Inline(), resume=True)
    assert contents(tmp_path / "out") == contents(serial)


def test_a_disk_that_fills_up_in_mid_batch_loses_no_run(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(BatchError, match="A worker cannot go on: no space left on device"):
        run_experiment(small, tmp_path / "full", executor=StopsAfter(3, full))
    run_experiment(small, tmp_path / "full", executor=Inline(), resume=True)
    assert contents(tmp_path / "full") == contents(serial)


def test_what_a_worker_lost_in_mid_file_left_behind_is_gone_at_the_end(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    """As on a cluster, which gives the block of a lost worker to another one."""
    folder = tmp_path / "half"

    def lose_a_worker(_: Done) -> None:
        (folder / "runs.parquet" / ".part-000007.parquet.0123.unfinished").write_bytes(b"PAR1")

    with crew(executor=Inline()) as workers:
        run_prepared(prepare(small, folder), workers, lose_a_worker)
    assert contents(folder) == contents(serial)


def environment() -> dict[str, str]:
    return dict(os.environ)


@pytest.mark.once("asks for the environment of workers that other tests start")
def test_workers_use_one_thread_each_for_linear_algebra() -> None:
    with crew(2) as workers:
        seen = workers.executor.submit(environment).result()
    assert seen["OPENBLAS_NUM_THREADS"] == seen["OMP_NUM_THREADS"] == "1"


def test_one_job_computes_in_this_process() -> None:
    with crew(1) as workers:
        assert isinstance(workers.executor, Inline)
        assert isinstance(workers.executor, Executor)


def test_an_executor_is_anything_that_submits_and_shuts_down(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    class Promise:
        """As other schedulers have them: no future of the standard library."""

        def __init__(self, done: Done) -> None:
            self.done = done

        def result(self) -> Done:
            return self.done

        def add_done_callback(self, take: Callable[["Promise"], None]) -> None:
            take(self)

        def cancel(self) -> bool:
            return False

    class Elsewhere:
        def submit(self, fn: Callable[..., Any], task: Any) -> Promise:
            return Promise(fn(task))

        def shutdown(self) -> None:
            raise AssertionError("it is its owner's")

    outcome = run_experiment(small, tmp_path / "out", executor=Elsewhere())
    assert contents(outcome.folder) == contents(serial)


def test_results_that_come_over_the_wire_have_the_same_bytes(
    small: Path, serial: Path, tmp_path: Path
) -> None:
    class Elsewhere(Inline):
        """As on a machine that does not see the folder: nothing may be written there."""

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            before = set((tmp_path / "out").rglob("*"))
            future = super().submit(fn, *args, **kwargs)
            assert set((tmp_path / "out").rglob("*")) == before
            return future

    outcome = run_experiment(small, tmp_path / "out", executor=Elsewhere(), collect=True)
    assert contents(outcome.folder) == contents(serial)


def test_workers_without_the_folder_are_refused_before_the_first_block(
    small: Path, tmp_path: Path
) -> None:
    asked: list[str] = []

    def everywhere(fn: Callable[..., Any], path: str) -> dict[str, bool]:
        asked.append(path)
        return {"tcp://here": fn(path), "tcp://there": fn(f"/elsewhere{path}")}

    prepared = prepare(small, tmp_path / "out")
    refuses = StopsAfter(0, AssertionError("a block was handed out"))
    workers = Crew(refuses, 1, 1, "two workers", everywhere=everywhere)
    with pytest.raises(BatchError, match=r"1 workers do not see .*tcp://there.*--collect"):
        run_prepared(prepared, workers)
    assert not list((tmp_path / "out").glob("*.shared"))
    assert not Path(asked[0]).exists()


@pytest.mark.parametrize("given", ["processes", True, 2.5, object()])
def test_what_is_no_executor_is_refused(small: Path, tmp_path: Path, given: object) -> None:
    with pytest.raises(TypeError, match=r"executor: .* neither a number of processes nor"):
        run_experiment(small, tmp_path / "out", executor=given)
    assert not (tmp_path / "out").exists()


AGENTS = """\
from tradesim.agents import Government

class Office(Government):
    patience = 1
"""


def test_a_batch_is_not_resumed_with_other_agents_of_ones_own(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    (tmp_path / "own_offices.py").write_text(AGENTS, encoding="utf-8")
    world = tmp_path / "world.yaml"
    file = write("name: own\nscenario: world.yaml\nreplicates: 20\noutcomes: [output_lost_weeks]\n")
    world.write_text(
        world.read_text(encoding="utf-8") + "agents: {AAA: 'own_offices:Office'}\n", "utf-8"
    )
    stop = StopsAfter(1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run_experiment(file, tmp_path / "out", executor=stop, custom_agents=True)
    (tmp_path / "own_offices.py").write_text(AGENTS.replace("1", "2"), encoding="utf-8")
    with pytest.raises(ResumeError, match=r"your code own_offices\.py has changed"):
        run_experiment(file, tmp_path / "out", executor=Inline(), resume=True, custom_agents=True)
    (tmp_path / "own_offices.py").write_text(AGENTS, encoding="utf-8")
    done = run_experiment(
        file, tmp_path / "out", executor=Inline(), resume=True, custom_agents=True
    )
    assert done.runs == 20


def test_a_cluster_that_gives_a_block_up_is_told_in_one_line(small: Path, tmp_path: Path) -> None:
    class KilledWorker(Exception):  # noqa: N818 - as Dask names it
        """What Dask raises when a block has lost four workers."""

    with pytest.raises(BatchError, match=r"lost \(KilledWorker\): the same blocks") as told:
        run_experiment(small, tmp_path / "lost", executor=StopsAfter(3, KilledWorker("run_block")))
    assert "\n" not in str(told.value)
