"""Points that a scenario refuses whole are refused before the start, with its own sentence."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tradesim.errors import ExperimentError
from tradesim.experiments import load_experiment
from tradesim.experiments.design import Design
from tradesim.experiments.extremes import FEW, refused
from tradesim.scenario import load

Write = Callable[..., Path]

HEAD = "name: rules\nscenario: world.yaml\n"
ANNOUNCED = "2019-07-01"


def said_of(file: Path) -> str:
    with pytest.raises(ExperimentError) as wrong:
        load_experiment(file)
    return str(wrong.value)


def test_a_date_that_is_sound_alone_is_held_against_those_of_the_scenario(write: Write) -> None:
    dates = "{range: [2019-06-01, 2019-09-30]}"
    text = f"{HEAD}vary:\n  policies.acid curb.effective: {dates}\n"
    said = said_of(write(f"{text}design: {{kind: latin_hypercube, samples: 40}}\n"))
    assert said.splitlines()[0].endswith(": 2 problems")
    assert "  line 4, vary.policies.acid curb.effective: point " in said
    assert "(policies.acid curb.effective 2019-06-0" in said
    assert f"is before 'announced' ({ANNOUNCED})" in said
    assert "first_decision: 2019-09-01 is before 'effective' (2019-09-2" in said


def test_rules_between_two_parameters_are_checked_on_the_points_that_hold_both(
    write: Write,
) -> None:
    vary = """\
vary:
  buyers.Beta Devices.needs.acid.base_cover_weeks: {values: [4, 9], unit: week}
  items.acid.maximum_cover_weeks: {values: [10, 8], unit: week}
"""
    said = said_of(write(HEAD + vary))
    assert said.splitlines()[0].endswith(": 1 problem")
    assert "point 3 (buyers.Beta Devices.needs.acid.base_cover_weeks 9, items.acid" in said
    assert "9 is more than the 8 weeks of 'acid' that can be stored" in said
    load_experiment(write((HEAD + vary).replace("[10, 8]", "[10, 9.5]")))


def test_every_variant_is_tried_where_the_parameter_leads_somewhere(write: Write) -> None:
    text = f"""\
{HEAD}vary:
  items.acid.maximum_cover_weeks: {{values: [10, 5], unit: week}}
  policies.acid curb.review_weeks: {{values: [4, 8], unit: week}}
variants:
  free: {{variant: no_curb}}
  stocked: {{set: {{buyers.Beta Devices.needs.acid.base_cover_weeks: 8}}}}
"""
    said = said_of(write(text))
    assert "point 2 of variant 'stocked' (items.acid.maximum_cover_weeks 5, policies" in said
    assert said.count("point ") == 1


def test_a_row_of_a_list_may_not_close_a_supplier(write: Write, tmp_path: Path) -> None:
    path = "suppliers.Alpha Chemicals.capacity"
    (tmp_path / "points.csv").write_text(f"{path}\n200\n0\n", encoding="utf-8")
    text = f"{HEAD}vary: {{{path}: {{unit: t/week}}}}\ndesign: {{kind: list, file: points.csv}}\n"
    said = said_of(write(text))
    assert f"line 3, vary.{path}: point 1 ({path} 0): 'Alpha Chemicals' has no capacity" in said


def test_an_end_before_an_amendment_is_no_fault_where_the_end_varies(write: Write) -> None:
    """The control never sees the amendment: experiments on how long a curb lasts need that."""
    world = write().parent / "world.yaml"
    text = world.read_text(encoding="utf-8")
    assert "amendments" not in text
    amended = "  name: acid curb\n  amendments: [{effective: 2019-11-04, review_weeks: 6}]\n"
    world.write_text(text.replace("  name: acid curb\n", amended), encoding="utf-8")
    vary = "vary: {policies.acid curb.lifted: {values: [2019-10-01, 2019-12-01]}}\n"
    assert load_experiment(write(HEAD + vary)).design.count == 2
    early = vary.replace("2019-10-01", "2019-07-02")
    assert "is before 'effective'" in said_of(write(HEAD + early))


def test_of_a_large_design_the_points_with_the_ends_of_each_parameter_are_tried(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = load(write().parent / "world.yaml")
    paths = ("policies.acid curb.review_weeks", "behaviour.patience_weeks")
    rng = np.random.default_rng(1)
    values = {path: rng.uniform(1.0, 20.0, 500) for path in paths}
    tried: list[object] = []

    def counted(scenario: object, given: object) -> object:
        tried.append(given)
        return scenario

    monkeypatch.setattr("tradesim.experiments.extremes.apply", counted)
    assert list(refused(Design("latin_hypercube", values, None, 500), {"only": world})) == []
    assert len(tried) <= 2 * len(paths) < FEW
    for path in paths:
        seen = [point[path] for point in tried]  # type: ignore[index]
        assert {values[path].min(), values[path].max()} <= set(seen)


@pytest.mark.parametrize(
    ("normal", "said"),
    [
        ("{mean: 200, sd: 15}", "give high."),
        ("{mean: 200, sd: 15, low: 150, high: 260}", ""),
    ],
)
def test_a_morris_design_needs_ends_of_a_normal_distribution(
    write: Write, normal: str, said: str
) -> None:
    path = "suppliers.Alpha Chemicals.capacity"
    text = f"{HEAD}vary: {{{path}: {{normal: {normal}, unit: t/week}}}}\n"
    text += "design: {kind: morris, trajectories: 4}\n"
    if not said:
        study = load_experiment(write(text))
        assert np.isfinite(study.design.values[path]).all()
        return
    told = said_of(write(text))
    assert f"line 3, vary.{path}.normal: a morris design reaches the ends" in told
    assert said in told


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("range: [260, 150]", "two ends are needed, the lower one first"),
        ("normal: {mean: 200, sd: 0}", "0 is too small: it must be more than 0."),
    ],
)
def test_a_slip_in_the_only_parameter_is_the_only_problem(
    write: Write, shape: str, said: str
) -> None:
    text = f"{HEAD}vary: {{suppliers.Alpha Chemicals.capacity: {{{shape}, unit: t/week}}}}\n"
    told = said_of(write(f"{text}design: {{kind: latin_hypercube, samples: 4}}\n"))
    assert told.splitlines()[0].endswith(": 1 problem")
    assert said in told
