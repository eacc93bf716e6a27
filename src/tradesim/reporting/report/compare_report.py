"""The report of a comparison: two scenarios on the same draws."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tradesim.experiments.analysis import Outcome
from tradesim.experiments.analysis.headlines import is_headline
from tradesim.experiments.analysis.intervals import kind_of
from tradesim.experiments.analysis.paired import LARGER, SMALLER
from tradesim.experiments.comparison import Comparison
from tradesim.measures.bands import Band
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.measure import Role
from tradesim.reporting.report.bars import Bar, bars
from tradesim.reporting.report.compare_figure import trade_figure, trade_sentence
from tradesim.reporting.report.document import (
    Code,
    Drawing,
    Fold,
    Report,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.numbers import PERCENT, Number, value, written
from tradesim.reporting.style import COLUMN, PRINT, applied
from tradesim.version import __version__
from tradesim.wording.measure_units import told_unit
from tradesim.wording.numbers import writer

DIFFERENT = frozenset({LARGER, SMALLER})

MOST = 14
"""Measures of the figure."""

GROUPS = ((Role.HARM,), (Role.DIVERSIFICATION,), (Role.COST, Role.GAIN))
"""Production, dependence and money: the first measure of each that differs is told."""

UNIT = "difference, per cent"
"""What the bars of the key figure measure."""

OutcomeRow = tuple[Outcome, Mapping[Hashable, Any]]

WIDEST = 3.0
"""Differences of more than this multiple of the reference are told in the table alone."""


@dataclass(frozen=True)
class Setting:
    """How a comparison was made.

    Attributes:
        titles: Titles of the scenarios, the one compared with first.
        replicates: Pairs of runs.
        seed: Seed of all draws.
        command: What to type to repeat it.
    """

    titles: tuple[str, str]
    replicates: int
    seed: int
    command: str = ""


def compare_report(found: Comparison, setting: Setting) -> Report:
    """Return the report of a comparison."""
    first, second = found.names
    return Report(
        kicker="Report of a comparison",
        title=f"{second} against {first}",
        facts=(
            f"{setting.replicates} pairs of runs on the same draws",
            f"seed {setting.seed}",
            f"tradesim {__version__}",
        ),
        sections=(_answer(found, setting), _differences(found, setting), _origin(setting)),
    )


def _answer(found: Comparison, setting: Setting) -> Section:
    blocks: list[SectionPart] = [Text(question(found, setting))]
    if found.changes:
        said = "; ".join(found.changes)
        blocks.append(Text(f"What {found.names[1]} has otherwise than {found.names[0]}: {said}."))
    traded = trade_sentence(found)
    told = [*([traded] if traded else []), *sentences(found)]
    nothing = "Nothing of the measures one would tell first differs by more than noise."
    blocks += [Text(said, "lead") for said in told or [nothing]]
    blocks += trade_figure(found)
    blocks += key_figure(found)
    blocks += [Text(note) for note in found.notes]
    blocks.append(Text(found.tally(), "note"))
    for name, columns in found.only.items():
        if columns:
            said = f"{len(columns)} measures are of {name} alone: it has other controls."
            blocks.append(Text(said, "note"))
    return Section("answer", "The question and the answer", tuple(blocks))


def question(found: Comparison, setting: Setting) -> str:
    """Return the question, by the titles where they differ, else by the names of the variants."""
    first, second = setting.titles if len(set(setting.titles)) > 1 else found.names
    return f"What is different with “{second}” than with “{first}”?"


def sentences(found: Comparison) -> list[str]:
    """Return one sentence on production, one on dependence, one on money, where they differ."""
    rows = rows_of(found)
    said = []
    for roles in GROUPS:
        group = [each.name for each in MEASURES.of_role(*roles) if MEASURES.is_first(each.name)]
        differing = [
            (group.index(outcome.measure), place)
            for place, (outcome, row) in enumerate(rows)
            if outcome.measure in group and not outcome.actor and row["verdict"] == LARGER
        ]
        if not differing:
            continue
        outcome, row = rows[min(differing)[1]]
        before, after = (
            value(row[key], outcome.unit) for key in ("mean_reference", "mean_variant")
        )
        said.append(
            f"{outcome.words}: {after} with {found.names[1]}, against {before} with "
            f"{found.names[0]}."
        )
    return said


def key_figure(found: Comparison) -> list[SectionPart]:
    """Return a figure of the differences, each as a share of the mean of the reference."""
    chosen: list[Bar] = []
    for outcome, row in rows_of(found):
        size = abs(row["mean_reference"])
        is_told = row["verdict"] in DIFFERENT and is_headline(outcome) and size > 0.0
        if not is_told or row["mean_variant"] == 0.0:  # the whole of what is nothing is no news
            continue
        change = Band(*(100.0 * row[key] / size for key in ("difference", "low", "high")))
        if np.isfinite(change.mean) and abs(change.mean) <= 100.0 * WIDEST:
            chosen.append(Bar(outcome.called, change))
    if not chosen:
        return []
    first, second = found.names
    caption = (
        f"Difference of {second} from {first}, per cent of the mean with {first}; lines: 95 % "
        "intervals. Measures that are nothing in one of them, or changed many times over, stand in "
        "the table."
    )
    with applied():
        wide, narrow = (bars(chosen[:MOST], size, UNIT) for size in (PRINT, COLUMN))
    return [Drawing("differences", caption, wide, narrow)]


def _differences(found: Comparison, setting: Setting) -> Section:
    head = difference_table(found)
    rest = [pair for pair in _differing(found) if not is_headline(pair[0])]
    blocks: list[SectionPart] = [
        Text(
            "Every pair of runs meets the same draws, so that what both share cancels out. "
            "Differences are the second minus the first, each with its "
            f"{kind_of(setting.replicates)}.",
            "note",
        )
    ]
    if head.rows:
        blocks.append(head)
    if rest:
        table = _table("Further measures", found, rest)
        beyond = sum(row["verdict"] == LARGER for _, row in rest)
        title = f"{len(rest)} further measures, {beyond} of them different by more than noise"
        blocks.append(Fold(title, (table,), is_long=True))
    return Section("differences", "What differs, and by how much", tuple(blocks))


def difference_table(found: Comparison) -> Table:
    """Return the differences one would look at first."""
    told = [pair for pair in _differing(found) if is_headline(pair[0])]
    return _table("What one would look at first", found, told)


def _differing(found: Comparison) -> list[OutcomeRow]:
    return [pair for pair in rows_of(found) if pair[1]["verdict"] in DIFFERENT]


def rows_of(found: Comparison) -> list[OutcomeRow]:
    """Return the measures of a comparison, each with its row of the table."""
    return list(zip(found.outcomes, found.table.to_dict("records"), strict=True))


def _table(caption: str, found: Comparison, pairs: Sequence[OutcomeRow]) -> Table:
    rows = []
    for outcome, row in pairs:
        before, after, gap, low, high = (
            float(row[key])
            for key in ("mean_reference", "mean_variant", "difference", "low", "high")
        )
        how = "percent" if outcome.unit in PERCENT else "amount"
        write = writer(how)
        ends = f"{write(low)} to {write(high)}" if write(low) != write(high) else ""
        rows.append(
            (
                outcome.called,
                told_unit(outcome.unit),
                written(before, how),
                written(after, how),
                Number(write(gap), gap, ends),
                str(row["verdict"]),
            )
        )
    columns = ("measure", "unit", *found.names, "difference", "verdict")
    return Table(caption, columns, tuple(rows), words=2)


def _origin(setting: Setting) -> Section:
    blocks: list[SectionPart] = []
    if setting.command:
        blocks += [Text("This comparison was made with"), Code(setting.command)]
    blocks.append(Text(f"Version of tradesim: {__version__}; seed {setting.seed}.", "note"))
    return Section("origin", "How to repeat this comparison", tuple(blocks))
