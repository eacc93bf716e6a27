"""Colours: apart from one another, the same in every figure, legible as text."""

from __future__ import annotations

import re
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from tradesim.reporting.style import (
    PALETTE,
    PRINT,
    SLIDE,
    TEXT_CONTRAST,
    applied,
    colours_of,
    contrast_with_white,
    distinct,
    legible,
    shades,
)
from tradesim.scenario import Scenario

# Machado, Oliveira & Fernandes (2009), severity 1.0.
BLINDNESS = {
    "none": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
}


def seen(colour: str, blindness: str) -> np.ndarray:
    """Return a colour as somebody sees it, as lightness and two hues."""
    linear = BLINDNESS[blindness] @ np.array(to_rgb(colour)) ** 2.2
    red, green, blue = np.clip(linear, 0.0, 1.0)
    x, y, z = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (np.cbrt(value + 1e-6) for value in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colours_can_be_told_apart_whatever_the_eye(blindness: str) -> None:
    for one, other in combinations(PALETTE[:6], 2):
        distance = np.linalg.norm(seen(one, blindness) - seen(other, blindness))
        assert distance > 10.0, (one, other)


@pytest.mark.parametrize("count", [1, 8, 9, 20, 24, 100])
def test_as_many_colours_as_asked_for_none_twice(count: int) -> None:
    assert len(set(distinct(count))) == count
    assert len(set(distinct(count, first=1))) == count


def test_thousands_of_buyers_of_a_country_have_colours_and_few_keep_theirs() -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in distinct(5_000))
    assert distinct(20) == distinct(24)[:20]


def test_shades_of_a_colour_are_distinct() -> None:
    assert len(set(shades(PALETTE[0], 6))) == 6


def test_who_imposes_has_the_first_colour_and_who_is_hit_the_second(scenario: Scenario) -> None:
    assert colours_of(scenario).countries == {"AAA": PALETTE[0], "BBB": PALETTE[1]}


def test_plants_and_buyers_have_colours_of_their_own(scenario: Scenario) -> None:
    colours = colours_of(scenario)
    assert set(colours.plants) == {plant.name for plant in scenario.suppliers}
    assert set(colours.final_buyers) == {maker.name for maker in scenario.buyers}
    assert colours.plants["Alpha Chemicals"] == colours.country("AAA")


def test_text_in_any_colour_can_be_read() -> None:
    for colour in (*distinct(16), *shades(PALETTE[5], 5)):
        assert contrast_with_white(legible(colour)) >= TEXT_CONTRAST


def test_lengths_shrink_with_the_type() -> None:
    assert SLIDE.scaled(10.0) == 10.0
    assert PRINT.scaled(10.0) == pytest.approx(10.0 * PRINT.text / SLIDE.text)


def test_the_style_is_not_put_on_again_where_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    before = mpl.rcParams["svg.fonttype"]
    with applied():
        with monkeypatch.context() as without:
            without.delattr(mpl, "rc_context")
            with applied():
                assert mpl.rcParams["svg.fonttype"] == "none"
        mpl.rcParams["svg.fonttype"] = "path"
        with applied():
            assert mpl.rcParams["svg.fonttype"] == "none"
        assert mpl.rcParams["svg.fonttype"] == "path"
    assert mpl.rcParams["svg.fonttype"] == before
