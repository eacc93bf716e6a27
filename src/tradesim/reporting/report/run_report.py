"""The report of a run."""

from __future__ import annotations

from tradesim.experiments.store.kept_depth import Depth
from tradesim.reporting.report.answer import answer
from tradesim.reporting.report.carried import carried, is_forecast
from tradesim.reporting.report.changes import changes
from tradesim.reporting.report.depth_sections import depth_sections, told_apart
from tradesim.reporting.report.document import Report, Section, SectionPart, Text
from tradesim.reporting.report.exports import exports
from tradesim.reporting.report.grounds import grounds
from tradesim.reporting.report.items import short_story, story
from tradesim.reporting.report.observed import Evidence, observed
from tradesim.reporting.report.origin import origin
from tradesim.reporting.report.sides import sides
from tradesim.reporting.report.source import RunFiles
from tradesim.reporting.report.stops import stops
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.report.timeline import timeline

MOST_DRAWN, MOST_TOLD = 7, 24
"""Items whose story has figures, and further ones told in words alone."""


def run_report(files: RunFiles, evidence: Evidence, depth: Depth | None = None) -> Report:
    """Return the report of a run.

    Args:
        files: What the run wrote.
        evidence: What was observed of its scenario.
        depth: The world without controls and what the answer hangs on, where they were asked for.
    """
    subject = Subject(files)
    return Report(
        kicker="Report of a forecast" if is_forecast(files) else "Report of a simulation",
        title=files.scenario.title,
        facts=subject.facts,
        sections=(
            answer(subject, told_apart(subject, depth), is_deep=depth is not None),
            *depth_sections(subject, depth),
            changes(subject),
            timeline(subject),
            _items(subject),
            *exports(subject),
            stops(subject),
            sides(subject),
            *carried(files),
            grounds(subject),
            observed(subject, evidence),
            origin(subject),
        ),
    )


def _items(subject: Subject) -> Section:
    blocks: list[SectionPart] = [
        Text(
            f"Lines by month: {subject.band_note}. Vertical lines: dates of policies, "
            "named in the first figure.",
            "note",
        )
    ]
    bought = [(i, code) for code in subject.destinations for i in subject.items(code)]
    for item, code in bought[:MOST_DRAWN]:
        blocks += story(subject, item, code)
    if bought[MOST_DRAWN:]:
        blocks.append(Text("Further items, without figures:", "note"))
    for item, code in bought[MOST_DRAWN : MOST_DRAWN + MOST_TOLD]:
        blocks += short_story(subject, item, code)
    return Section("items", "Item by item", tuple(blocks))
