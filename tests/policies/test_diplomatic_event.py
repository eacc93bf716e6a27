"""Diplomatic events: who feels them, when, and how hard."""

from pathlib import Path

import numpy as np
import pytest

from tests.living import lived
from tradesim.errors import ScenarioError
from tradesim.scenario import Scenario, apply, load, without
from tradesim.scenario.validation import examine

WORLD = Path(__file__).parents[1] / "worlds" / "two_governments.yaml"
BEGINS = 8
"""Week of the quarrel, 2019-03-04."""


@pytest.fixture
def scenario() -> Scenario:
    """The quarrel alone, with governments that hold still and tension that stays."""
    quarrel, _ = without(load(WORLD), ["reconciliation", "acid curb", "list removal", "mirror"])
    return apply(quarrel, {"diplomacy.tension_half_life_weeks": 5200})


def tension(scenario: Scenario, row: int, replicates: int = 1) -> np.ndarray:
    return lived(scenario, range(replicates)).panels["tension"][:, row]


def test_it_unfolds_in_equal_parts(scenario: Scenario) -> None:
    steps = np.diff(tension(scenario, 0)[:, 0], prepend=0.0)
    assert not steps[:BEGINS].any()
    assert steps[BEGINS : BEGINS + 10] == pytest.approx(0.15, rel=0.01)
    assert np.abs(steps[BEGINS + 10 :]).max() < 1e-3


def test_only_those_feel_it_who_are_named(scenario: Scenario) -> None:
    assert not tension(scenario, 1).any()
    both = apply(scenario, {"shocks.quarrel.felt_by": ["AAA", "BBB"]})
    assert np.array_equal(tension(both, 1), tension(both, 0))


def test_how_hard_it_hits_is_drawn_in_each_replicate(scenario: Scenario) -> None:
    drawn = apply(scenario, {"shocks.quarrel.tension_spread": 0.2})
    peaks = tension(drawn, 0, 50).max(axis=0)
    assert len(set(peaks)) == 50
    assert np.log(peaks / 1.5).std() == pytest.approx(0.2, abs=0.06)


def test_it_calms_where_it_is_below_nothing() -> None:
    calm = load(WORLD)
    assert tension(calm, 0)[86, 0] > 1.5
    assert tension(calm, 0)[88, 0] < 0.01


def test_who_feels_it_must_be_concerned(scenario: Scenario) -> None:
    tree = scenario.model_dump(exclude_unset=True)
    tree["shocks"][-1] |= {"felt_by": ["AAA", "CCC"]}
    _, findings = examine(tree)
    assert any("CCC is not in 'between'" in finding.message for finding in findings)


def test_a_country_that_is_not_there_is_found(tmp_path: Path) -> None:
    text = WORLD.read_text(encoding="utf-8").replace("between: [AAA, BBB]", "between: [AAA, BBC]")
    for name in ("two_countries.yaml", "two_governments.yaml"):
        (tmp_path / name).write_text(WORLD.with_name(name).read_text(encoding="utf-8"))
    (tmp_path / "two_governments.yaml").write_text(text)
    with pytest.raises(ScenarioError, match="'BBC' is not a country of this scenario"):
        load(tmp_path / "two_governments.yaml")
