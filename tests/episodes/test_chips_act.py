"""The grants of the CHIPS Act against the record: nothing says what is bound and paid, or when."""

import numpy as np
import pytest

from tradesim.ensemble import Ensemble
from tradesim.evidence.published import published_value
from tradesim.measures.recording import Recording
from tradesim.scenario import load, variant
from tradesim.world.log import Kind

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

RUNS = 60
TOLERANCE = 0.25
"""A hit is a median within a quarter of the published figure."""


def recording(name: str | None = None) -> Recording:
    scenario = load("chips_act")
    chosen = scenario if name is None else variant(scenario, name)
    return next(Ensemble(chosen, range(RUNS), block=RUNS).recordings())


@pytest.fixture(scope="module")
def act() -> Recording:
    return recording()


def week(run: Recording, date: str) -> int:
    return int(run.layout.calendar.week_of(np.datetime64(date))[0])


def median(run: Recording, panel: str, date: str) -> float:
    return float(np.median(run.panels[panel][week(run, date), 0]))


@pytest.mark.parametrize(
    ("panel", "date", "figure"),
    [
        ("allocated", "2024-09-24", "chips-allocated-2024-09"),
        ("allocated", "2024-11-13", "chips-allocated-2024-11"),
        ("bound", "2025-01-31", "chips-bound-2025-01"),
    ],
)
def test_money_follows_the_record(act: Recording, panel: str, date: str, figure: str) -> None:
    assert median(act, panel, date) == pytest.approx(published_value(figure), rel=TOLERANCE)


def test_before_the_race_next_to_nothing_is_bound_and_nothing_paid(act: Recording) -> None:
    last = week(act, "2024-11-11")
    early = (act.events[:, 1] == Kind.AWARD_BOUND) & (act.events[:, 0] <= last)
    counts = np.bincount(act.events[early, 3].astype(int), minlength=RUNS)
    assert np.median(counts) <= published_value("chips-bound-awards-2024-11")
    assert median(act, "disbursed", "2024-11-11") == published_value("chips-disbursed-2024-11")


def test_most_of_it_is_bound_in_the_last_two_months(act: Recording) -> None:
    bound = act.panels["bound"][:, 0]
    late = bound[week(act, "2025-01-20")] - bound[week(act, "2024-11-18")]
    figure = published_value("chips-bound-last-two-months")
    assert np.median(late) == pytest.approx(figure, rel=TOLERANCE)


def test_without_the_race_little_is_bound_in_time_and_much_lapses(act: Recording) -> None:
    slow = recording("no_race")
    assert median(slow, "bound", "2025-01-31") < 0.3 * median(act, "bound", "2025-01-31")
    assert median(slow, "allocated", "2025-01-31") < 0.8 * median(act, "allocated", "2025-01-31")


def test_without_grants_the_plants_that_wait_are_never_built() -> None:
    alone = recording("no_act")
    plant = alone.layout.supplier_row["Polar US"]
    assert (alone.panels["capacity"][-1, plant] == alone.panels["capacity"][0, plant]).all()
