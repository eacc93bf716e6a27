"""What carries the band of a forecast: the doubts that explain most of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tradesim.reporting.report.document import Section, SectionPart, Table, Text
from tradesim.reporting.report.numbers import written
from tradesim.reporting.report.source import RunFiles
from tradesim.wording.numbers import amount

TITLE = "What the bands hold"


def is_forecast(files: RunFiles) -> bool:
    """Say whether what is not known was drawn, so that bands hold more than chance."""
    return bool(files.summary.get("doubt"))


def carried(files: RunFiles) -> tuple[Section, ...]:
    """Return the section on doubt, none for runs whose bands are of chance alone."""
    doubt = files.summary.get("doubt")
    if not doubt:
        return ()
    blocks: list[SectionPart] = [
        Text(
            "The bands of this report hold what is not known: for each run "
            f"{doubt['figures_drawn']} figures were drawn (judgements within their ranges, "
            "behaviour, how controls are practised beside how they were published), and single "
            "months stray as months before the measure did."
        )
    ]
    outcome = doubt.get("outcome")
    if outcome:
        blocks.append(_table(doubt, outcome))
    if doubt["parameters_of_other_scenarios"]:
        many = len(doubt["parameters_of_other_scenarios"])
        said = f"Of the parameter ensemble {many} columns are not for this scenario: left out."
        blocks.append(Text(said, "note"))
    return (Section("doubt", TITLE, tuple(blocks)),)


def _table(doubt: Mapping[str, Any], outcome: Mapping[str, Any]) -> Table:
    band = f"{amount(outcome['p50'])}, band {amount(outcome['p05'])} to {amount(outcome['p95'])}"
    caption = (
        f"The largest doubts about {outcome['name']} ({band}), by the variance of its ranks that "
        "each explains"
    )
    rows = [
        (
            str(row["figure"]),
            f"{amount(row['p05'])} to {amount(row['p95'])}",
            str(row["outcome"]),
            written(row["variance_explained"], "percent"),
        )
        for row in doubt["carried_by"]
    ]
    rest = written(doubt["by_chance_and_together"], "percent")
    rows.append(("chance, smaller doubts, and doubts together", "", "", rest))
    columns = ("figure", "drawn, 90 %", "with it the outcome", "variance explained")
    return Table(caption, columns, tuple(rows), words=3)
