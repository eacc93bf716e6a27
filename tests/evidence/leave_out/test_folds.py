"""Fits on all groups but one: what is left out has no say, and what tells the record is kept."""

from dataclasses import replace

import numpy as np
import pytest

from tests.evidence.leave_out.conftest import TRUTH, bench_in, observed_of
from tradesim.evidence.leave_out.design import LeaveOutStudy
from tradesim.evidence.leave_out.folds import NOTHING, Bench, LeftOut, leave_out, run_count
from tradesim.evidence.leave_out.tables import ablation_table, episode_table, group_gains
from tradesim.evidence.observed import Observed


@pytest.fixture(scope="module")
def found(
    study: LeaveOutStudy, observed: dict[str, Observed], tmp_path_factory: pytest.TempPathFactory
) -> LeftOut:
    """All groups left out, one after another: worked out once, and looked at only."""
    bench = bench_in(tmp_path_factory.mktemp("folds"), study, observed)
    return leave_out(bench, list(study.groups))


@pytest.mark.once("asks how well a method does that other tests run")
def test_what_is_left_out_has_no_say_in_the_fit(bench: Bench, found: LeftOut) -> None:
    first, second = bench.study.scenarios
    strange = observed_of(bench.study.scenarios[second], {"behaviour.alarm_stock_response": 0.0})
    other = leave_out(
        replace(bench, observed={**bench.observed, second: strange}), list(bench.study.groups)
    )
    group = next(g for g, names in bench.study.groups.items() if second in names)
    rest = next(g for g, names in bench.study.groups.items() if first in names)
    path = "behaviour.alarm_stock_response"
    assert (found.kept[group][path] == other.kept[group][path]).all()
    assert not np.array_equal(found.kept[rest][path], other.kept[rest][path])


def test_what_is_kept_lies_nearer_the_truth_than_what_was_tried(bench: Bench) -> None:
    tried, found = bench.study.points(), leave_out(with_heaviest(bench, 0.5), [])
    path = "behaviour.alarm_stock_response"
    near, all_of_them = (
        abs(points[path] - TRUTH[path]).mean() for points in (found.kept[""], tried)
    )
    assert near < all_of_them


def test_points_that_weigh_alike_are_kept_whole_and_not_run(bench: Bench) -> None:
    points = bench.study.points()
    even = with_heaviest(bench, 1.0 / bench.study.design.points)
    found = leave_out(even, [])
    assert all((found.kept[""][path] == points[path]).all() for path in points)
    fewer = run_count(bench.study, []) - run_count(even.study, [])
    design = bench.study.design
    assert fewer == design.points * design.replicates * len(bench.study.scenarios)


def with_heaviest(bench: Bench, heaviest: float) -> Bench:
    design = bench.study.design.model_copy(update={"heaviest": heaviest})
    return replace(bench, study=replace(bench.study, design=design))


def test_tables_hold_fitted_and_left_out_side_by_side(bench: Bench, found: LeftOut) -> None:
    rows = episode_table(bench.study, found)
    assert [row["episode"] for row in rows] == [*bench.study.scenarios, "all"]
    assert all(row["CRPS"] and row["CRPS, left out"] for row in rows)
    names = [row["off"] for row in ablation_table(bench.study, found)]
    assert names[:2] == ["alarm", "room to store"]
    assert NOTHING in names


def test_a_gain_is_what_is_lost_without(bench: Bench, found: LeftOut) -> None:
    gains = group_gains(bench.study, found.left_out, found.without["stores"])
    for name, score in found.left_out.items():
        lost = found.without["stores"][name].crps_ratio - score.crps_ratio
        group = next(g for g, names in bench.study.groups.items() if name in names)
        assert gains[group] == pytest.approx(lost)
        assert lost > 0.0
