"""What a run rests on: the figures of its scenario that are judgements, not observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tradesim.reporting.report.document import Cell, Fold, Section, SectionPart, Table, Text
from tradesim.reporting.report.numbers import Number
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.figure_names import UNSAID, title_of
from tradesim.scenario.synonyms import with_names_of_today
from tradesim.wording.numbers import NOTHING, counted, minus

WIDEST = 8
"""Judgements told first: those with the widest range."""

LARGE = 1e6
"""From here on a number would be written with a power of ten."""

RULE = (
    "Where the reason is a 'rule', no table tells the figure: it is the line of that name of the "
    "rule by which drafts are made, docs/scenario-rule.md."
)
"""How a reader finds what stands behind such a judgement."""

FACTS = frozenset({"value", "unit", "source", "judgement", "range", "input"})

SECTIONS = {
    "behaviour": "Behaviour",
    "diplomacy": "Diplomacy",
    "countries": "Countries",
    "items": "Items",
    "suppliers": "Suppliers",
    "buyers": "Buyers",
    "routes": "Routes",
    "policies": "Policies",
    "shocks": "Shocks",
}


@dataclass(frozen=True)
class ScenarioFigure:
    """A figure of the scenario.

    Attributes:
        section: Part of the file.
        title: What it is.
        whose: Of whom and what; empty where there is but one.
        facts: Its value, unit, source, judgement and range.
    """

    section: str
    title: str
    whose: str
    facts: Mapping[str, Any]

    @property
    def place(self) -> str:
        """What it is, and of whom: "Usual stock: Eastern plant, gas"."""
        return f"{self.title}: {self.whose}" if self.whose else self.title

    @property
    def is_judgement(self) -> bool:
        """Whether the scenario says that no source states it."""
        return bool(self.facts.get("judgement"))

    @property
    def spread(self) -> float:
        """Upper end of its range over the lower; 0 where it has none to divide by."""
        ends = self.facts.get("range")
        return float(ends[1]) / float(ends[0]) if ends and ends[0] > 0 else 0.0


def stated(document: Mapping[str, Any]) -> list[ScenarioFigure]:
    """Return every figure of a resolved scenario."""
    return [
        figure
        for section, content in document.items()
        if section != "variants"
        for figure in _within(section, content, ())
    ]


def _within(section: str, content: Any, place: tuple[str, ...]) -> Iterator[ScenarioFigure]:
    if isinstance(content, dict):
        if "value" in content and content.keys() <= FACTS:
            *of, field = place or (section,)
            whose = ", ".join(part.replace("_", " ") for part in of if part not in UNSAID)
            yield ScenarioFigure(section, title_of(field), whose, content)
            return
        for key, part in content.items():
            yield from _within(section, part, (*place, str(key)))
    elif isinstance(content, list):
        for number, part in enumerate(content):
            yield from _within(section, part, (*place, _called(part, number)))


def _called(part: Any, number: int) -> str:
    """Return what an entry of a list is called."""
    if isinstance(part, dict):
        for key in ("name", "item", "code"):
            if key in part:
                return str(part[key])
        if "origin" in part and "destination" in part:
            return f"{part['origin']} to {part['destination']}"
    return f"no. {number + 1}"


def figures_of(subject: Subject) -> tuple[list[ScenarioFigure], ...]:
    """Return the figures of a run's scenario: all, those that name a source, and judgements."""
    every = stated(with_names_of_today(subject.files.manifest["scenario"]))
    judged = [figure for figure in every if figure.is_judgement]
    return every, [f for f in every if f.facts.get("source") and not f.is_judgement], judged


def least_certain(judged: Sequence[ScenarioFigure]) -> list[ScenarioFigure]:
    """Return the judgements that have a range, the widest first."""
    return sorted((f for f in judged if f.spread > 1.0), key=lambda f: -f.spread)


def grounds(subject: Subject) -> Section:
    """Return the section on judgements."""
    found, sourced, judged = figures_of(subject)
    rest = len(found) - len(judged) - len(sourced)
    blocks: list[SectionPart] = [
        Text(
            f"Of {len(found):,} figures of this scenario, {len(sourced):,} name a source, "
            f"{len(judged):,} are judgements, and {rest:,} carry no note: defaults of the model, "
            "and numbers that follow from others."
        )
    ]
    blocks += [Text(caution, "note") for caution in subject.scenario.cautions]
    if any(str(figure.facts["judgement"]).startswith("rule ") for figure in judged):
        blocks.append(Text(RULE, "note"))
    if not judged:
        blocks.append(Text("The scenario marks no figure as a judgement."))
        return Section("judgements", "What rests on judgement", tuple(blocks))
    widest = least_certain(judged)
    if widest:
        caption = "The judgements that could be furthest off: those with the widest range"
        blocks.append(_table(caption, widest[:WIDEST]))
    for section in dict.fromkeys(figure.section for figure in judged):
        members = [figure for figure in judged if figure.section == section]
        title = SECTIONS.get(section) or title_of(section).capitalize()
        table = _table(f"{title}: figures that are judgements", members)
        heading = f"{title}: {counted(len(members), 'judgement')}"
        blocks.append(Fold(heading, (table,), is_long=True))
    return Section("judgements", "What rests on judgement", tuple(blocks))


def _table(caption: str, figures: Sequence[ScenarioFigure]) -> Table:
    columns = ("figure", "why", "value", "plausible range")
    return Table(caption, columns, tuple(_row(figure) for figure in figures), words=2)


def _row(figure: ScenarioFigure) -> tuple[Cell, ...]:
    value, why = figure.facts["value"], figure.facts["judgement"]
    unit = str(figure.facts.get("unit") or "").removeprefix("1")
    cells: list[Cell] = [figure.place, why if isinstance(why, str) else "no reason is given"]
    if isinstance(value, int | float):
        cells.append(Number(f"{_plain(value)} {unit}".strip(), float(value)))
    else:
        cells.append(str(value))
    ends = figure.facts.get("range")
    cells.append(f"{_plain(ends[0])} to {_plain(ends[1])}" if ends else NOTHING)
    return tuple(cells)


def _plain(value: float) -> str:
    """Return a number as the scenario has it; a large one without powers of ten."""
    return minus(f"{value:,.0f}" if abs(value) >= LARGE else f"{value:,.6g}")
