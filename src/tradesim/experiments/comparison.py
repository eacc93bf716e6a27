"""Two scenarios side by side: the same draws, run by run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tradesim.ensemble import Ensemble
from tradesim.experiments.analysis import Outcome, compared
from tradesim.experiments.analysis.intervals import few
from tradesim.experiments.analysis.paired import LARGER, NONE, SMALLER, UNKNOWN
from tradesim.experiments.analysis.runs import by_key
from tradesim.experiments.changed import changes
from tradesim.experiments.columns import column_name, column_of
from tradesim.experiments.trade_lines import TradeLine, lines_of, trade_of
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measured import Measured
from tradesim.measures.naming import Phrases
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all, pooled
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario, with_all_policies
from tradesim.showing import shown
from tradesim.wording.measure_units import spoken_unit
from tradesim.wording.numbers import amount, percent

Progress = Callable[[int], None]


SURE = 0.05
"""Share of the differences that hold in spite of their number that are due to chance."""

SHARES = ("share", "share of runs")
"""Units of measures whose means are told in per cent, and whose differences in points of it."""


@dataclass(frozen=True)
class Comparison:
    """How two scenarios differ.

    Attributes:
        names: What the scenarios are called, the first being compared with.
        outcomes: The measures that both give, the most important first.
        table: One row a measure: what it is called, unit, pairs, means, difference with its
            interval, verdict.
        only: Columns of the measures that one of them alone gives, by its name.
        notes: What to mind in reading the differences.
        lines: Trade, price and sales under control by month, by the scenario's name.
        changes: What the second scenario has otherwise than the first, a clause each.
    """

    names: tuple[str, str]
    outcomes: tuple[Outcome, ...]
    table: pd.DataFrame
    only: dict[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()
    lines: dict[str, tuple[TradeLine, ...]] = field(default_factory=dict, repr=False)
    changes: tuple[str, ...] = ()

    def sentences(self) -> list[tuple[Outcome, str]]:
        """Return a sentence for each measure that differs, the most important first."""
        rows = zip(self.outcomes, by_key(self.table, "outcome").values(), strict=True)
        return [
            (outcome, difference_said(outcome, row, self.names))
            for outcome, row in rows
            if row["verdict"] in {LARGER, SMALLER}
        ]

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        return (
            f"<Comparison of '{self.names[1]}' with '{self.names[0]}': {len(self.table)} measures>"
        )

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the differences one would look at first."""
        return str(shown("comparison_html", self))

    def tally(self) -> str:
        """Return of how many measures which verdict holds, all of them counted once."""
        unknown = self.count(UNKNOWN)
        said = (
            f"{self.count(LARGER)} of {len(self.table)} measures differ by more than noise, "
            f"{self.count(SMALLER)} by no more than noise, {self.count(NONE)} not at all"
        )
        if unknown:
            said += f"; of {unknown} it cannot be told: fewer than two pairs have a value"
        sure = int((self.table["chance_of_many"] < SURE).sum())
        return (
            f"{said}. Noise: differences between replicates; of measures that do not truly "
            "differ, about one in twenty passes for larger than it. "
            f"{sure} hold where that is allowed for (Benjamini-Hochberg, {SURE:.0%})."
        )

    def count(self, verdict: str) -> int:
        """Return of how many measures a verdict holds."""
        return int((self.table["verdict"] == verdict).sum())


def difference_said(outcome: Outcome, row: Mapping[str, Any], names: tuple[str, str]) -> str:
    """Return what a comparison says of a measure.

    Args:
        outcome: The measure.
        row: Its means, difference, ends of the interval and verdict.
        names: What the two scenarios are called.
    """
    share = outcome.unit in SHARES
    means, scale = (percent, 100.0) if share else (amount, 1.0)
    unit = spoken_unit("percentage point" if share else outcome.unit)
    change, low, high = (scale * row[name] for name in ("difference", "low", "high"))
    if low * high > 0.0:
        near, far = sorted((abs(low), abs(high)))
        reach = f"{amount(near)} to {amount(far)}"
    else:
        reach = f"from {amount(low)} to {amount(high)}"
    way = "higher" if change > 0.0 else "lower"
    larger = row["verdict"] == LARGER
    said = f"{way} by {amount(abs(change))}" if larger else f"a difference of {amount(change)}"
    behind = f"{f' {unit}' if unit else ''} (95 %: {reach})"
    verdict = "larger than noise" if larger else "not larger than noise"
    first, second = (means(row[f"mean_{which}"]) for which in ("reference", "variant"))
    return (
        f"{outcome.words}: {first} with {names[0]}, {second} with {names[1]}; {said}{behind}, "
        f"{verdict}."
    )


