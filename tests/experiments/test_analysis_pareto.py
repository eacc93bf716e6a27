"""The Pareto view: known points, ties, gaps, and how objectives are chosen."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.experiments.made_runs import made_runs
from tradesim.arrays import Floats
from tradesim.experiments.analysis import Outcome, analyse, pareto
from tradesim.experiments.analysis.pareto import NEGLIGIBLE, default_objectives, efficient


def test_points_that_others_beat_are_off_the_front() -> None:
    points = np.array([[1.0, 5.0], [2.0, 2.0], [5.0, 1.0], [3.0, 3.0], [2.0, 6.0]])
    assert efficient(points).tolist() == [True, True, True, False, False]


def test_a_third_objective_can_bring_a_point_onto_the_front() -> None:
    points = np.array([[1.0, 1.0, 9.0], [2.0, 2.0, 1.0], [3.0, 3.0, 5.0]])
    assert efficient(points).tolist() == [True, True, False]


def test_points_that_tie_are_all_on_the_front() -> None:
    points = np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 3.0]])
    assert efficient(points).tolist() == [True, True, False]


def test_rounding_beats_nobody() -> None:
    points = np.array([[1.0, 2.0], [1.0 + 1e-13, 2.0], [5.0, 9.0]])
    assert efficient(points).tolist() == [True, True, False]


def test_a_point_without_a_value_is_off_the_front_and_beats_nobody() -> None:
    points = np.array([[0.0, np.nan], [1.0, 1.0]])
    assert efficient(points).tolist() == [False, True]
    assert efficient(np.full((2, 2), np.nan)).tolist() == [False, False]


def test_the_front_is_what_comparing_every_pair_gives() -> None:
    rng = np.random.default_rng(5)
    for trial in range(60):
        options, objectives = rng.integers(1, 50), rng.integers(1, 4)
        values = rng.integers(0, 5, (options, objectives)).astype(np.float64)
        values += rng.choice([0.0, 3e-9, 9e-9], values.shape)  # next to nothing apart
        values[rng.random(values.shape) < 0.05 * (trial % 2)] = np.nan
        assert efficient(values).tolist() == compared_in_pairs(values)


def compared_in_pairs(values: npt.NDArray[np.float64]) -> list[bool]:
    """Return which options none beats, as the definition has it."""
    known = np.isfinite(values).all(axis=1)
    slack = NEGLIGIBLE * np.ptp(values[known], axis=0) if known.any() else 0.0
    return [
        bool(known[row])
        and not any(
            (other <= option + slack).all() and (other < option - slack).any()
            for other in values[known]
        )
        for row, option in enumerate(values)
    ]


def test_few_options_of_many_are_compared_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    beats = pareto._beats

    def counted(options: Floats, others: Floats, slack: Floats) -> Any:
        if options.ndim == 2:  # an option against each of them
            asked.append(len(options))
        return beats(options, others, slack)

    monkeypatch.setattr(pareto, "_beats", counted)
    front = efficient(np.random.default_rng(3).random((20_000, 3)))
    assert 10 < front.sum() == len(asked) < 1000
    assert set(asked) == {20_000}


def test_objectives_are_disruption_concentration_and_cost_where_they_vary() -> None:
    runs = made_runs(
        np.arange(6.0).reshape(-1, 1), {"one": lambda x, _: x[0], "two": lambda x, _: 2 * x[0]}
    )
    lost = runs.frame["output_lost_weeks"]
    frame = runs.frame.assign(hhi=1 - lost / 20, flat=1.0, more=lost, cost=3 * lost)
    outcomes = (
        *runs.outcomes,
        Outcome("flat", "imposing_country_share_end", "share"),
        Outcome("hhi", "hhi_by_country_end", "index"),
        Outcome("cost", "extra_input_cost", "USD million"),
        Outcome("more", "public_spending", "USD million"),
    )
    found = default_objectives(replace(runs, frame=frame, outcomes=outcomes))
    assert {objective.role: objective.columns for objective in found} == {
        "disruption": ("output_lost_weeks",),
        "concentration": ("hhi",),
        "cost": ("cost", "more"),
    }
    view = analyse(replace(runs, frame=frame, outcomes=outcomes)).pareto
    assert view["cost"].tolist() == (4 * lost).tolist()
    assert len(view) == 12


def test_a_single_objective_makes_no_view() -> None:
    runs = made_runs(np.arange(3.0).reshape(-1, 1), {"one": lambda x, _: x[0]})
    assert analyse(runs).pareto.empty


def test_duty_is_a_cost_and_goods_in_different_units_are_not_added_up() -> None:
    runs = made_runs(np.arange(6.0).reshape(-1, 1), {"one": lambda x, _: x[0]})
    lost = runs.frame["output_lost_weeks"]
    frame = runs.frame.assign(output_lost_weeks=0.0, duty=lost, tonnes=lost, wafers=2 * lost)
    outcomes = (
        *runs.outcomes,
        Outcome("duty", "duty_paid", "USD million"),
        Outcome("tonnes", "unmet_need", "t", item="acid"),
        Outcome("wafers", "unmet_need", "wafer", item="memory"),
    )
    found = default_objectives(replace(runs, frame=frame, outcomes=outcomes))
    assert {objective.role: objective.columns for objective in found} == {
        "disruption": ("tonnes",),
        "cost": ("duty",),
    }
