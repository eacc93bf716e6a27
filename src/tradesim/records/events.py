"""The table of events: what was decided, and what came of it, with dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.recording import Recording
from tradesim.policies import SHOCKS
from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.supply_shock import SupplyShock
from tradesim.records.narrators import NARRATORS
from tradesim.wording.events import NOUNS
from tradesim.world.layout import Layout
from tradesim.world.log import Kind

if TYPE_CHECKING:
    import pandas as pd


class Event(NamedTuple):
    """One row of the table.

    Attributes:
        date: Date of a policy; Monday of the week of anything else.
        actor: Who decided or met it.
        kind: What happened.
        target: Whom it is aimed at.
        item: Items it concerns.
        detail: What a reader should know.
        replicate: Replicate it happened in; None for what the scenario says of all.
    """

    date: dt.date
    actor: str
    kind: str
    target: str
    item: str
    detail: str
    replicate: int | None


def events_frame(recording: Recording) -> pd.DataFrame:
    """Return all events of a recording by date."""
    return events_of(recording.layout, recording.replicates, recording.events)


def events_of(layout: Layout, replicates: Sequence[int], log: Floats) -> pd.DataFrame:
    """Return events by date; on one date, policies first, then replicate by replicate.

    Args:
        layout: Names of all rows.
        replicates: Number of each run.
        log: Events of some runs, shape (event, 5): week, kind, row, run, value.
    """
    return events_table(happened_in(layout, replicates, log))


def happened_in(layout: Layout, replicates: Sequence[int], log: Floats) -> tuple[Event, ...]:
    """Return events by date; on one date, policies first, then replicate by replicate.

    Args:
        layout: Names of all rows.
        replicates: Number of each run.
        log: Events of some runs, shape (event, 5): week, kind, row, run, value.
    """
    happened = [*policy_events(layout, replicates), *logged_in(layout, replicates, log)]
    happened.sort(
        key=lambda event: (event.date, -1 if event.replicate is None else event.replicate)
    )
    return tuple(happened)


def events_table(happened: Sequence[Event]) -> pd.DataFrame:
    """Return events as a table."""
    import pandas as pd  # noqa: PLC0415 - runs are lived and written without it

    frame = pd.DataFrame(happened, columns=list(Event._fields))
    frame["date"] = pd.to_datetime(frame["date"])
    frame["replicate"] = frame["replicate"].astype("Int64")
    return frame


def policy_events(layout: Layout, replicates: Sequence[int] = ()) -> list[Event]:
    """Return every dated change of the policies and shocks of a scenario, by date.

    Args:
        layout: The layout.
        replicates: Replicate of each run: a date that varies by run is an event of each.
    """
    found = [
        Event(
            date,
            policy.actor,
            f"{noun_of(policy)} {label}",
            aim_of(policy),
            "; ".join(_items(layout, policy)),
            f"{policy.name} ({policy.instrument})",
            replicate,
        )
        for policy, label, date, replicate in policy_changes(layout, replicates)
    ]
    return sorted(found, key=lambda event: event.date)


def policy_changes(
    layout: Layout, replicates: Sequence[int] = ()
) -> Iterator[tuple[Policy, str, dt.date, int | None]]:
    """Yield each dated change: policy, word, date and, of a date that varies by run, replicate."""
    for policy in layout.scenario.happenings:
        for label, figure in policy.dates():
            for date, replicate in _days(figure.value, replicates):
                yield policy, label, date, replicate


def _days(value: Any, replicates: Sequence[int]) -> list[tuple[dt.date, int | None]]:
    """Return a date, of all runs, or the date of each run with its replicate."""
    if isinstance(value, dt.date):
        return [(value, None)]
    days = np.asarray(value, dtype="datetime64[D]").tolist()
    return list(zip(days, replicates, strict=True))


def aim_of(policy: Policy) -> str:
    """Return whom a policy is aimed at; for a shock, the products, buyers or plants it meets."""
    if isinstance(policy, DemandShock):
        return "; ".join([*(policy.products or ()), *(policy.buyers or ())])
    if isinstance(policy, SupplyShock) and policy.suppliers:
        return "; ".join(policy.suppliers)
    return "; ".join(policy.targets)


def _items(layout: Layout, policy: Policy) -> tuple[str, ...]:
    if isinstance(policy, SupplyShock):
        plants = policy.plants(layout).tolist()
        return tuple(dict.fromkeys(layout.suppliers[row].item for row in plants))
    if isinstance(policy, SubstitutionInvestment):
        return (layout.suppliers[layout.supplier_row[policy.supplier]].item,)
    return layout.subjects(policy)


def noun_of(policy: Policy) -> str:
    """Return what a change is of: a policy, or a shock that nobody chose."""
    return "shock" if isinstance(policy, SHOCKS) else "policy"


def logged_in(layout: Layout, replicates: Sequence[int], log: Floats) -> Iterator[Event]:
    """Yield the events of a log in its order, which is the same on both engines."""
    calendar = layout.calendar
    for week, number, row, run, value in log:
        kind = Kind(int(number))
        actor, target, item, detail = NARRATORS[kind](layout, kind, int(row), float(value))
        yield Event(
            calendar.monday(int(week)),
            actor,
            NOUNS[kind],
            target,
            item,
            detail,
            replicates[int(run)],
        )