def compare(
    scenarios: tuple[Scenario, Scenario],
    names: tuple[str, str],
    replicates: int,
    seed: int,
    progress: Progress | None = None,
    *,
    custom_agents: bool = False,
) -> Comparison:
    """Return how the second of two scenarios differs from the first.

    Args:
        scenarios: The scenarios.
        names: What they are called.
        replicates: Runs of each, in pairs that meet the same draws.
        seed: Seed of all draws.
        progress: Called with the number of weeks just lived.
        custom_agents: Run agent classes that the scenarios name: they are programs.

    Raises:
        CustomAgentError: A scenario names agent classes, and they are not allowed.
    """
    beside, draws = with_all_policies(scenarios).policies, (replicates, seed)
    (first, before), (second, after) = (
        _measured(_blocks(scenario, draws, progress, custom_agents=custom_agents), beside)
        for scenario in scenarios
    )
    lines = dict(zip(names, (before, after), strict=True))
    shared = [column for column in first if column in second]
    phrases = Phrases.of_each(scenarios)
    outcomes = {column: Outcome.of(column_of(first[column]), phrases) for column in shared}
    order = sorted(shared, key=lambda column: _rank(outcomes[column]))
    domains = [outcomes[column].domain for column in order]
    table = compared(_table(first, order), _table(second, order), "replicate", domains)
    table.insert(1, "measure", [outcomes[column].words for column in order])
    table.insert(2, "unit", [outcomes[column].unit for column in order])
    return Comparison(
        names=names,
        outcomes=tuple(outcomes[column] for column in order),
        table=table,
        only={
            names[0]: tuple(column for column in first if column not in second),
            names[1]: tuple(column for column in second if column not in first),
        },
        notes=tuple(said for said in (_spans(scenarios, names), few(replicates)) if said),
        lines=lines,
        changes=tuple(changes(*scenarios)),
    )


def _spans(scenarios: tuple[Scenario, Scenario], names: tuple[str, str]) -> str:
    """Return that two scenarios last from and to other days; nothing where they do not."""
    spans = [(scenario.start, scenario.end) for scenario in scenarios]
    if spans[0] == spans[1]:
        return ""
    told = [
        f"{name} from {start} to {end}" for name, (start, end) in zip(names, spans, strict=True)
    ]
    return (
        f"The scenarios do not last alike: {told[0]}, {told[1]}. Sums, peaks and what stands at "
        "the end differ for that alone; give both the same start and end to compare them."
    )


def _blocks(
    scenario: Scenario,
    draws: tuple[int, int],
    progress: Progress | None,
    *,
    custom_agents: bool,
) -> Iterator[Recording]:
    """Yield recordings of a scenario: on Mesa where it names agent classes of its own."""
    replicates, seed = draws
    if scenario.agents:
        from tradesim.results import named_agents, run  # noqa: PLC0415 - imports Mesa: a second

        classes = named_agents(scenario) if custom_agents else None
        yield run(scenario, seed, replicates, "mesa", progress, classes).recording
    else:
        ensemble = Ensemble(scenario, range(replicates), seed=seed)
        yield from ensemble.recordings(progress, reuse_memory=True)


def _measured(
    recordings: Iterator[Recording], beside: Sequence[Policy]
) -> tuple[dict[str, Measured], tuple[TradeLine, ...]]:
    """Return the measures of all runs by column, and what is drawn of them."""
    blocks, trades = [], []
    for found in recordings:
        blocks.append(measure_all(found, beside))
        trades.append(trade_of(found, beside))
    return {column_name(figure.key): figure for figure in pooled(blocks)}, lines_of(trades, found)


def _rank(outcome: Outcome) -> tuple[bool, int]:
    return bool(outcome.actor), MEASURES.place(outcome.measure)


def _table(found: dict[str, Measured], columns: Sequence[str]) -> pd.DataFrame:
    values = {column: found[column].values for column in columns}
    table = pd.DataFrame(values)
    table.index = pd.MultiIndex.from_product([[0], table.index], names=["point", "replicate"])
    return table
