"""The picture of a box: what share of the runs of each setting is of interest."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from tests.experiments.made_runs import Floats, made_runs
from tradesim.experiments.analysis import Threshold
from tradesim.experiments.analysis.discovery import Discovery
from tradesim.reporting.experiment_discovery import draw_boxes
from tradesim.reporting.style import SLIDE


class Analysed:
    """As much of an analysis as the picture reads."""

    def __init__(self, runs: Any, found: Discovery) -> None:
        self.runs, self.discoveries = runs, (found,)


def lost(x: Floats, noise: Any) -> Any:
    return np.where(x[0] > 0.5, 2.0 * (noise > 0.0), 0.0)


def test_runs_of_one_setting_are_one_point_coloured_by_their_share() -> None:
    settings = np.array([[a, b] for a in (0.0, 1.0) for b in (0.0, 1.0)])
    runs = made_runs(settings, {"only": lost}, replicates=10, spread=1.0)
    wanted = runs.frame[runs.frame["point"] == 3]["output_lost_weeks"] > 1.0
    assert 0.0 < wanted.mean() < 1.0
    limits = pd.DataFrame(
        [
            {
                "parameter": "a",
                "low": 0.5,
                "high": 1.0,
                "low_chance": 0.0,
                "high_chance": 1.0,
                "told": "low",
            }
        ]
    )
    found = Discovery(
        "only", Threshold("output_lost_weeks", 1.0), 40, 10, 1.0, 0.5, limits, pd.DataFrame()
    )
    figure = draw_boxes(Analysed(runs, found), SLIDE)["discovery_box"]  # type: ignore[arg-type]
    (axes,) = (axes for axes in figure.axes if axes.collections)
    every, coloured = (each for each in axes.collections if isinstance(each, PathCollection))
    sizes = np.asarray(coloured.get_sizes()) / np.asarray(every.get_sizes())[0]
    assert np.shape(every.get_offsets()) == (len(settings), 2)
    assert sizes.tolist() == pytest.approx([0.0, 0.0, wanted.mean(), wanted.mean()])
