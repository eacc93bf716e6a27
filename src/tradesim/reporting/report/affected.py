"""Whom it hit hardest: the countries under control, ranked by what they lost and what they lack."""

from __future__ import annotations

from dataclasses import dataclass

from tradesim.measures.bands import UNKNOWN, Band
from tradesim.reporting.report.document import Table, row
from tradesim.reporting.report.numbers import told
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import some
from tradesim.wording.numbers import NOTHING, percent
from tradesim.world.shortage import LEAST_LOST

MOST_TOLD = 5
"""Countries that the ranking names in a sentence; the table has all."""

LEAST_FALL = 0.005
"""Deliveries that fell by a smaller share have not fallen."""


@dataclass(frozen=True)
class Affected:
    """How hard a country was hit.

    Attributes:
        country: Its code.
        lost: Share of the production it wanted that it lost.
        loses: Whether that is anything.
        item: The item whose deliveries from the countries under control fell most; None where
            there is no year before to compare with.
        fall: By which share they fell in their lowest quarter.
    """

    country: str
    lost: Band
    loses: bool
    item: Item | None
    fall: Band


def ranking(subject: Subject) -> list[Affected]:
    """Return the countries under control to which controlled goods were delivered, worst first."""
    return [_affected(subject, code) for code in subject.destinations if subject.controlled(code)]


def _affected(subject: Subject, code: str) -> Affected:
    lost = subject.measure("output_lost_share", destination=code)
    falls = {item.name: subject.fall(item.name, code) for item in subject.controlled(code)}
    known = [item for item in subject.controlled(code) if falls[item.name].is_known]
    worst = max(known, key=lambda item: falls[item.name].mean, default=None)
    share = falls[worst.name] if worst else UNKNOWN
    return Affected(code, lost, lost.is_known and lost.mean > LEAST_LOST, worst, share)


def ranked_sentence(subject: Subject) -> str:
    """Return who was hit hardest and who after it; empty where one country alone is under control.

    Production lost counts before deliveries that fell.
    """
    found = ranking(subject)
    if len(found) <= 1:
        return ""
    first, *others = found
    country = subject.country(first.country)
    if not first.loses and not first.fall.mean >= LEAST_FALL:
        return f"None of the {len(found)} countries under control was hit to speak of."
    said = f"Of {len(found)} countries under control {country} was hit hardest: {_hit(first)}"
    said += " in their lowest quarter" if first.item and first.fall.mean >= LEAST_FALL else ""
    after = (f"{subject.country(each.country)} ({_hit(each)})" for each in others)
    return f"{said}; then {some(after, MOST_TOLD, '{count} others')}."


def _hit(each: Affected) -> str:
    """Return what a country lost, and what fell most, as a clause."""
    lost = f"{percent(each.lost.mean)} of its production was lost" if each.loses else ""
    if each.item is None:
        return lost or "too short a time before the control to compare"
    if each.fall.mean < LEAST_FALL:
        return lost or "no deliveries fell"
    what = f"deliveries of {in_prose(each.item)} fell by {percent(each.fall.mean)}"
    return f"{lost}, and {what}" if lost else what


def ranking_table(subject: Subject) -> Table | None:
    """Return all countries under control, the hardest hit first; None where there is but one."""
    found = ranking(subject)
    if len(found) <= 1:
        return None
    rows = []
    for each in found:
        item = each.item.name if each.item else ""
        cover = subject.cover(item, each.country) if item else None
        peak = subject.measure("price_peak", item, destination=each.country)
        rows.append(
            row(
                subject.country(each.country),
                label_of(each.item) if each.item else NOTHING,
                told(each.fall, "percent"),
                told(cover.before if cover else UNKNOWN, "1"),
                told(cover.worst if cover else UNKNOWN, "1"),
                told(peak, "2"),
                told(each.lost, "percent"),
            )
        )
    columns = (
        "country", "item hit hardest", "fall of its deliveries, lowest quarter",
        "its stock before, weeks of use", "at the lowest", "its highest price, baseline = 1",
        "production lost",
    )  # fmt: skip
    caption = (
        "Countries under control, the hardest hit first: by production lost, then by how far "
        "deliveries from the countries with controls fell in their lowest quarter, against the "
        "year before"
    )
    return Table(caption, columns, tuple(rows), words=2)
