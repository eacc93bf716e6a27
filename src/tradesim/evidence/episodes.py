"""All episodes that come with tradesim, and what their scores come to together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.hindcast import summary_of
from tradesim.evidence.observed import Observed, joined, with_groups
from tradesim.evidence.shipped import published_series
from tradesim.evidence.window import Window
from tradesim.results.tables import finite_or_none
from tradesim.scenario import Scenario, load, scenario_names, scenario_path
from tradesim.scenario.yaml_lines import parse

AVERAGED = (
    "figures_in_band", "coverage", "lowest_coverage", "width", "skill", "interval_ratio",
    "crps_ratio",
)  # fmt: skip


@dataclass(frozen=True)
class EpisodeRow:
    """One episode of the table.

    Attributes:
        scenario: Its scenario.
        score: Its scores.
        needs: Series that were not given and that a full score needs, in words; or nothing.
    """

    scenario: Scenario
    score: EpisodeScore
    needs: str

    @property
    def summary(self) -> dict[str, Any]:
        """The scores by name; what does not exist is None."""
        hits = {"share_of_figures_hit": self.score.share_of_figures_hit}
        return finite_or_none(summary_of(self.score) | hits) | {"needs": self.needs or None}


def episode_names() -> tuple[str, ...]:
    """Return the scenarios that are episodes: whose own file names the group they belong to.

    What extends an episode asks what would have been, and is none itself.
    """
    return tuple(name for name in scenario_names() if _names_its_group(name))


def _names_its_group(name: str) -> bool:
    said = parse(scenario_path(name).read_text(encoding="utf-8")).data
    block = said.get("hindcast") if isinstance(said, dict) else None
    return isinstance(block, dict) and bool(block.get("group"))


def scenarios_of_episodes() -> list[Scenario]:
    """Return the episodes, group by group in the order of their announcements."""
    found = sorted(
        (load(name) for name in episode_names()), key=lambda scenario: Window.of(scenario).announced
    )
    groups = list(dict.fromkeys(scenario.hindcast.group for scenario in found))
    return sorted(found, key=lambda scenario: groups.index(scenario.hindcast.group))


def record_of(scenario: Scenario, given: Observed) -> tuple[Observed, str]:
    """Return what was observed of an episode: what is given, then what comes with tradesim.

    Args:
        scenario: The scenario of the episode.
        given: Observed tables of any goods.

    Returns:
        The observed trade of its goods, and which series are missing, in words.
    """
    own = of_goods(scenario, given)
    needs = "" if own else scenario.hindcast.series or ""
    return joined([own, published_series(scenario)]), needs


def of_goods(scenario: Scenario, observed: Observed) -> Observed:
    """Return what is observed of the goods of a scenario."""
    groups = {item.name: item.customs_group for item in scenario.items}
    own = set(groups.values())
    grouped = with_groups(observed, groups)
    return {key: series for key, series in grouped.items() if key.customs_group in own}


def together(rows: Sequence[EpisodeRow]) -> dict[str, dict[str, float | None]]:
    """Return mean and median of each score over the episodes that have it."""
    return {
        word: {name: _over(rows, name, measure) for name in AVERAGED}
        for word, measure in (("mean", mean), ("median", median))
    }


def _over(
    rows: Sequence[EpisodeRow], name: str, measure: Callable[[list[float]], float]
) -> float | None:
    values = [float(getattr(row.score, name)) for row in rows]
    known = [value for value in values if math.isfinite(value)]
    return float(measure(known)) if known else None
