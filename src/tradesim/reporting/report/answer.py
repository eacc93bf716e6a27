"""The question and the answer: plain sentences, the numbers to remember, the key figure."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.reporting.report.affected import ranking_table
from tradesim.reporting.report.document import (
    Section,
    SectionPart,
    Text,
    Tile,
    Tiles,
)
from tradesim.reporting.report.key_figure import key_figure
from tradesim.reporting.report.money import GOODS_UNDER_CONTROL
from tradesim.reporting.report.numbers import band_in, told, told_typical
from tradesim.reporting.report.question import question
from tradesim.reporting.report.sentences import AGAINST, sentences
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose


def answer(subject: Subject, apart: str = "", *, is_deep: bool = False) -> Section:
    """Return the section that says what was asked and what came out.

    Args:
        subject: The run.
        apart: What would have been lost without the controls, in a sentence, where that is told.
        is_deep: Whether the world without controls is in the report.
    """
    blocks: list[SectionPart] = [
        Text(question(subject)),
        *(Text(sentence, "lead") for sentence in sentences(subject, apart)),
    ]
    if subject.aims.controls and not is_deep:
        blocks.append(Text(AGAINST, "note"))
    tiles = tuple(_tiles(subject))
    if tiles:
        blocks.append(Tiles(tiles))
    blocks += key_figure(subject)
    ranks = ranking_table(subject)
    blocks += [ranks] if ranks else []
    blocks.append(
        Text(f"The scenario in its author's words: {subject.scenario.description}", "note")
    )
    return Section("answer", "The question and the answer", tuple(blocks))


def _tiles(subject: Subject) -> Iterator[Tile]:
    main = subject.main
    lost = subject.measure("output_lost_share", destination=main)
    if lost.is_known:
        label = f"of wanted output lost in {subject.named(main)}"
        yield Tile(label, told_typical(lost, "percent"))
    for item in subject.items(main)[:3] if not subject.aims.sources(main) else ():
        own = subject.measure("self_sufficiency_end", item.name, destination=main)
        if own.is_known:
            label = f"of {in_prose(item)} from own plants at the end"
            yield Tile(label, told(own, "percent"))
    for code in subject.aims.imposers(main)[:1]:
        revenue = subject.measure("exporter_revenue_lost_under_control", "", code, main)
        if revenue.is_known and revenue.mean != 0.0:
            label = f"USD million of sales {GOODS_UNDER_CONTROL} to {subject.named(main)}"
            label += f" that exporters of {subject.named(code)} lost"
            yield Tile(label, told_typical(revenue))
            lasting = subject.measure("exporter_revenue_lost_for_good", "", code, main)
            yield Tile("USD million a year still lost in the last year", told_typical(lasting))
    waits = [row for row in subject.measures("licence_waiting_weeks") if row["destination"] == main]
    if waits:
        row = max(waits, key=lambda wait: float(wait["mean"]))
        label = f"weeks for a licence, {subject.prose(row['item'])}, the slowest item"
        yield Tile(label, told(band_in(row), "1"))
