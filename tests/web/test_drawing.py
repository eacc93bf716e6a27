"""Charts that are drawn once for settings with the same goods, and anew for all others."""

from dataclasses import replace

import numpy as np
import pytest

from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.scenario import load
from tradesim.web.drawing import ChartsDrawn
from tradesim.web.page import Stage


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage("2019_curbs", load("2019_curbs"))


@pytest.fixture(scope="module")
def recording(stage: Stage) -> Recording:
    return next(Ensemble(stage.scenario, [0, 1]).recordings())


def test_settings_with_the_same_goods_are_drawn_once_but_for_their_licences(
    stage: Stage, recording: Recording
) -> None:
    drawing = ChartsDrawn(stage.charts, stage.view.weeks)
    more = recording.panels | {"waiting": recording.panels["waiting"] + 1.0}
    first, other = drawing.drawn(recording), drawing.drawn(replace(recording, panels=more))
    for chart, one, two in zip(stage.charts, first, other, strict=True):
        assert (one is two) == ("waiting" not in chart.panels)
    assert sum("waiting" in chart.panels for chart in stage.charts) == 1


def test_what_is_recorded_later_in_the_same_memory_is_drawn_anew(
    stage: Stage, recording: Recording
) -> None:
    drawing = ChartsDrawn(stage.charts, stage.view.weeks)
    before = drawing.drawn(recording)
    later = drawing.drawn(replace(recording, origin=object()))
    assert all(one is not two for one, two in zip(before, later, strict=True))
    for one, two in zip(before, later, strict=True):
        np.testing.assert_array_equal(one.away, two.away)


def test_other_runs_of_the_same_block_are_drawn_for_themselves(
    stage: Stage, recording: Recording
) -> None:
    drawing = ChartsDrawn(stage.charts, stage.view.weeks)
    parts = [
        replace(recording, panels={name: p[..., [run]] for name, p in recording.panels.items()})
        for run in (0, 1)
    ]
    one, two = (drawing.drawn(part) for part in parts)
    assert all(mine is not its for mine, its in zip(one, two, strict=True))
