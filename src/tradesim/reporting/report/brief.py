"""A brief of a run on one page: three sentences, a figure, a table, and what it rests on."""

from __future__ import annotations

from tradesim.experiments.store.kept_depth import Depth
from tradesim.reporting.report.affected import ranked_sentence, ranking_table
from tradesim.reporting.report.changes import abroad, controlled
from tradesim.reporting.report.depth_sections import told_apart
from tradesim.reporting.report.document import Drawing, Report, Section, SectionPart, Table, Text
from tradesim.reporting.report.grounds import (
    ScenarioFigure,
    figures_of,
    least_certain,
)
from tradesim.reporting.report.key_figure import key_figure
from tradesim.reporting.report.money import money
from tradesim.reporting.report.question import question
from tradesim.reporting.report.sentences import AGAINST, production, supply
from tradesim.reporting.report.source import RunFiles
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import beginning_small
from tradesim.wording.lists import some

MOST_ROWS = 6
"""Rows of the table; the report has the others."""

MOST_COUNTRIES = 3
"""Countries after the first that the sentence names; the table has more."""

MOST_JUDGEMENTS = 3
"""Judgements that are named, those with the widest range."""


def brief(files: RunFiles, depth: Depth | None = None) -> Report:
    """Return the brief of a run.

    Args:
        files: What the run wrote.
        depth: The world without controls, where a report has asked for it.
    """
    subject = Subject(files)
    blocks: list[SectionPart] = [Text(question(subject))]
    apart = told_apart(subject, depth)
    blocks += [Text(said, "lead") for said in three_sentences(subject, apart)]
    blocks += [block for block in key_figure(subject) if isinstance(block, Drawing)]
    if subject.main:
        blocks.append(_shortened(_table(subject)))
    blocks += [
        Text(said, "note")
        for said in (*subject.scenario.cautions, grounds_of(subject, is_deep=bool(apart)))
    ]
    return Report(
        kicker="Brief",
        title=files.scenario.title,
        facts=subject.facts,
        sections=(Section("brief", "The question and the answer", tuple(blocks)),),
        is_brief=True,
    )


def three_sentences(subject: Subject, apart: str = "") -> list[str]:
    """Return whom it hit, production and money; with one country alone, supply for whom it hit.

    Args:
        subject: The run.
        apart: What would have been lost without the controls, told after what was lost.
    """
    if not subject.main:
        return ["Nobody intervenes in this world."]
    ranked = ranked_sentence(subject, MOST_COUNTRIES)
    lost = " ".join(filter(None, (production(subject), apart)))
    found = (ranked or supply(subject), lost, money(subject))
    return [said for said in found if said]


def _table(subject: Subject) -> Table:
    """Return the countries; of one alone its deliveries under control, or those from abroad."""
    table = ranking_table(subject) or controlled(subject, subject.main)
    return table if table.rows else abroad(subject, subject.main)


def _shortened(table: Table) -> Table:
    more = len(table.rows) - MOST_ROWS
    if more <= 0:
        return table
    caption = f"{table.caption} (the first {MOST_ROWS}; {more} more in the report)"
    return Table(caption, table.columns, table.rows[:MOST_ROWS], table.words)


def grounds_of(subject: Subject, *, is_deep: bool = False) -> str:
    """Return what the brief rests on: judgements, bands, and where the rest stands.

    Args:
        subject: The run.
        is_deep: Whether the brief tells of the world without controls.
    """
    found, sourced, judged = figures_of(subject)
    widest = least_certain(judged)
    kinds = {figure.title: figure for figure in reversed(widest)}  # of a kind the least certain
    told = (_in_brackets(kinds[title]) for title in dict.fromkeys(each.title for each in widest))
    named = some(told, MOST_JUDGEMENTS, "{count} other kinds")
    least = f" The least certain: {named}." if widest else ""
    against = f" {AGAINST}" if subject.aims.controls and not is_deep else ""
    return (
        f"What it rests on: of {len(found):,} figures of the scenario {len(sourced):,} name a "
        f"source and {len(judged):,} are judgements; the others are defaults of the model or "
        f"follow from these.{least} {_chance(subject)}.{against} A simulation is no observation: "
        "the report of the same run says how well the model did where something was observed, and "
        f"how to repeat it (scenario {subject.files.manifest.get('scenario_sha256', '')[:12]})."
    )


def _in_brackets(figure: ScenarioFigure) -> str:
    """Return what a figure is, within a sentence, and of whom."""
    what = beginning_small(figure.title, "")
    return f"{what} ({figure.whose})" if figure.whose else what


def _chance(subject: Subject) -> str:
    """Return what bands hold, and that a run alone has none."""
    if subject.files.summary.get("doubt"):
        one = "This is one draw of chance and of what is not known: others may come out otherwise"
        return one if subject.replicates == 1 else "Bands hold what is not known, too"
    if subject.replicates == 1:
        return (
            "This is a run alone: chance could have made it otherwise, and what is not known is "
            "not in it (run with --replicates 20, or with --doubt, for ranges)"
        )
    return "Bands are of chance alone: what is not known is not in them"
