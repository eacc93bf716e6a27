"""Which runs are of interest, where a measure is named and not its column."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.experiments.analysis import Outcome
from tradesim.experiments.analysis.reading import threshold_of

PLACES = ("lost[destination=JPN]", "lost[destination=KOR]", "lost[destination=TWN]")
OUTCOMES = [Outcome(column, "lost", "week") for column in PLACES]
FRAME = pd.DataFrame(
    dict(zip(PLACES, ([0.0, 0.0, 0.0], [0.0, 2.0, None], [3.0, 0.0, 0.0]), strict=True))
)


def column(name: str) -> npt.NDArray[np.float64]:
    return FRAME[name].to_numpy(dtype=np.float64)


def test_the_first_place_that_divides_the_runs_is_meant() -> None:
    assert threshold_of(OUTCOMES, column, "lost", 1.0, above=True).column == PLACES[1]
    assert threshold_of(OUTCOMES, column, "lost", 2.5, above=True).column == PLACES[2]


def test_where_none_divides_them_the_first_is_told() -> None:
    assert threshold_of(OUTCOMES, column, "lost", 9.0, above=True).column == PLACES[0]


def test_who_names_a_column_means_it() -> None:
    assert threshold_of(OUTCOMES, column, PLACES[0], 1.0, above=True).column == PLACES[0]
