"""What a report of full depth adds: the world without controls, and what the answer hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.experiments.analysis.paired import LARGER
from tradesim.experiments.depth import ANSWERS, MOST_RUNS
from tradesim.experiments.store.kept_depth import Depth
from tradesim.reporting.report.carried import is_forecast
from tradesim.reporting.report.compare_figure import trade_figure, trade_sentence
from tradesim.reporting.report.compare_report import difference_table, rows_of, sentences
from tradesim.reporting.report.document import Cell, Fold, Section, SectionPart, Table, Text
from tradesim.reporting.report.numbers import Number, written
from tradesim.reporting.report.subject import Subject
from tradesim.wording.numbers import amount, percent
from tradesim.world.shortage import LEAST_LOST

OWN_FIGURES = (
    "The run is a forecast, whose bands hold what is not known of its figures. This section moves "
    "none of that: it is made with the scenario's own figures, and its numbers are not the middle "
    "of the forecast."
)
"""What a reader of a forecast has to know of both sections."""

LABELS = ("production lost", "sales lost by exporters", "paid more by buyers")
"""Headings of the answers."""


def depth_sections(subject: Subject, depth: Depth | None) -> tuple[Section, ...]:
    """Return the two sections; none where no depth was asked for."""
    if depth is None:
        return ()
    return (*_without_controls(subject, depth), *_hinges(subject, depth))


def told_apart(subject: Subject, depth: Depth | None) -> str:
    """Return what the country hit hardest would have lost without the controls, in a sentence.

    The empty string where nothing was lost, where that world was not run, or where the run is a
    forecast, of whose bands that world knows nothing.
    """
    found = depth.beside if depth else None
    if found is None or is_forecast(subject.files):
        return ""
    for outcome, lost in rows_of(found):
        if (outcome.measure, outcome.destination) != ("output_lost_share", subject.main):
            continue
        if outcome.actor or not lost["mean_variant"] > LEAST_LOST:
            continue
        free = lost["mean_reference"]
        said = f"Without the controls {subject.named(subject.main)} would have lost "
        said += percent(free) if free > 0.0 else "nothing"
        if lost["verdict"] == LARGER:
            return f"{said}."
        same = " all the same" if free > 0.0 else ""
        return f"{said}{same}: the difference is not larger than noise."
    return ""


def _without_controls(subject: Subject, depth: Depth) -> tuple[Section, ...]:
    found = depth.beside
    if found is None:
        return ()
    told = [trade_sentence(found), *sentences(found)]
    blocks: list[SectionPart] = [
        Text(
            f"The same world without any of its export controls and what answered them, "
            f"{depth.pairs} pairs of runs on the same draws, so that what both share cancels out."
        ),
        *_of_a_forecast(subject),
        *(Text(said) for said in told if said),
        *trade_figure(found),
        Fold("The differences one would look at first", (difference_table(found),)),
        *(Text(note, "note") for note in found.notes),
    ]
    return (Section("without", "What there would be without the controls", tuple(blocks)),)


def _hinges(subject: Subject, depth: Depth) -> tuple[Section, ...]:
    if not depth.hinges:
        return ()
    country = subject.country(depth.country)
    first = "as written" if is_forecast(subject.files) else "as run"
    first += f", {MOST_RUNS} of its runs" if subject.replicates > MOST_RUNS else ""
    rows: list[tuple[Cell, ...]] = [(first, "", "", *_cells(depth.answer))]
    for hinge in depth.hinges:
        what = f"{hinge.kind} ({hinge.figures})"
        for end, factor, answer in zip(
            ("lower ends", "upper ends"), hinge.factors, (hinge.low, hinge.high), strict=True
        ):
            rows.append((what, end, f"× {amount(factor)}", *_cells(answer)))
    columns = ("judgements moved (figures)", "to their", "typically", *_headings())
    caption = f"The answer for {country}, means over runs, with one kind of judgements moved alone"
    blocks: tuple[SectionPart, ...] = (
        Text(
            "Judgements of a kind are moved together, to the lower and then to the upper ends of "
            f"their ranges; all else stays as it was. Each row is {MOST_RUNS} runs at most, on "
            "the same draws; with so few, means differ from those of all runs. A row far from "
            "the first says that the answer hangs on that kind."
        ),
        *_of_a_forecast(subject),
        Table(caption, columns, tuple(rows), words=3),
    )
    return (Section("hinges", "What the answer hangs on", blocks),)


def _of_a_forecast(subject: Subject) -> tuple[Text, ...]:
    return (Text(OWN_FIGURES),) if is_forecast(subject.files) else ()


def _headings() -> tuple[str, ...]:
    return tuple(
        label if unit == "share" else f"{label}, {unit}"
        for label, unit in zip(LABELS, ANSWERS.values(), strict=True)
    )


def _cells(answer: tuple[float, ...]) -> Iterator[Number]:
    for value, unit in zip(answer, ANSWERS.values(), strict=True):
        yield written(value, "percent" if unit == "share" else "amount")
