"""Episodes from what was known before: they rest at the published level, and measures bind."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from tests.episodes.runs import weeks
from tradesim.ensemble import Ensemble
from tradesim.evidence.published import published_value
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario, load, variant

RUNS = 12
MONTH = 365.25 / 84
"""Weeks in a month."""


class Episode(NamedTuple):
    """A shipped episode.

    Attributes:
        free: Its variant in which nothing is controlled and nothing lost.
        imposer: Country whose goods are controlled or lost.
        items: What binds.
        level: Known monthly level of the imposer's exports to a country, with that country.
        binds: First and last day of the weeks in which the measure must be felt at the border.
    """

    free: str
    imposer: str
    items: tuple[str, ...]
    level: tuple[float, str | None]
    binds: tuple[str, str]


def mean(*figures: str) -> float:
    """Return the mean of published figures."""
    return math.fsum(map(published_value, figures)) / len(figures)


GALLIUM = [f"ga-exports-{m}" for m in ("2022-08", "2022-10", "2022-11")] + [
    f"ga-exports-{m}" for m in ("2023-03", "2023-05", "2023-06")
]
INDONESIA_2018 = (
    published_value("ni2020-china-idn-2018-12"),
    published_value("ni2020-china-idn-2019-01-02"),
)
PALM_OIL = (
    published_value("po-exports-2021")
    - published_value("po-exports-2021-01-04")
    + published_value("po-exports-2021-04")
    + published_value("po-exports-2022-01-03")
)
EPISODES = {
    "2010_rare_earths": Episode(
        "no_hold", "CHN", ("rare_earths",),
        (published_value("re-japan-from-china-2010-09"), "JPN"), ("2010-09-27", "2010-11-15"),
    ),
    "2014_nickel_ore": Episode(
        "no_ban", "IDN", ("nickel_ore",), (published_value("ni2014-china-idn-2013-02"), "CHN"),
        ("2014-01-20", "2014-12-29"),
    ),
    "2020_nickel_ore": Episode(
        "no_ban", "IDN", ("nickel_ore",), (math.fsum(INDONESIA_2018) / 3, "CHN"),
        ("2020-01-06", "2020-12-28"),
    ),
    "2022_neon": Episode(
        "no_war", "UKR", ("neon",), (0.23 * published_value("ne-korea-wld-2022-01"), "KOR"),
        ("2022-04-04", "2022-12-26"),
    ),
    "2022_palm_oil": Episode(
        "no_ban", "IDN", ("palm_oil",), (PALM_OIL / 12, None), ("2022-05-02", "2022-05-16"),
    ),
    "2023_gallium_germanium": Episode(
        "no_control", "CHN", ("gallium", "germanium"), (mean(*GALLIUM), None),
        ("2023-08-07", "2023-08-28"),
    ),
    "2023_graphite": Episode(
        "no_control", "CHN", ("flake", "spherical"), (published_value("gr-natural-all"), None),
        ("2023-12-04", "2023-12-25"),
    ),
    "2023_lithography": Episode(
        "no_control", "NLD", ("immersion",),
        (published_value("li-china-nld-units-2022") / 12, "CHN"), ("2024-01-08", "2024-12-30"),
    ),
}  # fmt: skip


@cache
def record(name: str, free: bool) -> Recording:  # noqa: FBT001 - a key of the cache
    """Run an episode, as it is or free."""
    scenario = load(name)
    chosen = variant(scenario, EPISODES[name].free) if free else scenario
    return next(Ensemble(chosen, range(RUNS), block=RUNS).recordings())


def exports(
    run: Recording, origin: str, items: set[str], first: str, last: str, to: str | None = None
) -> float:
    """Return what left a country for another, or for all others, mean over weeks and runs."""
    layout = run.layout
    flows = [
        number
        for number, flow in enumerate(run.flows)
        if layout.suppliers[flow.supplier].country == origin
        and layout.suppliers[flow.supplier].item in items
        and flow.destination != origin
        and to in (None, flow.destination)
    ]
    assert flows, (origin, items, to)
    left = run.panels["dispatches"][weeks(run, first, last)][:, flows]
    return float(left.sum(axis=1).mean())


def group_of(scenario: Scenario, items: tuple[str, ...]) -> set[str]:
    """Return all items of the customs group of the first."""
    group = next(item.customs_group for item in scenario.items if item.name == items[0])
    return {item.name for item in scenario.items if item.customs_group == group}


@pytest.mark.once("what shipped scenarios come to, by engines that others run")
@pytest.mark.parametrize("name", EPISODES)
def test_an_episode_begins_at_the_published_level(name: str) -> None:
    episode, scenario = EPISODES[name], load(name)
    level, to = episode.level
    items = {"gallium"} if name == "2023_gallium_germanium" else group_of(scenario, episode.items)
    first = scenario.start + (scenario.end - scenario.start) / 30
    year = str(first), str(first.replace(year=first.year + 1))
    found = exports(record(name, free=True), episode.imposer, items, *year, to)
    assert found * MONTH == pytest.approx(level, rel=0.06)


@pytest.mark.once("what shipped scenarios come to, by engines that others run")
@pytest.mark.parametrize("name", EPISODES)
def test_an_episode_rests_without_its_measures(name: str) -> None:
    episode, run, scenario = EPISODES[name], record(name, free=True), load(name)
    items = group_of(scenario, episode.items)
    years = [scenario.start.replace(year=scenario.start.year + k) for k in (1, 2, 3)]
    early = exports(run, episode.imposer, items, str(years[0]), str(years[1]))
    late = exports(run, episode.imposer, items, str(years[1]), str(years[2]))
    assert late == pytest.approx(early, rel=0.05)
    assert run.panels["unmet"].sum() < 0.002 * run.panels["used"].sum()


@pytest.mark.once("what shipped scenarios come to, by engines that others run")
@pytest.mark.parametrize("name", EPISODES)
def test_the_measure_of_an_episode_binds(name: str) -> None:
    episode, items = EPISODES[name], set(EPISODES[name].items)
    to = episode.level[1]
    actual = exports(record(name, free=False), episode.imposer, items, *episode.binds, to)
    free = exports(record(name, free=True), episode.imposer, items, *episode.binds, to)
    assert actual < 0.9 * free


@pytest.mark.once("what shipped scenarios come to, by engines that others run")
@pytest.mark.parametrize("name", EPISODES)
def test_nothing_differs_before_an_episode_is_announced(name: str) -> None:
    actual, free = record(name, free=False), record(name, free=True)
    policies = [*load(name).policies, *load(name).shocks]
    left_out = set(load(name).variants[EPISODES[name].free].without)
    days = [min(day.value for _, day in p.dates()) for p in policies if p.name in left_out]
    week = int(actual.layout.calendar.week_of(min(days))[0])
    for panel in ("dispatches", "arrivals", "production"):
        assert np.array_equal(actual.panels[panel][:week], free.panels[panel][:week])
