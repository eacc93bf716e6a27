"""The digest of an analysis: a few tables that tell what an experiment found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from tradesim.experiments.analysis import Analysis, Outcome
from tradesim.experiments.analysis.analyse import SENSITIVITY
from tradesim.experiments.analysis.intervals import kind_of
from tradesim.experiments.analysis.response import whole_curves
from tradesim.experiments.analysis.runs import by_key
from tradesim.reporting.by_variant import by_variant
from tradesim.reporting.digest_further import (
    caution,
    further_sections,
    level_words,
    points_of_a_list,
    robust_choices,
    search_sections,
)
from tradesim.reporting.section import DigestTable, cut
from tradesim.scenario.wording import listing
from tradesim.wording.numbers import NOTHING, amount, fixed, percent, signed

MOST_ROWS = 36
"""Rows of a table of response curves."""

MOST_PAIRS = 5
"""Pairs of parameters that are told, those with the largest index."""

MOST_OPTIONS = 12
"""Options of the Pareto table."""


def digest(analysis: Analysis) -> list[DigestTable]:
    """Return the tables of a digest, those that have rows."""
    found = [
        _outcomes(analysis),
        _differences(analysis),
        *_responses(analysis),
        points_of_a_list(analysis),
        *_indices(analysis),
        *_pairs(analysis),
        *_discoveries(analysis),
        _pareto(analysis),
        *robust_choices(analysis),
        *search_sections(analysis),
        *further_sections(analysis),
    ]
    return [section for section in found if section.rows]


def interval(low: float, high: float) -> str:
    """Return an interval as words."""
    return f"{amount(low)} to {amount(high)}" if math.isfinite(low) else NOTHING


def _outcomes(analysis: Analysis) -> DigestTable:
    table = by_key(analysis.distributions, "outcome", "variant")
    rows = []
    for outcome in analysis.shown:
        for variant in analysis.runs.variants:
            found = table[outcome.column, variant]
            band = interval(found["p05"], found["p95"])
            cells = (amount(found["mean"]), band, _share(found["with_value"], found["runs"]))
            rows.append((outcome.spoken, variant, *cells))
    return DigestTable(
        "Outcomes",
        "mean over all points and replicates; 5th to 95th percentile of runs",
        ("outcome", "variant", "mean", "5–95 %", "runs with a value"),
        tuple(rows),
    )


def _differences(analysis: Analysis) -> DigestTable:
    runs, rows = analysis.runs, []
    if len(analysis.differences):
        table = by_key(analysis.differences, "outcome", "variant")
        for outcome in analysis.shown:
            for variant in (name for name in runs.variants if name != runs.reference):
                found = table[outcome.column, variant]
                ends = interval(found["low"], found["high"])
                cells = (signed(found["difference"]), ends, str(found["verdict"]))
                rows.append((outcome.spoken, variant, *cells))
    return DigestTable(
        f"Difference from {runs.reference}",
        f"mean of paired differences with their {kind_of(runs.units)}",
        ("outcome", "variant", "difference", "95 %", "verdict"),
        tuple(rows),
    )


def _responses(analysis: Analysis) -> Iterator[DigestTable]:
    runs, whole = analysis.runs, whole_curves(analysis.responses)
    several = len(runs.variants) > 1
    for parameter in runs.parameters:
        curves = whole[whole["parameter"] == parameter.column]
        if curves.empty or not analysis.shown:
            continue
        kept = ["variant"] * several + ["held"] * bool(curves["held"].any())
        rows = [
            (*(str(keys[word]) for word in kept), level_words(keys["value"]), *cells)
            for keys, cells in _levels(curves, analysis.shown)
        ]
        yield DigestTable(
            f"Response to {listing([parameter.name, *(p.name for p in runs.in_step(parameter))])}",
            f"means of {runs.replicates} replicates"
            + cut(len(rows), MOST_ROWS, "the first {most} of {count} rows"),
            (*kept, parameter.spoken, *(outcome.spoken for outcome in analysis.shown)),
            tuple(rows[:MOST_ROWS]),
        )


def _levels(
    curves: pd.DataFrame, shown: Sequence[Outcome]
) -> Iterator[tuple[dict[str, object], tuple[str, ...]]]:
    """Yield variant, levels and the means of the shown outcomes at each point of the curves."""
    keys = ["variant", "held", "value"]
    for found, rows in curves.groupby(keys, sort=False, dropna=False):
        means = rows.set_index("outcome")["mean"]
        cells = tuple(amount(float(means[outcome.column])) for outcome in shown)
        yield dict(zip(keys, found, strict=True)), cells


INDICES: dict[str, tuple[str, str, Callable[[dict[str, Any]], str]]] = {
    "sobol": (
        "Sobol indices",
        (
            "total index with its 95 % interval, share of the variance between points; last the "
            "first-order index"
        ),
        lambda row: (
            f"{fixed(row['total'], 2)} ({fixed(row['total_low'], 2)} to "
            f"{fixed(row['total_high'], 2)}), {fixed(row['first_order'], 2)}"
        ),
    ),
    "morris": (
        "Morris effects",
        "mu* with its 95 % interval, in the outcome's unit over the parameter's range; last sigma",
        lambda row: (
            f"{amount(row['mu_star'])} ({interval(row['mu_star_low'], row['mu_star_high'])}), "
            f"{amount(row['sigma'])}"
        ),
    ),
}
"""What is told of each parameter of a design: title, note, and how a cell is written."""


def _indices(analysis: Analysis) -> Iterator[DigestTable]:
    if analysis.runs.design not in INDICES:
        return
    title, note, cell = INDICES[analysis.runs.design]
    for each in by_variant(analysis, analysis.sensitivity):
        shown = each.among(analysis.shown)
        indexed = by_key(each.rows, "parameter", "outcome")
        rows = tuple(
            (parameter, *(cell(indexed[parameter, o.column]) for o in shown))
            for parameter in each.rows["parameter"].drop_duplicates()
        )
        columns = ("parameter", *(outcome.spoken for outcome in shown))
        yield DigestTable(each.titled(title), note, columns, rows)


def _pairs(analysis: Analysis) -> Iterator[DigestTable]:
    """Yield the largest indices of pairs, those first whose index is largest for some outcome."""
    for each in by_variant(analysis, analysis.pairs):
        shown = each.among(analysis.shown)
        told = each.rows[each.rows["outcome"].isin([o.column for o in shown])]
        largest = told.groupby(["parameter", "other"], sort=False)["second_order"].max()
        order = largest.sort_values(ascending=False, kind="stable").index
        indexed = by_key(told, "parameter", "other", "outcome")
        more = cut(len(order), MOST_PAIRS, "the {most} largest of {count}")
        rows = tuple(
            (" × ".join(pair), *(_pair(indexed[*pair, o.column]) for o in shown))
            for pair in order[:MOST_PAIRS]
        )
        yield DigestTable(
            each.titled("Sobol indices of pairs"),
            "what two parameters explain together beyond what each explains alone, with its "
            f"95 % interval, share of the variance between points{more}",
            ("pair", *(outcome.spoken for outcome in shown)),
            rows,
        )


def _pair(row: dict[str, Any]) -> str:
    width = row["second_order"] - row["second_order_low"]
    return f"{fixed(row['second_order'], 2)} ± {fixed(width, 2)}"


def _discoveries(analysis: Analysis) -> Iterator[DigestTable]:
    rows = tuple(
        (
            found.variant,
            " and ".join(found.sentences()) or "no limit",
            f"{percent(found.coverage)}",
            f"{percent(found.density)}",
            f"{found.interesting} of {found.runs}",
        )
        for found in analysis.discoveries
    )
    title = f"Where {analysis.runs.said(analysis.discoveries[0].threshold)}" if rows else ""
    yield DigestTable(
        title,
        "coverage: share of these runs in the box; density: their share of the box (PRIM, "
        "without limits that may stand by chance)",
        ("variant", "box", "coverage", "density", "such runs"),
        rows,
    )


def _pareto(analysis: Analysis) -> DigestTable:
    objectives = analysis.objectives
    parameters = [p for p in analysis.runs.parameters if p.column in analysis.pareto]
    rows: tuple[tuple[str, ...], ...] = ()
    count = 0
    if objectives and analysis.runs.design not in SENSITIVITY:
        table = analysis.pareto
        front = table[table["efficient"]].sort_values([o.role for o in objectives])
        count = len(front)
        rows = tuple(
            (
                str(row["variant"]),
                *(level_words(row[parameter.column]) for parameter in parameters),
                *(amount(row[objective.role]) for objective in objectives),
            )
            for _, row in front.head(MOST_OPTIONS).iterrows()
        )
    more = f"; the first {MOST_OPTIONS} of {count}" if count > MOST_OPTIONS else ""
    return DigestTable(
        "Efficient options",
        f"{count} of {len(analysis.pareto)}: no other is better in one respect and no worse "
        f"in the others{more}{caution(analysis)}",
        ("variant", *(p.spoken for p in parameters), *(o.spoken for o in objectives)),
        rows,
    )


def _share(known: float, runs: float) -> str:
    return "all" if known == runs else f"{percent(known / max(runs, 1))}"
