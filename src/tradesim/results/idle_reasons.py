"""Why a policy or an override changes nothing, as far as it can be told from the scenario."""

from __future__ import annotations

from collections.abc import Callable

from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.export_control import ExportControl
from tradesim.policies.fast_track_permit import FastTrackPermit
from tradesim.policies.stockpile_mandate import StockpileMandate
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.white_list import WhiteList
from tradesim.scenario import Scenario
from tradesim.scenario.paths import resolve
from tradesim.world.layout import Layout, controls_of

UNKNOWN = "nobody it concerns would have acted otherwise."


def policy_reason(policy: Policy, layout: Layout) -> str:
    """Return the likely reason why a policy or shock changes no outcome."""
    dates = [figure for _, figure in policy.dates()]
    if dates and all((layout.weeks(date) >= layout.calendar.weeks).all() for date in dates):
        return (
            f"it begins after the last week, {layout.calendar.monday(layout.calendar.weeks - 1)}."
        )
    for kind, reason in _REASONS:
        if isinstance(policy, kind):
            return reason(policy, layout) or UNKNOWN
    return UNKNOWN


def override_reason(path: str, scenario: Scenario, other: Scenario) -> str:
    """Return the likely reason why an override changes no outcome.

    Args:
        path: Dotted path of the override.
        scenario: The scenario with it.
        other: The scenario without it.
    """
    ours, theirs = (_plain(resolve(world, path).value) for world in (scenario, other))
    if ours == theirs:
        return f"it is {ours} without the override too."
    return f"{ours} and {theirs} come to the same here."


def _plain(value: object) -> object:
    return getattr(value, "value", value)


def _control(policy: ExportControl, layout: Layout) -> str:
    items = ", ".join(policy.subjects)
    trade = layout.links(
        origin=policy.imposer, destination=policy.partner, items=list(policy.subjects)
    )
    if not len(trade):
        return f"no plant in {policy.imposer} sells {items} to a buyer in {policy.partner}."
    covered = {int(row) for control in policy.controls(layout) for row in control.links}
    if not covered and isinstance(policy, WhiteList):
        return "every exporter it meets holds a compliance programme."
    for other in controls_of(layout.scenario):
        rows = {int(row) for control in other.controls(layout) for row in control.links}
        if other.name != policy.name and covered <= rows:
            return f"the trade it covers is under '{other.name}' too."
    return ""


def _stockpile(policy: StockpileMandate, layout: Layout) -> str:
    rows = layout.needs(buyers=policy.buyers, items=policy.items)
    if not len(rows):
        return f"none of its buyers needs {', '.join(policy.items)}."
    return "its buyers cannot store more, or hold that much anyway."


def _permit(policy: FastTrackPermit, layout: Layout) -> str:
    if len(layout.projects(country=policy.country, items=policy.items)):
        return "no project it speeds up would be at work while it holds, or need it."
    return f"no project it could speed up stands in {policy.country}."


def _investment(policy: SubstitutionInvestment, layout: Layout) -> str:
    plant = layout.supplier_row[policy.supplier]
    if not layout.links_of_supplier.sizes[plant]:
        return (
            f"no buyer knows {policy.supplier}. Name it among the 'candidates' or 'sources' of "
            "a need."
        )
    return "the capacity comes too late, or is not needed."


def _shock(policy: DemandShock, layout: Layout) -> str:
    met = [
        maker.name
        for maker in layout.chipmakers
        if maker.name in (policy.buyers or ()) or maker.product in (policy.products or ())
    ]
    if met and policy.factor.value == 1.0:
        return "a factor of 1 leaves demand as it is."
    return "" if met else "no chipmaker of the scenario is met by it."


_REASONS: tuple[tuple[type[Policy], Callable[..., str]], ...] = (
    (ExportControl, _control),
    (StockpileMandate, _stockpile),
    (FastTrackPermit, _permit),
    (SubstitutionInvestment, _investment),
    (DemandShock, _shock),
)
"""Who knows reasons for which policies."""
