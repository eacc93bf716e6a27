"""Designs: how many points, where they lie, and that they are always the same ones."""

import datetime as dt

import numpy as np
import pytest

from tradesim.experiments import schema
from tradesim.experiments.design import Design, design_of, point_count
from tradesim.experiments.distributions import values_at
from tradesim.experiments.schema import Experiment, VariedParameter


def experiment(design: object, **vary: dict[str, object]) -> Experiment:
    return Experiment.model_validate({"name": "x", "scenario": "y", "design": design, "vary": vary})


TWO: dict[str, dict[str, object]] = {"a": {"range": [0, 10]}, "b": {"log_uniform": [1, 100]}}


@pytest.mark.parametrize(
    ("design", "points"),
    [
        ({"kind": "latin_hypercube", "samples": 7}, 7),
        ({"kind": "sobol", "samples": 8}, 8 * 4),
        ({"kind": "sobol", "samples": 8, "second_order": True}, 8 * 6),
        ({"kind": "morris", "trajectories": 5}, 5 * 3),
    ],
)
def test_a_sampled_design_has_the_points_it_says_and_always_the_same(
    design: object, points: int
) -> None:
    asked = experiment(design, **TWO)
    first, again, other = (design_of(asked, seed) for seed in (1, 1, 2))
    assert first.count == point_count(asked) == points
    assert first.share is not None
    assert other.share is not None
    assert np.array_equal(first.values["a"], again.values["a"])
    assert not np.array_equal(first.share, other.share)
    assert np.array_equal(first.values["a"], 10 * first.share[:, 0])
    assert first.values["b"].min() >= 1.0
    assert first.values["b"].max() <= 100.0


def test_a_latin_hypercube_covers_every_distribution_evenly() -> None:
    asked = experiment({"kind": "latin_hypercube", "samples": 50}, **TWO)
    parts = np.floor(design_of(asked, 1).values["a"] / 10 * 50).astype(int)
    assert sorted(parts.tolist()) == list(range(50))


def test_a_grid_has_every_combination_the_last_parameter_changing_fastest() -> None:
    asked = experiment("grid", a={"range": [0, 10], "steps": 3}, b={"values": ["x", "y"]})
    design = design_of(asked, 1)
    assert design.count == point_count(asked) == 6
    assert design.values["a"].tolist() == [0.0, 0.0, 5.0, 5.0, 10.0, 10.0]
    assert design.values["b"].tolist() == ["x", "y"] * 3


def test_an_experiment_that_varies_nothing_has_one_point() -> None:
    assert design_of(experiment("grid"), 1) == Design("grid", {}, None, 1)


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ({"range": [2, 4]}, [2.0, 2.5, 3.0, 4.0]),
        ({"log_uniform": [1, 16]}, [1.0, 2.0, 4.0, 16.0]),
        ({"triangular": {"low": 0, "mode": 1, "high": 2}}, [0.0, 2**-0.5, 1.0, 2.0]),
        ({"normal": {"mean": 5, "sd": 1, "low": 4, "high": 6}}, [4.0, 4.558, 5.0, 6.0]),
        ({"categorical": ["a", "b"], "weights": [3, 1]}, ["a", "a", "a", "b"]),
        ({"values": [1, 2]}, [1.0, 1.0, 2.0, 2.0]),
    ],
)
def test_a_share_of_a_distribution_is_carried_over(
    parameter: dict[str, object], expected: list[object]
) -> None:
    shares = np.array([0.0, 0.25, 0.5, 1.0])
    found = values_at(VariedParameter.model_validate(parameter), shares).tolist()
    if isinstance(expected[0], str):
        assert found == expected
    else:
        assert found == pytest.approx(expected, abs=5e-4)


def test_dates_are_varied_by_the_day() -> None:
    ends = [dt.date(2019, 7, 1), dt.date(2019, 7, 11)]
    found = values_at(VariedParameter.model_validate({"range": ends}), np.array([0.0, 0.52, 1.0]))
    assert found.tolist() == [ends[0], dt.date(2019, 7, 6), ends[1]]


def test_every_shape_is_a_field_of_a_parameter() -> None:
    assert set(schema.SHAPES) <= set(VariedParameter.model_fields)
