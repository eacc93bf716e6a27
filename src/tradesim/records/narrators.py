"""Who tells of what happened in a run: a row and a number of the log become words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tradesim.policies.wto_complaint import STAGES as COMPLAINT_STAGES
from tradesim.wording.numbers import percent
from tradesim.world.layout import Layout
from tradesim.world.log import Kind

Told = tuple[str, str, str, str]
"""Actor, target, item and detail."""

Narrator = Callable[[Layout, Kind, int, float], Told]
"""Tells of one event: where its row is named, its kind, its row and its number."""


def _lever(layout: Layout, kind: Kind, row: int, value: float) -> Told:
    """Tell of a control by its lever."""
    del kind, value
    control = layout.levers[row]
    items = "; ".join(layout.subjects(control))
    return control.imposer, control.target, items, f"{control.name} ({control.instrument})"


def _relation(layout: Layout, kind: Kind, row: int, value: float) -> Told:
    """Tell of a step in a relation."""
    government, partner = layout.relation_pairs[row]
    detail = COMPLAINT_STAGES[int(value)] if kind is Kind.COMPLAINT else f"to rung {value:.0f}"
    return government, partner, "", detail


def _rule(layout: Layout, kind: Kind, row: int, value: float) -> Told:
    """Tell of a policy that follows a rule, when it is met with what was seen."""
    policy, rule = layout.ruled[row]
    items = "; ".join(layout.subjects(policy))
    said = f"{policy.name} ({policy.instrument})"
    seen = f": {value:.4g}, {rule.said}" if kind is Kind.RULE_MET else ""
    return policy.actor, policy.target, items, said + seen


def _decision(layout: Layout, kind: Kind, row: int, waited: float) -> Told:
    """Tell of an office's decision, noted by link, with the weeks waited."""
    del kind
    seller, buyer, item, origin = _link(layout, row)
    return origin, buyer, item, f"{seller}, after {waited:.0f} weeks"


def _filing(layout: Layout, kind: Kind, row: int, volume: float) -> Told:
    """Tell of an application, noted by link, with its volume."""
    del kind
    seller, buyer, item, _ = _link(layout, row)
    return seller, buyer, item, f"for {volume:.4g} {_unit(layout, item)}"


def _project(layout: Layout, kind: Kind, row: int, value: float) -> Told:
    """Tell of a project, noted by its row."""
    del kind, value
    project = layout.investments[row]
    plant = layout.suppliers[layout.supplier_row[project.supplier]]
    added = f"{_over_runs(project.capacity_added.value)} {_unit(layout, plant.item)}/week"
    return plant.name, "", plant.item, f"{project.name}: {added} planned"


def _over_runs(value: Any) -> str:
    """Return a number; lowest to highest where it was drawn for each run."""
    ends = dict.fromkeys(f"{end:.4g}" for end in (np.min(value), np.max(value)))
    return " to ".join(ends)


def _qualification(layout: Layout, kind: Kind, row: int, weeks: float) -> Told:
    """Tell of a qualification, noted by link; at its start with the weeks it will take."""
    seller, buyer, item, _ = _link(layout, row)
    takes = f"takes {weeks:.0f} weeks" if kind is Kind.QUALIFICATION_STARTED else ""
    return buyer, seller, item, takes


def _stock(layout: Layout, kind: Kind, row: int, share: float) -> Told:
    """Tell of a stock that holds output down, noted by need, with the share it allows."""
    need = layout.need_rows[row]
    detail = f"stock allows {percent(share)} of what is wanted" if kind is Kind.STOCK_OUT else ""
    return layout.buyer_names[need.buyer], "", need.need.item, detail


def _award(layout: Layout, kind: Kind, row: int, amount: float) -> Told:
    """Tell of an award of public money, noted by its row, with the amount."""
    del kind
    programme, award = layout.awards[row]
    project = next(p for p in layout.investments if p.name == award.project)
    item = layout.suppliers[layout.supplier_row[project.supplier]].item
    detail = f"{programme.name}, {award.project}: USD {amount:.4g} million"
    return programme.country, project.supplier, item, detail


def _relocation(layout: Layout, kind: Kind, row: int, exposure: float) -> Told:
    """Tell of a plant that is asked to move, noted by its row; with its exposure at the answer."""
    request, move = layout.moves[row]
    item = layout.suppliers[layout.supplier_row[move.plant]].item
    answered = kind in {Kind.RELOCATION_AGREED, Kind.RELOCATION_DECLINED}
    detail = f"{request.requester} gives {percent(exposure)} of its orders" if answered else ""
    return move.plant, move.to, item, detail


_BY_TENS: dict[int, Narrator] = {
    0: _relation,
    1: _decision,
    2: _project,
    3: _qualification,
    4: _filing,
    5: _stock,
    6: _award,
    7: _relocation,
}

_OF_GOVERNMENTS: dict[Kind, Narrator] = {
    Kind.CONTROL_IN_FORCE: _lever,
    Kind.CONTROL_LIFTED: _lever,
    Kind.RULE_MET: _rule,
    Kind.RULE_IN_FORCE: _rule,
    Kind.RULE_ENDED: _rule,
}

NARRATORS = {kind: _OF_GOVERNMENTS.get(kind, _BY_TENS[kind // 10]) for kind in Kind}
"""Who tells of each kind: those of a stage have one, but for what governments do."""


def _link(layout: Layout, row: int) -> tuple[str, str, str, str]:
    """Return seller, buyer, item and origin of a sourcing link."""
    link = layout.link_rows[row]
    plant = layout.suppliers[link.supplier]
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    return plant.name, buyer, plant.item, plant.country


def _unit(layout: Layout, item: str) -> str:
    return layout.items[layout.item_row[item]].unit
