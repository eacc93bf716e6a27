"""Runs on their way through: what is kept of them, and what is not."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from threading import get_ident
from typing import Any

import numpy as np
import pytest

from tradesim import ensemble
from tradesim.ensemble import Ensemble
from tradesim.measures.measured import Measured
from tradesim.records import again, columns
from tradesim.records.again import Again
from tradesim.records.collecting import collect
from tradesim.records.nearest import nearest
from tradesim.records.records import Records
from tradesim.results.result import Result
from tradesim.scenario import Scenario

Lived = Callable[[int], Records]


@pytest.fixture
def lived(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> Lived:
    """Return what lives some runs, eight at a time, and holds nothing in memory that it may not."""
    monkeypatch.setattr(again, "LARGEST_BLOCK", 8)
    monkeypatch.setattr(columns, "IN_MEMORY", 1)
    monkeypatch.setattr(columns, "AT_ONCE", 4096)
    return lambda runs: collect(Again(scenario, 1, tuple(range(runs))))


def test_nothing_of_the_size_of_all_runs_is_held(lived: Lived) -> None:
    lived(1)  # what is made once
    peaks = []
    for runs in (16, 40):  # two blocks, which may live at a time, and five
        tracemalloc.start()
        records = lived(runs)
        numbers = sum(each.values.nbytes for each in (*records.measures, *records.facts))
        peaks.append(tracemalloc.get_traced_memory()[1] - numbers)
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]


def test_blocks_change_no_number(lived: Lived, scenario: Scenario) -> None:
    parts = lived(12)
    whole = Again(scenario, 1, tuple(range(12))).everything()
    alone = [Again(scenario, 1, (number,)) for number in range(12)]
    assert [found.replicates for found in alone] == [(number,) for number in range(12)]
    made = {band.place.actor: band for band in parts.band("output")}
    for row, maker in enumerate(whole.layout.final_buyers):
        output = whole.panels["output"][:, row]
        assert np.array_equal(made[maker.name].high, np.percentile(output, 95, axis=1))
    assert all(len(measure.values) == 12 for measure in (*parts.measures, *parts.facts))


def test_a_run_lived_again_has_the_same_bits(lived: Lived, scenario: Scenario) -> None:
    whole = Again(scenario, 1, tuple(range(12))).everything()
    records = lived(12)
    for number in (records.number, 3, 11):
        run = records.run(number)
        for name, panel in run.panels.items():
            assert np.array_equal(panel[:, :, 0], whole.panels[name][:, :, number]), name
        own = whole.events[whole.events[:, 3] == number]
        assert np.array_equal(run.events[:, [0, 1, 2, 4]], own[:, [0, 1, 2, 4]])


def test_the_run_nearest_to_the_medians_is_kept_whole() -> None:
    def measure(*values: float) -> Measured:
        return Measured("x", "", "", "", "", "", np.array(values))

    assert nearest([measure(0, 10, 5, 6), measure(3, 1, 2, 2.2)], 4)[0] == 2
    assert nearest([measure(0, 10, np.nan, 6), measure(4, 4, 4, 4)], 4)[0] == 3
    assert nearest([measure(1, 1)], 2) == (0, 0.0)


def test_facts_are_those_of_the_runs(lived: Lived) -> None:
    records = lived(3)
    before = records.measure("imports_before", "acid", "AAA", "BBB")
    abroad = records.measure("imports_before", "acid", "", "BBB")
    assert before.mean == pytest.approx(80)
    assert before == abroad  # nobody else sells it from abroad
    weeks = records.fact("loss_weeks", destination="BBB", actor="Beta Devices")
    lost = records.measure("output_lost_share", destination="BBB", actor="Beta Devices")
    assert weeks is not None
    assert (weeks.values > 0).any() == (lost.mean > 0)


def test_a_smaller_block_writes_into_the_memory_of_the_one_before(scenario: Scenario) -> None:
    blocks = Ensemble(scenario, range(12), block=8).recordings(reuse_memory=True)
    first, last = (block.panels for block in blocks)
    assert last["output"].shape[2] == 4
    for name, panel in last.items():
        assert not panel.size or np.shares_memory(panel, first[name]), name


def test_blocks_on_two_threads_give_the_same_bytes_as_on_one(
    lived: Lived, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    threads = set[int]()
    step = ensemble.live_week

    def noticed(*given: Any) -> None:
        threads.add(get_ident())
        step(*given)

    monkeypatch.setattr(ensemble, "live_week", noticed)
    for many in (1, 2):
        threads.clear()
        monkeypatch.setattr(again, "blocks_at_once", lambda many=many: many)
        Result(lived(40), seconds=1.0).write(tmp_path / str(many), figures=False, every_run=True)
        assert (threads == {get_ident()}) == (many == 1)
    one, two = (
        {file.name: file.read_bytes() for file in (tmp_path / many).rglob("*") if file.is_file()}
        for many in "12"
    )
    assert {name for name in one if one[name] != two.get(name)} <= {"manifest.json"}
    assert one.keys() == two.keys()


def test_progress_counts_every_week_of_every_thread(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "LARGEST_BLOCK", 8)
    monkeypatch.setattr(again, "blocks_at_once", lambda: 2)
    runs, weeks = Again(scenario, 1, tuple(range(40))), list[int]()
    collect(runs, weeks.append)
    assert sum(weeks) == 40 * runs.layout.calendar.weeks
