"""Further tables of a digest: points, choices, options of a search, scores and trees."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.robustness import of_role
from tradesim.experiments.analysis.runs import by_key
from tradesim.experiments.analysis.search import goal_words, goals_said
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.section import DigestTable, cut
from tradesim.wording.measure_units import with_unit
from tradesim.wording.numbers import amount, percent

MOST_POINTS = 36
"""Points of a list that are told."""

MOST_CHOICES = 12
"""Choices that are told of each objective: those with the lowest expected value."""


def points_of_a_list(analysis: Analysis) -> DigestTable:
    """Return the outcomes of each point where no parameter can be told from the others."""
    table, rows = analysis.points, list[tuple[str, ...]]()
    several = len(analysis.runs.variants) > 1
    if len(table):
        cells = by_key(table, "variant", "point", "outcome")
        for variant, point, setting in (
            table[["variant", "point", "setting"]].drop_duplicates().to_numpy().tolist()
        ):
            means = (amount(cells[variant, point, o.column]["mean"]) for o in analysis.shown)
            rows.append((*([variant] if several else []), setting, *means))
    more = cut(len(rows), MOST_POINTS)
    return DigestTable(
        "Points",
        "several parameters change from point to point, so that what each does alone cannot be "
        f"told; means of {analysis.runs.replicates} replicates{more}",
        (
            *(["variant"] if several else []),
            "setting",
            *(o.spoken for o in analysis.shown),
        ),
        tuple(rows[:MOST_POINTS]),
    )


def caution(analysis: Analysis) -> str:
    """Return what to bear in mind where choices did not meet the same states; else nothing."""
    table = analysis.robustness
    if table.empty or (table["shared_states"] == table["states"]).all():
        return ""
    return "; choices met different states of what is not known: a difference may be theirs"


def robust_choices(analysis: Analysis) -> Iterator[DigestTable]:
    """Yield for each objective the choices and how they fare over what is not known."""
    if analysis.robustness.empty:
        return
    levers = [p for p in of_role(analysis.runs, "lever") if p.column in analysis.robustness]
    for _, rows in analysis.robustness.groupby("objective", sort=False):
        first = rows.iloc[0]
        states = int(rows["states"].max())
        best = rows.sort_values("expected", kind="stable").head(MOST_CHOICES)
        more = cut(len(rows), MOST_CHOICES, "the best {most} of {count}")
        yield DigestTable(
            f"Choices over what is not known: {with_unit(first['what'], first['unit'])}",
            f"up to {states} state{'s' * (states > 1)}; regret: how much better the best choice of "
            f"a state would have been, where choices meet the same states{more}"
            f"{caution(analysis)}",
            (
                "variant",
                *(lever.spoken for lever in levers),
                *("expected", "worst tenth", "mean regret", "largest regret", "good enough"),
            ),
            tuple(_row(row, [lever.column for lever in levers]) for _, row in best.iterrows()),
        )


def _row(row: pd.Series[float], levers: list[str]) -> tuple[str, ...]:
    numbers = ("expected", "worst_tenth", "mean_regret", "largest_regret")
    good = float(row["good_enough"])
    return (
        str(row["variant"]),
        *(level_words(row[lever]) for lever in levers),
        *(amount(float(row[word])) for word in numbers),
        "" if math.isnan(good) else percent(good),
    )


def level_words(value: object) -> str:
    """Return a value of a parameter as a cell; ``null`` of a scenario is none."""
    if pd.isna(value):  # type: ignore[call-overload]  # one value, whatever it is
        return "none"
    if isinstance(value, dt.date):  # a Timestamp of pandas is one, too
        return value.isoformat()[: len("2019-07-04")]
    return amount(value) if isinstance(value, float) else str(value)


def search_sections(analysis: Analysis) -> Iterator[DigestTable]:
    """Yield the table of options that none beats."""
    table = analysis.table("search_options")
    if table.empty:
        return
    names = [goal_words(goal) for _, goal in analysis.runs.goals]
    said = goals_said(analysis.runs)
    levers = [p for p in analysis.runs.parameters if p.role == "lever"]
    best = table[table["best"]].sort_values(names)
    more = cut(len(best), MOST_CHOICES)
    new = analysis.table("search_generations")["new"].iloc[-1]
    yield DigestTable(
        "Options that none beats",
        f"{len(best)} of {len(table)} tried, by the smallest differences that count; the last "
        f"generation brought {new} of them{more}",
        (*(p.spoken for p in levers), *said),
        tuple(
            (
                *(level_words(row[p.column]) for p in levers),
                *(amount(row[name]) for name in names),
            )
            for row in best.head(MOST_CHOICES).to_dict("records")
        ),
    )


MOST_PARAMETERS = 8
"""Parameters that are told: those with the highest scores."""

LIKELY = 0.5
"""Share of runs of interest above which a leaf of a tree is told."""

SURE = 0.05
"""Chance of many below which a region is told to differ."""

Cell = Callable[[dict[str, Any]], str]


def further_sections(analysis: Analysis) -> Iterator[DigestTable]:
    """Yield the tables on scores, regions and trees that have rows."""
    scores = analysis.table("feature_scores")
    yield from _by_parameter(
        analysis, scores, "Feature scores", "score",
        "share of what forests of random trees explain, with its 95 % interval; in brackets what "
        "they explain of points not seen",
        lambda row: f"{_reach(row, 'score')} ({percent(row['explained'])})",
    )  # fmt: skip
    yield from _by_parameter(
        analysis, analysis.table("delta_indices"), "Borgonovo's delta", "delta",
        "how far the whole distribution follows a parameter, 0 to 1, with its 95 % interval",
        lambda row: _reach(row, "delta"),
    )  # fmt: skip
    yield from _by_parameter(
        analysis, analysis.table("regional_sensitivity"), "Regional sensitivity", "distance",
        "largest distance between points of interest (the threshold's, else the highest tenth) "
        "and others; *: not by chance (5 %, corrected for the number of parameters)",
        lambda row: f"{row['distance']:.2f}{'*' if row['chance_of_many'] < SURE else ''}",
    )  # fmt: skip
    yield from _leaves(analysis)


def _reach(row: dict[str, Any], word: str) -> str:
    return f"{row[word]:.2f} ({row[f'{word}_low']:.2f} to {row[f'{word}_high']:.2f})"


def _by_parameter(
    analysis: Analysis, table: pd.DataFrame, title: str, word: str, note: str, cell: Cell
) -> Iterator[DigestTable]:
    for each in by_variant(analysis, table):
        order = each.ranked(word)
        cells = by_key(each.rows, "parameter", "outcome")
        yield DigestTable(
            each.titled(title),
            note + cut(len(order), MOST_PARAMETERS),
            ("parameter", *(outcome.words for outcome in each.outcomes)),
            tuple(
                (name, *(cell(cells[name, outcome.column]) for outcome in each.outcomes))
                for name in order[:MOST_PARAMETERS]
            ),
        )


def _leaves(analysis: Analysis) -> Iterator[DigestTable]:
    table = analysis.table("discovery_trees")
    if table.empty:
        return
    leaves = table[(table["parameter"] == "") & (table["density"] > LIKELY)]
    yield DigestTable(
        f"Where {table['of_interest_where'].iloc[0]}, by a tree",
        "leaves of which more than half are such runs (CART); foretold: share told rightly of "
        "points not seen, a half is no better than a coin",
        ("variant", "where", "coverage", "density", "foretold"),
        tuple(
            (
                str(row["variant"]),
                row["where"] or "everywhere",
                percent(row["coverage"]),
                percent(row["density"]),
                percent(row["foretold"]),
            )
            for row in leaves.to_dict("records")
        ),
    )
