"""Why a policy or an override changes nothing, as far as it can be told from the scenario."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.diplomatic_event import DiplomaticEvent
from tradesim.policies.end_user_rule import EndUserRule
from tradesim.policies.export_control import ExportControl
from tradesim.policies.fast_track_permit import FastTrackPermit
from tradesim.policies.relocation_request import RelocationRequest
from tradesim.policies.rule import rule_of
from tradesim.policies.stockpile_mandate import StockpileMandate
from tradesim.policies.subsidy_programme import SubsidyProgramme
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.policies.supply_shock import SupplyShock
from tradesim.policies.white_list import WhiteList
from tradesim.policies.wto_complaint import WTOComplaint
from tradesim.scenario import Scenario
from tradesim.scenario.naming import capital
from tradesim.scenario.paths import targets
from tradesim.world.layout import Layout, controls_of

UNKNOWN = "nobody it concerns would have acted otherwise."


def policy_reason(policy: Policy, layout: Layout) -> str:
    """Return the likely reason why a policy or shock changes no outcome."""
    dates = [figure for _, figure in policy.dates()]
    if dates and all((layout.weeks(date) >= layout.calendar.weeks).all() for date in dates):
        return (
            f"it begins after the last week, {layout.calendar.monday(layout.calendar.weeks - 1)}."
        )
    if rule := rule_of(policy):
        return f"its rule may never be met. {capital(rule.said)}."
    said = policy.idle(layout)
    if said:
        return said
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
    pairs = [
        (_plain(ours.value), _plain(theirs.value))
        for ours, theirs in zip(targets(scenario, path), targets(other, path), strict=False)
    ]
    ours, theirs = next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])
    if ours == theirs:
        return f"it is {ours} without the override too."
    return f"{ours} and {theirs} come to the same here."


def _plain(value: object) -> object:
    return getattr(value, "value", value)


def _control(policy: ExportControl, layout: Layout) -> str:
    subjects = layout.subjects(policy)
    if not subjects:
        return "no item of the scenario lies within its thresholds."
    items = ", ".join(subjects)
    covered = {int(row) for control in policy.controls(layout) for row in control.links}
    trade = [
        row
        for origin in policy.origins
        for market in policy.markets
        for row in layout.links(origin=origin, destination=market, items=subjects)
    ]
    if not trade and not covered:
        origins, markets = ", ".join(policy.origins), ", ".join(policy.markets)
        return f"no plant in {origins} sells {items} to a buyer in {markets}."
    if not covered and isinstance(policy, WhiteList):
        return "every exporter it meets holds a compliance programme."
    if not covered and isinstance(policy, EndUserRule):
        return f"none of its end users buys {items} from a plant within its reach."
    for other in controls_of(layout.scenario):
        rows = {int(row) for control in other.controls(layout) for row in control.links}
        if other.name != policy.name and covered <= rows:
            return f"the trade it covers is under '{other.name}' too."
    return ""


def _diplomatic(policy: DiplomaticEvent | WTOComplaint, layout: Layout) -> str:
    del policy
    if layout.levers:
        return "the governments it concerns would have stood where they stand without it."
    return "it moves governments that decide, and here they all follow a script."


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


def _outage(policy: SupplyShock, layout: Layout) -> str:
    if not len(policy.plants(layout)):
        return f"no plant it concerns stands in {policy.country}."
    if not np.asarray(policy.lost_share.value).any():
        return "it takes no capacity away."
    return "what is left of the capacity is enough, and nobody grows wary."


def _programme(policy: SubsidyProgramme, layout: Layout) -> str:
    if not any(programme is policy for programme, _ in layout.awards):
        return "none of its projects is left."
    return "its projects are built as they would be without its money."


def _relocation(policy: RelocationRequest, layout: Layout) -> str:
    if not any(request is policy for request, _ in layout.moves):
        return "it asks nobody."
    return "no plant agrees to move, or not in time."


def _shock(policy: DemandShock, layout: Layout) -> str:
    met = any(policy.meets(maker.name, maker.product) for maker in layout.final_buyers)
    if met and policy.factor.value == 1.0:
        return "a factor of 1 leaves demand as it is."
    return "" if met else "no final buyer of the scenario is met by it."


_REASONS: tuple[tuple[type[Policy], Callable[..., str]], ...] = (
    (DiplomaticEvent, _diplomatic),
    (WTOComplaint, _diplomatic),
    (ExportControl, _control),
    (StockpileMandate, _stockpile),
    (FastTrackPermit, _permit),
    (SubstitutionInvestment, _investment),
    (DemandShock, _shock),
    (SupplyShock, _outage),
    (SubsidyProgramme, _programme),
    (RelocationRequest, _relocation),
)
"""Who knows reasons for which policies."""
