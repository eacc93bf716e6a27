"""Series by name: sums over what has a place, and lines over others."""

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.measures.spans import added
from tradesim.records.outcomes import outcomes
from tradesim.records.places import places_of
from tradesim.records.series import WORKED_OUT, Line, Sum
from tradesim.scenario.loading import load

WORLD = REPOSITORY / "tests" / "worlds" / "classroom.yaml"


@pytest.fixture(scope="module")
def recording() -> Recording:
    return next(Ensemble(load(WORLD), range(3)).recordings(detailed=True))


def test_a_sum_takes_what_is_meant_and_everything_where_nothing_is_named(
    recording: Recording,
) -> None:
    panel, places = recording.panels["arrivals"], places_of(recording, "arrivals")
    place = places[1]
    rows = [row for row, each in enumerate(places) if each.item == place.item]
    assert 0 < len(rows) < len(places)
    assert np.array_equal(Sum("arrivals", (place.item,)).of(recording), added(panel, rows))
    assert np.array_equal(Sum("arrivals").of(recording), added(panel, range(len(places))))
    alone = Sum("arrivals", *((word,) for word in place))
    assert np.array_equal(alone.of(recording, slice(1, 2)), panel[:, 1, 1:2])


def test_a_sum_of_nothing_is_nothing(recording: Recording) -> None:
    sums = Sum("waiting", items=("no such item",)).of(recording)
    assert sums.shape == (recording.weeks, 3)
    assert not sums.any()


def test_every_quantity_that_is_worked_out_has_the_rows_of_its_panel(recording: Recording) -> None:
    for name, (panel, row_of) in WORKED_OUT.items():
        for row in range(len(places_of(recording, panel))):
            assert row_of(recording, row).shape == recording.panels[panel][:, row].shape, name


def test_a_line_of_a_place_is_the_outcome_of_that_place(recording: Recording) -> None:
    cover = next(each for each in outcomes(recording) if each.name == "stock_cover")
    for row, place in enumerate(cover.places):
        held, rate = (Sum(p, (place.item,), actors=(place.actor,)) for p in ("stock", "rate"))
        line = Line(place.item, place.item, held, rate)
        assert np.array_equal(line.values(recording), cover.values[:, row], equal_nan=True)


def test_a_line_is_averaged_over_the_weeks_there_are(recording: Recording) -> None:
    weekly = Line("all", "all", Sum("arrivals")).values(recording)
    monthly = Line("all", "all", Sum("arrivals"), weeks=4).values(recording)
    assert monthly[0] == pytest.approx(weekly[0])
    assert monthly[9] == pytest.approx(weekly[6:10].mean(axis=0))


@pytest.mark.parametrize("weeks", [1, 4])
@pytest.mark.parametrize("span", [range(2), range(2, 9), range(20, 21)])
def test_a_line_in_some_weeks_is_what_it_is_there_among_all(
    recording: Recording, weeks: int, span: range
) -> None:
    line = Line("all", "all", Sum("paid"), Sum("usually_paid"), weeks)
    cut = line.values(recording)[span.start : span.stop]
    assert np.array_equal(line.values(recording, span=span), cut, equal_nan=True)
