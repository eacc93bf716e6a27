"""The report of a batch: what an experiment asked, and what its runs say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis, Runs
from tradesim.experiments.analysis.paired import LARGER
from tradesim.experiments.analysis.response import whole_curves
from tradesim.reporting import digest
from tradesim.reporting.experiment_figures import draw_all
from tradesim.reporting.report.document import (
    Bullets,
    Cell,
    Code,
    Drawing,
    Fold,
    Report,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.numbers import Number, value
from tradesim.reporting.report.origin import facts
from tradesim.reporting.section import DigestTable
from tradesim.reporting.style import PRINT
from tradesim.wording.lists import joined
from tradesim.wording.numbers import counted

KINDS = {
    "outcomes": ("How outcomes are distributed", ("distributions",), ("Outcomes",)),
    "differences": ("What the variants change", ("differences",), ("Difference from",)),
    "responses": ("How outcomes respond", ("response", "points"), ("Response to", "Points")),
    "sensitivity": ("What matters most", ("sobol", "morris"), ("Sobol indices", "Morris effects")),
    "discovery": ("Where it happens", ("discovery",), ("Where ",)),
    "pareto": ("Trade-offs", ("pareto",), ("Efficient options", "Choices over")),
}
"""By key of a section: its title, how names of its figures begin, and titles of its tables."""

FIRST = ("response", "differences", "sobol", "morris", "distributions")
"""How the names of figures begin, in the order in which one is chosen to be shown first."""

MOST_TOLD = 3
"""Sentences of the answer."""

FEW_ROWS = 12
"""Rows up to which a table is shown at once."""


def batch_report(analysis: Analysis, manifest: Mapping[str, Any]) -> Report:
    """Return the report of a batch.

    Args:
        analysis: What its runs say.
        manifest: What the batch was.
    """
    runs = analysis.runs
    figures = draw_all(analysis, PRINT)
    tables = digest.digest(analysis)
    key = first_figure(figures)
    sections = [_answer(analysis, manifest, (key, figures))]
    for place, (title, drawn, told) in KINDS.items():
        found = [section for section in tables if section.title.startswith(told)]
        shown = {n: figure for n, figure in figures.items() if n.startswith(drawn) and n != key}
        if found or shown:
            section = _section(place, title, shown, found)
            if key and key.startswith(drawn):
                note = Text("The figure stands at the top of this report.", "note")
                section = replace(section, blocks=(note, *section.blocks))
            sections.append(section)
    sections.append(_origin(manifest))
    return Report(
        kicker="Report of an experiment",
        title=runs.title,
        facts=(
            counted(runs.finished, "run"),
            counted(runs.points, "point"),
            counted(len(runs.variants), "variant"),
            counted(runs.replicates, "replicate"),
        ),
        sections=tuple(sections),
    )


def first_figure(figures: Mapping[str, Figure]) -> str:
    """Return the name of the figure to show first; the empty string where there is none."""
    first = [n for kind in FIRST for n in figures if n.startswith(kind)]
    return next(iter([*first, *figures]), "")


def _answer(
    analysis: Analysis, manifest: Mapping[str, Any], drawn: tuple[str, Mapping[str, Figure]]
) -> Section:
    key, figures = drawn
    runs, experiment = analysis.runs, manifest.get("experiment") or {}
    blocks: list[SectionPart] = []
    if experiment.get("description"):
        blocks.append(Text(str(experiment["description"])))
    blocks += [Text(sentence, "lead") for sentence in _sentences(analysis)]
    if key:
        blocks.append(drawing_of(key, figures[key]))
    blocks.append(_design(analysis))
    if analysis.notes:
        blocks.append(Bullets(tuple(analysis.notes)))
    variants = joined(list(runs.variants))
    blocks.append(Text(f"Variants: {variants}; compared with: {runs.reference}.", "note"))
    return Section("answer", "The question and the answer", tuple(blocks))


def _sentences(analysis: Analysis) -> list[str]:
    """Return what the runs say first: how variants differ, then what a parameter does."""
    told = [*_differing(analysis)][: MOST_TOLD - 1]
    told += [*_hanging_on(analysis)][: MOST_TOLD - len(told)]
    return told + [*_responding(analysis)][: MOST_TOLD - len(told)]


def _hanging_on(analysis: Analysis) -> Iterator[str]:
    """Yield for each outcome the parameter with the largest Sobol index or Morris effect."""
    word = {"sobol": "total", "morris": "mu_star"}.get(analysis.runs.design)
    if word is None or analysis.sensitivity.empty:
        return
    for outcome in analysis.shown:
        rows = analysis.sensitivity[analysis.sensitivity["outcome"] == outcome.column]
        found = [row for row in rows.to_dict("records") if row[word] > 0.0]
        if not found:
            continue
        first = max(found, key=lambda row: float(row[word]))
        index = (
            f"total Sobol index {first[word]:.2f}"
            if word == "total"
            else f"Morris effect {value(float(first[word]), outcome.unit)}"
        )
        yield (
            f"{outcome.words} hangs most on {first['parameter']} ({index}, with "
            f"{first['variant']})."
        )


def _spread(runs: Runs, column: str) -> float:
    """Return the standard deviation of an outcome over all runs."""
    values = runs.values(column)
    known = values[np.isfinite(values)]
    return float(known.std(ddof=1)) if len(known) > 1 else 0.0


def _differing(analysis: Analysis) -> Iterator[str]:
    """Yield for each variant the shown outcome that differs most, in standard deviations."""
    runs = analysis.runs
    rows = [row for row in analysis.differences.to_dict("records") if row["verdict"] == LARGER]
    for variant in (name for name in runs.variants if name != runs.reference):
        found = [
            (abs(row["difference"]) / max(_spread(runs, outcome.column), 1e-300), number)
            for number, row in enumerate(rows)
            for outcome in analysis.shown
            if row["variant"] == variant and outcome.column == row["outcome"]
        ]
        if not found:
            yield f"With {variant}, nothing shown here differs by more than noise."
            continue
        row = rows[max(found)[1]]
        outcome = next(o for o in analysis.shown if o.column == row["outcome"])
        before, after = (value(row[k], outcome.unit) for k in ("mean_reference", "mean_variant"))
        yield (
            f"With {variant}, {outcome.called} is {after} on average, against "
            f"{before} with {runs.reference}."
        )


def _responding(analysis: Analysis) -> Iterator[str]:
    """Yield between which levels of one parameter an outcome lies, on the curve of widest span."""
    runs, curves = analysis.runs, whole_curves(analysis.responses)
    for outcome in analysis.shown if not curves.empty else ():
        rows = curves[curves["outcome"] == outcome.column]
        groups = [group for _, group in rows.groupby(["variant", "parameter", "held"], sort=False)]
        widest = max(groups, key=lambda group: float(np.ptp(group["mean"])))
        ordered = widest.sort_values("mean", kind="stable").to_dict("records")
        least, most = ordered[0], ordered[-1]
        name = next(p.name for p in runs.parameters if p.column == least["parameter"])
        ends = [value(float(row["mean"]), outcome.unit) for row in (least, most)]
        where = f", with {least['variant']}" if len(runs.variants) > 1 else ""
        where += f", {least['held']}" if least["held"] else ""
        if least["mean"] == most["mean"]:
            yield f"{outcome.words} is {ends[0]} at every level of {name}{where}."
            continue
        yield (
            f"{outcome.words} lies between {ends[0]} (at {name} {_level(least['value'])}) and "
            f"{ends[1]} (at {_level(most['value'])}){where}."
        )


def _level(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _design(analysis: Analysis) -> Table:
    runs = analysis.runs
    rows: list[tuple[Cell, ...]] = []
    for parameter in runs.parameters:
        values = runs.settings[parameter.column]
        levels = list(dict.fromkeys(values.tolist()))
        ends = f"{_level(min(levels))} to {_level(max(levels))}" if levels else ""
        rows.append((parameter.name, parameter.unit, ends, Number(str(len(levels)), len(levels))))
    caption = f"The design: {runs.design.replace('_', ' ')}, {counted(runs.points, 'point')}"
    columns = ("what varies", "unit", "from, to", "levels")
    return Table(caption, columns, tuple(rows) or (("nothing", "", "", "1"),), words=3)


def _section(
    key: str, title: str, figures: Mapping[str, Figure], tables: Sequence[DigestTable]
) -> Section:
    blocks: list[SectionPart] = [drawing_of(name, figure) for name, figure in figures.items()]
    for found in tables:
        table = table_of(found)
        is_short = len(found.rows) <= FEW_ROWS and not figures
        blocks.append(table if is_short else Fold(f"Numbers: {found.title}", (table,)))
    return Section(key, title, tuple(blocks))


def table_of(section: DigestTable) -> Table:
    """Return a table of a digest as one of a report."""
    return Table(f"{section.title}: {section.note}", section.columns, section.rows)


def drawing_of(name: str, figure: Figure) -> Drawing:
    """Return a figure of an analysis, which has its title in it."""
    return Drawing(name, str(figure.get_label()), figure, titled=True)


def _origin(manifest: Mapping[str, Any]) -> Section:
    last = int(manifest.get("runs", 1)) - 1
    return Section(
        "origin",
        "How to repeat this experiment",
        (
            facts(manifest),
            Text(
                "The folder of the batch holds its experiment and its scenarios. In it, any run is "
                f"made again whole, with its figures, by the number of its row (0 to {last}), and "
                "it is said whether its numbers are the row's; and so is the batch:"
            ),
            Code(f"tradesim run . --row {last}\ntradesim batch manifest.json --out ../again"),
        ),
    )
