"""Capacity reached by a date, as a scored statistic."""

from pathlib import Path

import pytest

from tradesim.ensemble import Ensemble
from tradesim.evidence.runs import RecordedRuns, UnfitError
from tradesim.evidence.simulated import statistic_of
from tradesim.scenario import load

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"


@pytest.fixture(scope="module")
def runs() -> RecordedRuns:
    return RecordedRuns(next(Ensemble(load(WORLD), range(3), block=3).recordings()))


def row(runs: RecordedRuns, **changes: str) -> dict[str, str]:
    plant = runs.recording.layout.suppliers[0]
    last = str(runs.recording.layout.calendar.monday(60))
    facts = {"statistic": "capacity", "subject": plant.item, "actor": plant.name, "last": last}
    return facts | {"scale": ""} | changes


def test_it_is_the_capacity_of_the_last_week_before_the_date(runs: RecordedRuns) -> None:
    reached = statistic_of(runs, row(runs))
    assert reached.tolist() == runs.recording.panels["capacity"][59, 0].tolist()


def test_a_scale_turns_weeks_into_years(runs: RecordedRuns) -> None:
    assert statistic_of(runs, row(runs, scale="52")) == pytest.approx(
        52 * statistic_of(runs, row(runs))
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"actor": "Nobody"}, "no supplier 'Nobody'"),
        ({"subject": "gold"}, "no item 'gold'"),
        ({"last": "1999-01-01"}, "not simulated"),
    ],
)
def test_what_the_world_does_not_have_is_no_figure_of_it(
    runs: RecordedRuns, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(UnfitError, match=said):
        statistic_of(runs, row(runs, **changes))


def test_a_plant_that_makes_something_else_is_not_meant(runs: RecordedRuns) -> None:
    other = next(p for p in runs.recording.layout.suppliers
                 if p.item != runs.recording.layout.suppliers[0].item)  # fmt: skip
    with pytest.raises(UnfitError, match=f"makes {other.item}"):
        statistic_of(runs, row(runs, actor=other.name))
