"""A policy put off until after the end is no policy, to the last bit, so all are asked at once."""

from __future__ import annotations

import numpy as np
import pytest

from tradesim.ensemble import Ensemble
from tradesim.measures.panels import OF_POLICIES, PANELS
from tradesim.measures.recording import Recording
from tradesim.results import all_but_one as block
from tradesim.results.no_effect import differs, idle_policies
from tradesim.scenario import Scenario, apply, load, without

SHIPPED = ["2019_stockpile_first", "chips_act", "taiwan_relocation", "ai_demand"]
"""Scenarios that together have most kinds of policies and shocks, their answers among them."""


def lived(scenario: Scenario, runs: int = 1) -> Recording:
    return next(Ensemble(scenario, [0] * runs, block=runs).recordings())


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_a_run_in_which_a_policy_is_put_off_is_the_run_without_it(name: str) -> None:
    scenario = load(name)
    asked = block.with_dates(scenario)
    assert asked
    together = lived(block.all_but_one(scenario, asked), len(asked) + 1)
    alone = [lived(scenario), *(lived(without(scenario, one.name)[0]) for one in asked)]
    for run, other in enumerate(alone):
        for panel in (panel for panel, kind in PANELS.items() if kind not in OF_POLICIES):
            ours, theirs = together.panels[panel][:, :, run], other.panels[panel][:, :, 0]
            np.testing.assert_array_equal(ours, theirs, f"{panel} of run {run}")


def test_policies_that_matter_are_known_by_the_block_and_others_are_not(
    scenario: Scenario,
) -> None:
    idle = apply(scenario, {"policies.reserve.cover_weeks": 0})
    known = block.known_to_matter(idle, 1)
    base = lived(idle)
    assert "reserve" not in known
    assert known
    for name in known:
        assert differs(base, without(idle, name)[0], idle.seed)


def test_what_the_block_knows_is_not_asked_in_pairs(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = frozenset(policy.name for policy in block.with_dates(scenario))
    assert block.known_to_matter(scenario, 1) == names
    monkeypatch.setattr("tradesim.results.no_effect.differs", _never)
    assert list(idle_policies(scenario, 1)) == []


def test_a_large_world_is_not_asked_in_one_block(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block, "CACHED_LINKS", 1)
    assert block.known_to_matter(scenario, 1) == frozenset()


def _never(*_: object) -> None:
    raise AssertionError("a pair was lived")
