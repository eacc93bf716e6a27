"""How the model did on observed data: monthly imports, observed beside simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradesim.evidence.scores import SeriesPair
from tradesim.measures.months import CALLED
from tradesim.reporting.hindcast import heading_of, is_monthly, observed_plot, unit_of, way
from tradesim.reporting.report.document import (
    Drawing,
    Fold,
    Panels,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.numbers import Number, written
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.sheet import slug
from tradesim.reporting.style import COLUMN
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import words
from tradesim.wording.numbers import counted, percent

MOST = 6
"""Series that are drawn; the table has all."""

LEAST_MONTHS = 3
"""Months from which on a series is drawn."""

MARGIN_DAYS = 20.0


@dataclass(frozen=True)
class Evidence:
    """What was observed of a run's scenario.

    Attributes:
        pairs: Series observed and simulated.
        notes: What could not be held against the record, or why nothing was.
    """

    pairs: Sequence[SeriesPair] = ()
    notes: tuple[str, ...] = ()


def observed(subject: Subject, evidence: Evidence) -> Section:
    """Return the section on observed data."""
    title = "How well the model did where something was observed"
    notes: list[SectionPart] = [Text(note, "note") for note in evidence.notes]
    if not evidence.pairs:
        said = "No observed data are held against this run: take it as a consequence of its "
        said += "assumptions, not as a tested forecast."
        return Section("observed", title, (Text(said), *notes))
    scores = [pair.score() for pair in evidence.pairs]
    months = sum(score.months for score in scores)
    inside = sum(score.coverage * score.months for score in scores) / months
    better = sum(score.skill > 0.0 for score in scores)
    blocks: list[SectionPart] = [
        Text(
            f"{counted(len(scores), 'series')} of trade with {months} published numbers: "
            f"{percent(inside)} of them lie within the 90 % band "
            f"of the runs, and {better} of {len(scores)} series were forecast better than by the "
            "assumption that nothing changes."
        ),
    ]
    monthly = [pair for pair in evidence.pairs if is_monthly(pair)]
    long = [pair for pair in monthly if len(pair.months) >= LEAST_MONTHS]
    drawings = tuple(_drawing(subject, pair) for pair in long[:MOST])
    blocks += [Panels(drawings), Text("Points: published; lines: simulated, with band.", "note")]
    rows = tuple(
        (
            words(pair.key.subject),
            way(pair, subject.country),
            CALLED[pair.measure],
            Number(str(score.months), score.months),
            written(score.skill, "2"),
            written(score.coverage, "percent"),
        )
        for pair, score in zip(evidence.pairs, scores, strict=True)
    )
    columns = ("goods", "way", "measure", "periods", "skill", "in band")
    caption = "Skill: 1 is perfect, 0 no better than no change since the months before"
    blocks.append(Table(caption, columns, rows, words=3))
    blocks.append(Fold("Month by month", (_table(subject, evidence.pairs),), is_long=True))
    return Section("observed", title, (*blocks, *notes))


def _heading(subject: Subject, pair: SeriesPair) -> str:
    return f"{heading_of(pair, subject.country)}, {unit_of(pair)}"


def _drawing(subject: Subject, pair: SeriesPair) -> Drawing:
    plot = observed_plot(pair, subject)
    days = plot.points[0].days
    span = float(days.min()) - MARGIN_DAYS, float(days.max()) + MARGIN_DAYS
    items = [i.name for i in subject.scenario.items if i.customs_group == pair.key.customs_group]
    frame = Frame(span, subject.moments(pair.key.destination, items))
    figure = draw_plots(frame, [plot], COLUMN, labelled=False)
    goods = pair.key.subject
    name = slug(
        f"observed {goods} {pair.key.origin} {pair.key.destination} {pair.measure} {pair.key.flow}"
    )
    return Drawing(name, _heading(subject, pair), figure)


def _table(subject: Subject, pairs: Sequence[SeriesPair]) -> Table:
    rows = tuple(
        (
            _heading(subject, pair),
            month,
            written(float(seen)),
            written(float(mean)),
        )
        for pair in pairs
        for month, seen, mean in zip(pair.months, pair.observed, pair.mean, strict=True)
    )
    return Table("Observed and simulated", ("series", "month", "observed", "simulated"), rows, 2)
