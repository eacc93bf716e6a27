"""Observed points over simulated lines."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from tests.loading import module_at
from tests.reporting.inspection import banded, misplaced, texts
from tests.source_tree import REPOSITORY
from tradesim.results import Result

draw_validation = module_at(REPOSITORY / "scripts" / "observed_imports.py").draw_validation

OBSERVED = pd.DataFrame(
    [
        ("2019-07", "acids", "AAA", 80.0, None),
        ("2019-08", "acids", "AAA", 0.0, None),
        ("2019-07", "acids", "WLD", 90.0, None),
        ("2019-07", "films", "AAA", None, 0.3),
        ("2019-09", "films", "AAA", None, 0.1),
        ("2019-09", "films", "BBB", None, None),
    ],
    columns=["month", "customs_group", "origin", "quantity", "value_usd_m"],
)


@pytest.fixture(scope="module")
def figure(result: Result) -> Figure:
    drawn: Figure = draw_validation(result, OBSERVED)
    return drawn


def test_there_is_a_panel_for_each_series_with_observations(figure: Figure) -> None:
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "Acids from Alphaland",
        "Acids from all origins",
        "Films from Alphaland",
    ]


def test_what_was_published_as_value_is_compared_as_value(figure: Figure) -> None:
    units = [axes.get_ylabel() for axes in figure.axes]
    assert units == ["t per month", "t per month", "USD million per month"]


def test_every_published_month_is_a_point(figure: Figure) -> None:
    points = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert [np.asarray(line.get_ydata()).tolist() for line in points] == [[80.0, 0.0]]


def test_no_text_meets_another(figure: Figure) -> None:
    assert misplaced(figure) == []
    assert "Imports of Betaland, observed and simulated" in [t.get_text() for t in texts(figure)]


def test_one_run_is_drawn_without_a_band(single: Result) -> None:
    figure = draw_validation(single, OBSERVED)
    assert not any(banded(axes) for axes in figure.axes)


def test_nothing_observed_is_said(result: Result) -> None:
    with pytest.raises(ValueError, match="no observed month"):
        draw_validation(result, OBSERVED[:0])
