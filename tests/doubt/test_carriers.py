"""Which doubts carry a band."""

import numpy as np
import pytest

from tradesim.doubt.carriers import carriers

RUNS = 400


@pytest.fixture
def figures() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    return {name: rng.normal(size=RUNS) for name in "abcdefgh"}


def test_shares_are_those_of_the_variance(figures: dict[str, np.ndarray]) -> None:
    outcome = 3.0 * figures["a"] - 2.0 * figures["b"] + np.sqrt(3.0) * figures["c"]
    found = carriers(figures, outcome)
    assert [each.path for each in found[:3]] == ["a", "b", "c"]
    assert [each.share for each in found[:3]] == pytest.approx([9 / 16, 4 / 16, 3 / 16], abs=0.05)
    assert [each.rises for each in found[:3]] == [True, False, True]


def test_a_bent_answer_counts_in_full(figures: dict[str, np.ndarray]) -> None:
    (found,) = carriers(figures, np.exp(3.0 * figures["d"]))
    assert found.path == "d"
    assert found.share == pytest.approx(1.0)


def test_of_two_alike_one_is_told(figures: dict[str, np.ndarray]) -> None:
    figures["twin"] = figures["a"].copy()
    found = carriers(figures, figures["a"] + 0.01 * figures["b"])
    assert found[0].share > 0.99
    assert {"a", "twin"} & {each.path for each in found[1:]} == set()


def test_chance_alone_is_told_as_nothing(figures: dict[str, np.ndarray]) -> None:
    rng = np.random.default_rng(6)
    told = [carriers(figures, rng.normal(size=RUNS)) for _ in range(100)]
    assert sum(bool(found) for found in told) <= 12  # one in twenty, and its chance


def test_few_runs_or_nothing_that_moves_are_told_as_nothing(
    figures: dict[str, np.ndarray],
) -> None:
    assert carriers({"a": figures["a"][:20]}, figures["a"][:20]) == []
    assert carriers(figures, np.ones(RUNS)) == []
    assert carriers({"a": np.ones(RUNS)}, figures["b"]) == []


def test_runs_without_the_outcome_are_left_out(figures: dict[str, np.ndarray]) -> None:
    outcome = np.where(np.arange(RUNS) % 2 == 0, np.nan, figures["a"])
    assert carriers(figures, outcome)[0].path == "a"
