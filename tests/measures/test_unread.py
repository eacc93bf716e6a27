"""Panels that are left out because nobody who asks for some measures reads them."""

from dataclasses import replace

import numpy as np
import pytest

from tests.measures.synthetic import CURB, PROJECT, tree
from tradesim.ensemble import Ensemble
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Function
from tradesim.measures.recording import Recorder, Recording
from tradesim.measures.summary import measure_all
from tradesim.measures.unread import READ_BY_FEW, unread
from tradesim.scenario import Scenario
from tradesim.world.build import build_world

TAX = {
    "kind": "export_tax", "name": "tax", "imposer": "AAA", "partner": "BBB", "items": ["acid"],
    "rate": 0.1, "effective": "2019-03-04",
}  # fmt: skip

BY_FUNCTION: dict[Function, set[str]] = {}
for _measure in MEASURES.values():
    BY_FUNCTION.setdefault(_measure.function, set()).add(_measure.name)


@pytest.fixture(scope="module")
def recording() -> Recording:
    """A run with licences, a tax at departure and plants that are quoted."""
    world = Scenario.model_validate(tree(CURB, PROJECT, TAX))
    return next(Ensemble(world, range(2)).recordings())


def without(recording: Recording, panels: frozenset[str] | set[str]) -> Recording:
    kept = {name: panel for name, panel in recording.panels.items() if name not in panels}
    return replace(recording, panels=kept)


@pytest.mark.parametrize("asked", BY_FUNCTION.values(), ids=min)
def test_what_is_asked_for_is_the_same_without_what_nobody_reads(
    recording: Recording, asked: set[str]
) -> None:
    others = frozenset(MEASURES) - asked
    sparse = measure_all(without(recording, unread(asked)), without=others)
    whole = measure_all(recording, without=others)
    assert [each.key for each in sparse] == [each.key for each in whole]
    for one, other in zip(sparse, whole, strict=True):
        np.testing.assert_array_equal(one.values, other.values)


@pytest.mark.parametrize("panel", READ_BY_FEW)
def test_a_panel_is_read_by_the_function_named_for_it(recording: Recording, panel: str) -> None:
    assert panel not in unread(MEASURES)
    with pytest.raises(KeyError, match=panel):
        measure_all(without(recording, {panel}))


def test_a_recorder_keeps_no_panel_that_is_left_out() -> None:
    world = build_world(Scenario.model_validate(tree(CURB)), 0, [0, 1])
    kept = Recorder(world, [0, 1], detailed=True).panels
    fewer = Recorder(world, [0, 1], detailed=True, without=("dispatches", "unit_cost")).panels
    assert list(fewer) == [name for name in kept if name not in {"dispatches", "unit_cost"}]


def test_what_is_worked_out_together_may_be_asked_for_in_part(recording: Recording) -> None:
    beside = recording.layout.scenario.policies
    whole = {each.key: each for each in measure_all(recording, beside)}
    for asked in MEASURES:
        some = measure_all(recording, beside, without=frozenset(MEASURES) - {asked})
        assert {each.key for each in some} == {key for key in whole if key[0] == asked}
        for each in some:
            np.testing.assert_array_equal(each.values, whole[each.key].values)
