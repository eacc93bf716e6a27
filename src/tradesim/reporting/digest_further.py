"""Tables of a digest on scores, regions and trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.section import DigestTable
from tradesim.wording.numbers import percent

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
        more = f"; the first {MOST_PARAMETERS} of {len(order)}"
        cells = by_key(each.rows, "parameter", "outcome")
        yield DigestTable(
            each.titled(title),
            note + (more if len(order) > MOST_PARAMETERS else ""),
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
