"""Tables of a digest that tell of whole settings: points of a list, and choices against doubt."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator

import pandas as pd

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.robustness import of_role
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.section import DigestTable
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
    more = f"; the first {MOST_POINTS} of {len(rows)}" if len(rows) > MOST_POINTS else ""
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
        more = f"; the best {MOST_CHOICES} of {len(rows)}" if len(rows) > MOST_CHOICES else ""
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
