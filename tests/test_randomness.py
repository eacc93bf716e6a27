"""Draws are a pure function of who asks for what, and when."""

import numpy as np
import pytest

from tradesim.randomness import (
    mix,
    name_key,
    name_keys,
    normal,
    run_keys,
    uniform,
    words,
    words_of,
)

NAMES = [f"link {n}" for n in range(400)]
RUNS, KEYS = run_keys(1, range(50)), name_keys(NAMES)


def test_known_draws_stay_what_they_are() -> None:
    """A change of these numbers changes every result ever made: it needs a new major version."""
    assert name_key("acid") == 3044633163312922719
    assert mix(np.array([[0]], dtype=np.uint64)).item() == 0xE220A8397B1DCDAF
    runs, keys = run_keys(1, [0, 7]), name_keys(["acid"])
    known = [7655568543404396030, 581215577228389579]
    assert words(runs, "review", keys, 25)[0].tolist() == known
    shares = [0.4150092023185367, 0.03150775957567181]
    assert uniform(runs, "review", keys, 25)[0].tolist() == shares
    bells = [-1.326027988389295, 2.489159095482925]
    assert normal(runs, "review", keys, 25)[0].tolist() == pytest.approx(bells, rel=1e-12)


def test_the_first_word_is_that_of_the_published_generator() -> None:
    """SplitMix64 seeded with 1234567 (Steele, Lea & Flood 2014; test vector of Rosetta Code)."""
    assert mix(np.array([[1234567]], dtype=np.uint64)).item() == 6457827717110365317


def test_draws_of_several_streams_at_once_are_those_of_each() -> None:
    cases, streams = KEYS[:9, 0], ("approval", "partial")
    runs = RUNS[0, :9]
    together = words_of(runs, streams, cases, 12)
    for stream, drawn in zip(streams, together, strict=True):
        assert np.array_equal(drawn, words(runs, stream, cases, 12))


def test_a_draw_depends_on_nothing_but_its_address() -> None:
    table = uniform(RUNS, "review", KEYS, 12)
    assert np.array_equal(table, uniform(RUNS, "review", KEYS, 12))
    assert np.array_equal(table[[5]], uniform(RUNS, "review", KEYS[[5]], 12))
    assert np.array_equal(table[:, [3]], uniform(RUNS[:, [3]], "review", KEYS, 12))
    assert np.array_equal(table[::-1], uniform(RUNS, "review", KEYS[::-1], 12))


@pytest.mark.parametrize(
    "other",
    [
        uniform(RUNS, "return", KEYS, 12),
        uniform(RUNS, "review", KEYS, 13),
        uniform(run_keys(2, range(50)), "review", KEYS, 12),
        uniform(run_keys(1, range(50, 100)), "review", KEYS, 12),
        uniform(RUNS, "review", name_keys([f"other {n}" for n in range(400)]), 12),
    ],
    ids=["stream", "week", "seed", "replicate", "entity"],
)
def test_another_address_gives_an_unrelated_draw(other: np.ndarray) -> None:
    table = uniform(RUNS, "review", KEYS, 12)
    assert not (table == other).any()
    correlation = np.corrcoef(table.ravel(), other.ravel())[0, 1]
    assert abs(correlation) < 4 / np.sqrt(table.size)


def test_draws_spread_evenly_and_never_touch_the_ends() -> None:
    draws = uniform(RUNS, "review", KEYS, 3).ravel()
    assert 0 < draws.min() < draws.max() < 1
    counts = np.bincount((draws * 20).astype(int), minlength=20)
    expected = len(draws) / 20
    assert ((counts - expected) ** 2 / expected).sum() < 43.8  # chi-squared, 19 degrees, 0.1 %
    neighbours = np.corrcoef(draws[:-1], draws[1:])[0, 1]
    assert abs(neighbours) < 4 / np.sqrt(len(draws))


def test_consecutive_weeks_and_replicates_are_uncorrelated() -> None:
    weeks = np.stack([uniform(RUNS, "demand", KEYS, week) for week in range(6)])
    assert abs(np.corrcoef(weeks[:-1].ravel(), weeks[1:].ravel())[0, 1]) < 0.02
    assert abs(np.corrcoef(weeks[..., :-1].ravel(), weeks[..., 1:].ravel())[0, 1]) < 0.02


def test_normal_draws_have_the_moments_of_a_standard_normal() -> None:
    draws = normal(RUNS, "review", KEYS, 3).ravel()
    assert abs(draws.mean()) < 4 / np.sqrt(len(draws))
    assert abs(draws.std() - 1) < 4 / np.sqrt(2 * len(draws))
    assert abs((draws**3).mean()) < 4 * np.sqrt(15 / len(draws))
    assert (np.abs(draws) > 1.959964).mean() == pytest.approx(0.05, abs=0.007)


def test_seeds_of_any_size_are_taken() -> None:
    assert not np.array_equal(run_keys(2**63, [0]), run_keys(0, [0]))
    assert run_keys(3, []).shape == (1, 0)
