"""Panels that are nothing nearly everywhere hold what a whole panel would."""

import numpy as np
import pytest

from tradesim.arrays import Floats
from tradesim.measures.seldom import SeldomRows

WEEKS, ROWS, RUNS = 6, 4, 5


@pytest.fixture
def panel() -> Floats:
    chance = np.random.default_rng(0)
    return chance.random((WEEKS, ROWS, RUNS)) * (chance.random((WEEKS, ROWS, 1)) < 0.3)


@pytest.fixture
def kept(panel: Floats) -> SeldomRows:
    found = SeldomRows(WEEKS, ROWS)
    for week, values in enumerate(panel):
        found.note(week, values)
    return found


def assert_holds(kept: SeldomRows, panel: Floats) -> None:
    for run in range(panel.shape[-1]):
        np.testing.assert_array_equal(kept.of_run(run), panel[:, :, run])


def test_every_run_has_its_panel_and_rows_of_nothing_take_no_room(
    kept: SeldomRows, panel: Floats
) -> None:
    assert_holds(kept, panel)
    assert 0 < panel.any(axis=2).mean() < 0.5
    assert kept.size == panel.any(axis=2).sum() * 8 * (RUNS + 1)
    assert SeldomRows(WEEKS, ROWS).size == 0


def test_a_part_of_the_runs_or_weeks_is_cut_out(kept: SeldomRows, panel: Floats) -> None:
    runs = slice(1, 4)
    assert_holds(kept.of_runs(runs), panel[:, :, runs])
    before = panel[:, :, runs].copy()
    before[:1] = before[3:] = 0.0
    assert_holds(kept.copied(1, 3, runs), before)


def test_what_was_kept_of_other_runs_is_written_into_some(kept: SeldomRows, panel: Floats) -> None:
    whole = SeldomRows(WEEKS, ROWS)
    whole.write(kept, slice(2, 5))
    whole.write(kept.of_runs(slice(1, 2)), slice(0, 1))
    expected = np.zeros((WEEKS, ROWS, RUNS))
    expected[:, :, 2:5], expected[:, :, 0] = panel[:, :, :3], panel[:, :, 1]
    assert_holds(whole, expected)
    assert_holds(whole.of_runs(slice(2, 5)), panel[:, :, :3])
