"""What was forbidden outright: the bans of a scenario, and what came in spite of them."""

from __future__ import annotations

from collections.abc import Iterator

from tradesim.policies.effects import DENIAL
from tradesim.policies.export_control import ExportControl
from tradesim.reporting.moments import first_day
from tradesim.reporting.report.subject import Subject
from tradesim.scenario.naming import in_prose
from tradesim.scenario.schema import Item
from tradesim.wording.dates import day
from tradesim.wording.lists import some
from tradesim.wording.numbers import percent

MOST = 3
"""Bans that are told, the first ones, and names in each."""

LEAST = 0.0005
"""A smaller share of what came before is nothing."""

Key = tuple[str, str, str, tuple[str, ...]]


def bans(subject: Subject) -> Iterator[str]:
    """Yield a sentence on each ban: whose, from when, on what, and what still came.

    Bans of one government on the same day are one.
    """
    groups: dict[Key, list[ExportControl]] = {}
    for control in subject.aims.controls:
        date = control.effective
        if control.rung < DENIAL or control.available or date is None:
            continue
        until = f" until {day(first_day(control.ends))}" if control.ends else ""
        when = f"from {day(first_day(date))}{until}"
        key = (control.instrument, control.imposer, when, control.markets)
        groups.setdefault(key, []).append(control)
    for key, members in list(groups.items())[:MOST]:
        yield _told(subject, key, members)


def _told(subject: Subject, key: Key, members: list[ExportControl]) -> str:
    instrument, imposer, when, markets = key
    goods = [
        item
        for item in subject.scenario.items
        if any(item.name in subject.layout.subjects(control) for control in members)
    ]
    where = some((subject.named(code) for code in markets), MOST)
    what = some((in_prose(item) for item in goods), MOST, "{count} more goods")
    told = f"The {instrument} of {subject.named(imposer)} on {what} for {where} was in force {when}"
    return f"{told}{_came(subject, goods, markets)}."


def _came(subject: Subject, goods: list[Item], markets: tuple[str, ...]) -> str:
    """Return what came, at the lowest and at the end, of the good that fell most."""
    falls = []
    for code in markets:
        for item in goods:
            course = subject.course(item.name, code, subject.aims.sources(code, item.name))
            if course.change_lowest.is_known and course.before.mean > 0.0:
                falls.append((course.change_lowest.mean, course.change_end.mean, item, code))
    if not falls:
        return ""
    worst, end, item, code = min(falls, key=lambda fall: fall[0])
    return (
        f": of the {in_prose(item)} that {subject.named(code)} had received a year before, "
        f"{_share(1.0 + worst)} came in the lowest quarter and {_share(1.0 + end)} in the last "
        "year"
    )


def _share(left: float) -> str:
    return percent(left) if left > LEAST else "nothing"
