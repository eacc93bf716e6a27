"""Whom it hit hardest: countries ranked by what they lost and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tradesim.measures.bands import UNKNOWN, Band
from tradesim.reporting.report.document import Table
from tradesim.reporting.report.numbers import told
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import coming_from, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import some
from tradesim.wording.numbers import NOTHING, percent
from tradesim.world.shortage import LEAST_LOST

MOST_TOLD = 5
"""Countries that the ranking names in a sentence; the table has all."""

MOST_ORIGINS = 3
"""Countries that are named from which deliveries fell."""

UNDER_CONTROL = "countries under export control"

NEARLY_ALL = 0.95
"""Who is hit hardest in fewer runs than this share is so on average only."""

OWN_LOWEST = (
    "; the lowest of each run, at a time of its own, lies below the lowest of the mean line"
)
"""What a mean line hides."""

LEAST_FALL = 0.005
"""Deliveries that fell by a smaller share have not fallen."""


@dataclass(frozen=True)
class Affected:
    """How hard a country was hit.

    Attributes:
        country: Its code.
        lost: Share of the production it wanted that it lost.
        loses: Whether that is anything.
        threatened: Whether any of its supply was under control, or cut off.
        item: The item whose deliveries under control, or cut off, fell most; None where
            there is none, or no year before to compare with.
        fall: By which share they fell in their lowest quarter.
    """

    country: str
    lost: Band
    loses: bool
    threatened: bool
    item: Item | None
    fall: Band


def ranking(subject: Subject) -> list[Affected]:
    """Return the countries whose supply was threatened, or that lost production, worst first."""
    found = [_affected(subject, code) for code in subject.destinations]
    return [each for each in found if each.threatened or each.loses]


def hit(subject: Subject) -> str:
    """Return what the ranked countries have in common: control alone, or more than that."""
    found = ranking(subject)
    cut = any(subject.aims.interruptions_of(each.country) for each in found)
    return "countries" if cut or not all(each.threatened for each in found) else UNDER_CONTROL


def _affected(subject: Subject, code: str) -> Affected:
    lost = subject.measure("output_lost_share", destination=code)
    falls = {item.name: subject.fall(item.name, code) for item in subject.threatened(code)}
    known = [item for item in subject.threatened(code) if falls[item.name].is_known]
    loses = lost.is_known and lost.mean > LEAST_LOST
    worst = max(known, key=lambda item: falls[item.name].mean, default=None)
    share = falls[worst.name] if worst else UNKNOWN
    return Affected(code, lost, loses, bool(falls), worst, share)


def _scarcest(subject: Subject, code: str) -> Item | None:
    """Return the item whose stocks a country's buyers ran down furthest, in weeks of use."""
    held = {item.name: subject.cover(item.name, code).lowest.mean for item in subject.items(code)}
    known = [item for item in subject.items(code) if np.isfinite(held[item.name])]
    return min(known, key=lambda item: held[item.name], default=None)


def causes(subject: Subject) -> str:
    """Return what may cut deliveries in a scenario: controls, losses of plants, or both."""
    cuts = dict.fromkeys(cut.words for cut in subject.aims.interruptions)
    return " or ".join(["controls", *cuts] if subject.aims.controls or not cuts else cuts)


def ranked_sentence(subject: Subject, most_told: int = MOST_TOLD) -> str:
    """Return who was hit hardest and who after it; empty where it is one country alone.

    Production lost counts before deliveries that fell.

    Args:
        subject: The run.
        most_told: Countries after the first that are named.
    """
    found = ranking(subject)
    if len(found) <= 1:
        return ""
    first = found[0]
    country = subject.named(first.country)
    if not first.loses and not first.fall.mean >= LEAST_FALL:
        return f"None of the {len(found)} {_and_regions(subject)} was hit to speak of."
    most = _hit(subject, first)
    of = f"Of {len(found)} {_and_regions(subject)}"
    said = f"{of} {country} was hit hardest{_how_surely(subject, found)}: {most}"
    said += " in their lowest quarter" if first.item and first.fall.mean >= LEAST_FALL else ""
    after = (
        f"{subject.named(each.country)} ({_hit_after(subject, each, before)})"
        for before, each in pairwise(found)
    )
    return f"{said}; then {some(after, most_told, '{count} others')}."


