"""What a run hangs on: the world without controls, and judgements moved one kind at a time."""

from __future__ import annotations

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.doubt.judged import judged_figures
from tradesim.ensemble import Ensemble
from tradesim.experiments.depth import ANSWERS, KINDS, hinges, without_controls
from tradesim.measures.summary import measure_all
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario, load, with_values, without


@pytest.fixture(scope="module")
def world() -> Scenario:
    return load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")


def answers(scenario: Scenario) -> list[float]:
    """The three answers of two runs, measured by themselves."""
    recording = next(Ensemble(scenario, range(2), seed=1).recordings())
    found = measure_all(recording)
    return [
        float(
            sum(
                m.values.mean()
                for m in found
                if (m.name, m.destination, m.actor) == (name, "BBB", "")
            )
        )
        for name in ANSWERS
    ]


def test_a_kind_is_moved_to_the_ends_of_its_ranges_and_nothing_else(world: Scenario) -> None:
    answer, told = hinges(world, "BBB", 2, 1)
    assert answer == pytest.approx(answers(world))
    kinds = {hinge.kind: hinge for hinge in told}
    assert set(kinds) <= set(KINDS)
    odds = kinds["odds of a licence"]
    assert odds.figures >= 1
    assert odds.factors[0] < 1.0 < odds.factors[1]
    assert any(hinge.low != hinge.high for hinge in told), "some kind of judgement matters"


def test_the_ends_are_those_of_a_run_with_the_figures_set(world: Scenario) -> None:
    _, told = hinges(world, "BBB", 2, 1)
    (found,) = (hinge for hinge in told if hinge.kind == "time to qualify another source")
    own = [j for j in judged_figures(world) if j.path.endswith(".qualification_weeks")]
    moved = with_values(world, {j.path: np.full(2, j.range.low) for j in own})
    assert found.low == pytest.approx(answers(moved))


def test_without_controls_nothing_answers_them(world: Scenario) -> None:
    found = without_controls(world, 3, 1)
    assert found is not None
    assert found.names == ("no controls", "controls as run")
    sold = {name: {x.name: x for x in found.lines[name]}["trade"].mean for name in found.names}
    assert sold["controls as run"].sum() < sold["no controls"].sum()
    assert "without" not in " ".join(found.changes)
    assert any("acid curb" in change for change in found.changes)


def test_a_world_without_controls_has_no_other(world: Scenario) -> None:
    names = [p.name for p in world.policies if isinstance(p, ExportControl)]
    assert without_controls(without(world, names)[0], 3, 1) is None
