"""Which settings may have the same goods: they differ in what licensing offices say alone.

Under a control that grants no application nothing leaves, however long a review takes, as under a
ban. Whether goods are the same is not concluded from that, but seen as they are lived
(``trunk/offices.py``): here it is told where to look.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from tradesim.policies.base import Policy
from tradesim.policies.effects import BAN
from tradesim.policies.export_control import ExportControl
from tradesim.scenario import Scenario
from tradesim.trunk.parting import begins_by_date, same_but_for_policies


def leading(scenarios: Sequence[Scenario]) -> list[int]:
    """Return for each scenario the place of the first that may have its goods, or its own."""
    found: list[int] = []
    for place, one in enumerate(scenarios):
        leaders = (other for other in dict.fromkeys(found) if _alike(one, scenarios[other]))
        found.append(next(leaders, place))
    return found


def _alike(one: Scenario, other: Scenario) -> bool:
    """Say whether two scenarios differ in controls alone that grant nothing."""
    ours, theirs = one.happenings, other.happenings
    return (
        len(ours) == len(theirs)
        and same_but_for_policies(one, other)
        and all(mine == its or _shut(mine, its) for mine, its in zip(ours, theirs, strict=True))
    )


def _shut(one: Policy, other: Policy) -> bool:
    """Say whether two policies are controls that keep the same goods back in the same weeks."""
    if not (isinstance(one, ExportControl) and isinstance(other, ExportControl)):
        return False
    return _keeps_back(one) == _keeps_back(other) and grants_nothing(one) and grants_nothing(other)


def _keeps_back(control: ExportControl) -> Hashable:
    dates = (control.heard, control.effective, control.ends)
    days = tuple(str(date.value) for date in dates if date is not None)
    return control.name, control.imposer, control.destinations, control.subjects, days


def grants_nothing(control: ExportControl) -> bool:
    """Say whether no application under a control is ever granted, and dates alone move it."""
    if not begins_by_date(control):
        return False
    odds = [control.review_for(partner).approval_odds for partner in control.destinations]
    odds += [change.approval_odds for change in control.changes if change.approval_odds]
    return control.rung >= BAN or not any(np.any(each.value) for each in odds)
