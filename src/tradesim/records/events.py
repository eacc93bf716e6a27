"""The table of events: what was decided, and what came of it, with dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tradesim.measures.recording import Recording
from tradesim.measures.spans import Floats
from tradesim.policies.base import Policy
from tradesim.policies.blockade import Blockade
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.diplomatic_event import DiplomaticEvent
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.supply_shock import SupplyShock
from tradesim.policies.wto_complaint import STAGES as COMPLAINT_STAGES
from tradesim.wording.events import NOUNS
from tradesim.wording.numbers import percent
from tradesim.world.layout import Layout, dated
from tradesim.world.log import Kind


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
    happened = [*policy_events(layout, replicates), *_logged(layout, replicates, log)]
    happened.sort(
        key=lambda event: (event.date, -1 if event.replicate is None else event.replicate)
    )
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
    for policy in dated(layout.scenario):
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
        plants = layout.plants_of(policy).tolist()
        return tuple(dict.fromkeys(layout.suppliers[row].item for row in plants))
    if isinstance(policy, SubstitutionInvestment):
        return (layout.suppliers[layout.supplier_row[policy.supplier]].item,)
    return layout.subjects(policy)


def noun_of(policy: Policy) -> str:
    """Return what a change is of: a policy, or a shock that nobody chose."""
    return (
        "shock"
        if isinstance(policy, DemandShock | SupplyShock | DiplomaticEvent | Blockade)
        else "policy"
    )


def _logged(layout: Layout, replicates: Sequence[int], log: Floats) -> Iterator[Event]:
    """Yield the events of the log in its order, which is the same on both engines."""
    calendar = layout.calendar
    narrate = {kind: _NARRATORS[kind // 10](layout, kind) for kind in Kind}
    for week, kind, row, run, value in log:
        actor, target, item, detail = narrate[Kind(int(kind))](int(row), float(value))
        yield Event(
            calendar.monday(int(week)),
            actor,
            NOUNS[Kind(int(kind))],
            target,
            item,
            detail,
            replicates[int(run)],
        )


Told = tuple[str, str, str, str]
"""Actor, target, item and detail."""

Narrator = Callable[[int, float], Told]


def _government(layout: Layout, kind: Kind) -> Narrator:
    """Tell of a government's move, noted by relation, or of a control of its, noted by lever."""

    def of_lever(row: int, value: float) -> Told:
        del value
        control = layout.levers[row]
        items = "; ".join(layout.subjects(control))
        return control.imposer, control.target, items, f"{control.name} ({control.instrument})"

    def of_relation(row: int, value: float) -> Told:
        government, partner = layout.relation_pairs[row]
        detail = COMPLAINT_STAGES[int(value)] if kind is Kind.COMPLAINT else f"to rung {value:.0f}"
        return government, partner, "", detail

    return of_lever if kind in (Kind.CONTROL_IN_FORCE, Kind.CONTROL_LIFTED) else of_relation


def _decision(layout: Layout, kind: Kind) -> Narrator:
    """Tell of an office's decision, noted by link, with the weeks waited."""

    def tell(row: int, waited: float) -> Told:
        seller, buyer, item, origin = _link(layout, row)
        return origin, buyer, item, f"{seller}, after {waited:.0f} weeks"

    del kind
    return tell


def _filing(layout: Layout, kind: Kind) -> Narrator:
    """Tell of an application, noted by link, with its volume."""

    def tell(row: int, volume: float) -> Told:
        seller, buyer, item, _ = _link(layout, row)
        return seller, buyer, item, f"for {volume:.4g} {_unit(layout, item)}"

    del kind
    return tell


def _project(layout: Layout, kind: Kind) -> Narrator:
    """Tell of a project, noted by its row."""

    def tell(row: int, value: float) -> Told:
        del value
        project = layout.investments[row]
        plant = layout.suppliers[layout.supplier_row[project.supplier]]
        added = f"{_over_runs(project.capacity_added.value)} {_unit(layout, plant.item)}/week"
        return plant.name, "", plant.item, f"{project.name}: {added} planned"

    del kind
    return tell


def _over_runs(value: Any) -> str:
    """Return a number; lowest to highest where it was drawn for each run."""
    ends = dict.fromkeys(f"{end:.4g}" for end in (np.min(value), np.max(value)))
    return " to ".join(ends)


def _qualification(layout: Layout, kind: Kind) -> Narrator:
    """Tell of a qualification, noted by link; at its start with the weeks it will take."""

    def tell(row: int, weeks: float) -> Told:
        seller, buyer, item, _ = _link(layout, row)
        takes = f"takes {weeks:.0f} weeks" if kind is Kind.QUALIFICATION_STARTED else ""
        return buyer, seller, item, takes

    return tell


def _stock(layout: Layout, kind: Kind) -> Narrator:
    """Tell of a stock that holds output down, noted by need, with the share it allows."""

    def tell(row: int, share: float) -> Told:
        need = layout.need_rows[row]
        detail = (
            f"stock allows {percent(share)} of what is wanted" if kind is Kind.STOCK_OUT else ""
        )
        return layout.buyer_names[need.buyer], "", need.need.item, detail

    return tell


def _award(layout: Layout, kind: Kind) -> Narrator:
    """Tell of an award of public money, noted by its row, with the amount."""

    def tell(row: int, amount: float) -> Told:
        programme, award = layout.awards[row]
        project = next(p for p in layout.investments if p.name == award.project)
        item = layout.suppliers[layout.supplier_row[project.supplier]].item
        detail = f"{programme.name}, {award.project}: USD {amount:.4g} million"
        return programme.country, project.supplier, item, detail

    del kind
    return tell


def _relocation(layout: Layout, kind: Kind) -> Narrator:
    """Tell of a plant that is asked to move, noted by its row; with its exposure at the answer."""

    def tell(row: int, exposure: float) -> Told:
        request, move = layout.moves[row]
        item = layout.suppliers[layout.supplier_row[move.plant]].item
        answered = kind in {Kind.RELOCATION_AGREED, Kind.RELOCATION_DECLINED}
        detail = f"{request.requester} gives {percent(exposure)} of its orders" if answered else ""
        return move.plant, move.to, item, detail

    return tell


_NARRATORS: dict[int, Callable[[Layout, Kind], Narrator]] = {
    0: _government,
    1: _decision,
    2: _project,
    3: _qualification,
    4: _filing,
    5: _stock,
    6: _award,
    7: _relocation,
}
"""Who tells of the kinds of each stage, by the tens of their numbers."""


def _link(layout: Layout, row: int) -> tuple[str, str, str, str]:
    """Return seller, buyer, item and origin of a sourcing link."""
    link = layout.link_rows[row]
    plant = layout.suppliers[link.supplier]
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    return plant.name, buyer, plant.item, plant.country


def _unit(layout: Layout, item: str) -> str:
    return layout.items[layout.item_row[item]].unit