def _how_surely(subject: Subject, found: list[Affected]) -> str:
    """Return in how many runs the first lost most, where that is not nearly all of them."""
    key = "output_lost_share", "", ""
    lost = {
        each.destination: each.values
        for each in subject.records.measures
        if each.key[:3] == key and not each.actor
    }
    if not found[0].loses or subject.replicates == 1:
        return ""
    first, *others = (lost[each.country] for each in found if each.country in lost)
    most = (first > LEAST_LOST) & np.all([first >= other for other in others], axis=0)
    share = float(most.mean())
    return f" on average, and in {percent(share)} of runs" if share < NEARLY_ALL else ""


def _and_regions(subject: Subject) -> str:
    """Return what the ranked countries are called, and that some of them are several countries."""
    regions = {country.code for country in subject.scenario.countries if country.members}
    found = any(each.country in regions for each in ranking(subject))
    return hit(subject).replace("countries", "countries and regions") if found else hit(subject)


def _hit(subject: Subject, each: Affected) -> str:
    """Return what a country lost, and what fell most and from where, as a clause."""
    lost = f"{percent(each.lost.mean)} of its production was lost" if each.loses else ""
    if each.item is None:
        return lost or _incomparable(subject, each.country)
    if each.fall.mean < LEAST_FALL:
        return lost or "no deliveries fell"
    origins = subject.aims.sources(each.country, each.item.name)
    where = some((subject.named(code) for code in origins), MOST_ORIGINS, "{count} others")
    what = f"deliveries of {coming_from(each.item, where)} fell by {percent(each.fall.mean)}"
    return f"{lost}, and {what}" if lost else what


def _incomparable(subject: Subject, code: str) -> str:
    """Return why nothing fell that could be compared: nothing came before, or no time was."""
    courses = [
        subject.course(item.name, code, subject.aims.sources(code, item.name))
        for item in subject.threatened(code)
    ]
    if courses and all(course.before.mean == 0.0 for course in courses):
        return "nothing came from there before"
    return "too short a time before to compare"


def _hit_after(subject: Subject, each: Affected, before: Affected) -> str:
    """Return what a country lost: figures alone where the one before it lost the same."""
    alike = each.loses == before.loses and each.item is before.item is not None
    if not alike or min(each.fall.mean, before.fall.mean) < LEAST_FALL:
        return _hit(subject, each)
    figures = [each.lost.mean, each.fall.mean] if each.loses else [each.fall.mean]
    return " and ".join(map(percent, figures))


def ranking_table(subject: Subject) -> Table | None:
    """Return all countries that were hit, the hardest hit first; None where there is but one.

    Of a country of which nothing was cut, stock and price are of the item that it had least of.
    """
    found = ranking(subject)
    if len(found) <= 1:
        return None
    rows = []
    for each in found:
        scarce = each.item or _scarcest(subject, each.country)
        item = scarce.name if scarce else ""
        cover = subject.cover(item, each.country) if item else None
        peak = subject.measure("price_peak", item, destination=each.country)
        rows.append(
            (
                subject.country(each.country),
                label_of(scarce) if scarce else NOTHING,
                told(each.fall, "percent"),
                told(cover.before if cover else UNKNOWN, "1"),
                told(cover.lowest if cover else UNKNOWN, "1"),
                told(peak, "2"),
                told(each.lost, "percent"),
            )
        )
    columns = (
        "country", "item hit hardest", "fall of its deliveries, lowest quarter",
        "its stock before, weeks of use", "at the lowest", "its highest price, baseline = 1",
        "production lost",
    )  # fmt: skip
    own = OWN_LOWEST if subject.replicates > 1 else ""
    caption = (
        f"{hit(subject).capitalize()}, the hardest hit first: by production lost, then by how far "
        f"deliveries from the countries with {causes(subject)} fell in their lowest quarter, "
        f"against the year before the {subject.aims.outset}{own}"
    )
    return Table(caption, columns, tuple(rows), words=2)
