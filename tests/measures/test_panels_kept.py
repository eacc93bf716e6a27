"""Panels on request: those that are asked for are as they would be among all."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest

from tradesim.ensemble import Ensemble
from tradesim.measures.panels import PANELS
from tradesim.scenario import load

WORLD = Path(__file__).parents[1] / "worlds" / "two_countries.yaml"


@pytest.mark.parametrize("asked", [("arrivals", "output"), ("qualified_sources",), tuple(PANELS)])
def test_a_recording_keeps_what_is_asked_for_as_among_all(asked: tuple[str, ...]) -> None:
    ensemble = Ensemble(load(WORLD), range(6), block=4)
    for part, whole in zip(
        ensemble.recordings(reuse_memory=True, panels=asked), ensemble.recordings(), strict=True
    ):
        assert set(part.panels) == set(asked) & set(whole.panels)
        for name, panel in part.panels.items():
            assert np.array_equal(panel, whole.panels[name])
        assert np.array_equal(part.events, whole.events)


def test_a_panel_that_is_none_is_named() -> None:
    asked = Ensemble(load(WORLD), range(2)).recordings(panels=["arrivals", "arival"])
    with pytest.raises(ValueError, match="There is no panel arival"):
        next(asked)


def test_a_recording_goes_with_its_last_reference() -> None:
    gc.disable()
    try:
        runs = list(Ensemble(load(WORLD), range(2)).recordings())
        gone = weakref.ref(runs[0])
        panel = weakref.ref(runs[0].panels["arrivals"])
        runs.clear()
        assert gone() is None
        assert panel() is None
    finally:
        gc.enable()
