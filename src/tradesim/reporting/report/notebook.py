"""What a notebook shows of a result, a comparison or an analysis: key figure and table."""

from __future__ import annotations

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.comparison import Comparison
from tradesim.reporting.digest import digest
from tradesim.reporting.experiment_figures import draw_all
from tradesim.reporting.report.batch_report import drawing_of, first_figure, table_of
from tradesim.reporting.report.changes import controlled, stocks
from tradesim.reporting.report.compare_report import difference_table, key_figure
from tradesim.reporting.report.document import Drawing, Report, Section, SectionPart, Text
from tradesim.reporting.report.key_figure import key_figure as run_figure
from tradesim.reporting.report.page import snippet
from tradesim.reporting.report.sentences import sentences
from tradesim.reporting.report.source import of_result
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.style import PRINT
from tradesim.results import Result
from tradesim.wording.numbers import counted


def result_html(result: Result) -> str:
    """Return a result for a notebook: the answer, the key figure, what changed."""
    subject = Subject(of_result(result))
    blocks: list[SectionPart] = [Text(sentence) for sentence in sentences(subject)]
    blocks += [block for block in run_figure(subject) if isinstance(block, Drawing)]
    if subject.main:
        tables = (controlled(subject, subject.main), stocks(subject, subject.main))
        blocks += [table for table in tables if table.rows]
    scenario = result.scenario
    facts = (
        f"{scenario.start} to {scenario.end}",
        counted(result.replicates, "run"),
        f"seed {result.seed}",
    )
    return _shown(scenario.title, facts, blocks)


def comparison_html(found: Comparison) -> str:
    """Return a comparison for a notebook: the differences one would look at first."""
    blocks = [*key_figure(found), difference_table(found)]
    return _shown(f"{found.names[1]} against {found.names[0]}", (), blocks)


def analysis_html(analysis: Analysis) -> str:
    """Return an analysis for a notebook: the first figure and the outcomes."""
    figures = draw_all(analysis, PRINT)
    name = first_figure(figures)
    blocks: list[SectionPart] = [drawing_of(name, figures[name])] if name else []
    blocks += map(table_of, digest(analysis)[:1])
    return _shown(analysis.runs.title, (counted(analysis.runs.finished, "run"),), blocks)


def _shown(title: str, facts: tuple[str, ...], blocks: list[SectionPart]) -> str:
    return snippet(Report("", title, facts, (Section("shown", title, tuple(blocks)),)))
