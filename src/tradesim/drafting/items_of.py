"""What a scenario states of a good: from the items file, from the months, else by the rule."""

from __future__ import annotations

from statistics import median
from typing import Any

from tradesim.customs import CustomsItem
from tradesim.drafting.estimates import scatters
from tradesim.drafting.figures import Stated, by_rule, given, rounded
from tradesim.drafting.flows import Flows
from tradesim.drafting.pieces import Anchors
from tradesim.drafting.places import kind_of, title_of
from tradesim.drafting.request import Request
from tradesim.drafting.trade import PastTrade
from tradesim.evidence.rule import RuleLine, of_test, rule, shipment_interval
from tradesim.fields import Figure
from tradesim.scenario.schema import Item

IN_BULK = ("ore", "oil", "bulk")
"""Kinds of good that are shipped in bulk, by dozens of ships a month."""

WIDENED = 1.5
"""How much longer the interval of a route may be than that of a sum of routes."""

COPIED = ("shelf_life_weeks", "qualification_spread", "qualification_odds")
"""Facts of an items file that the rule has no line for."""


def item_fields(
    item: CustomsItem, flows: Flows, trade: PastTrade, request: Request, anchors: Anchors
) -> list[tuple[str, Any]]:
    """Return the fields of an item, in order."""
    good = kind_of(item)[0]
    pairs: list[tuple[str, Any]] = [("name", item.name), ("label", title_of(item))]
    pairs += [("customs_group", item.group), ("unit", item.unit)]

    def known(name: str, figure: Figure | None, line: RuleLine) -> None:
        """Add a field: as the items file states it, or else by the rule."""
        stated = by_rule(line)
        if figure is not None:
            stated = given(figure, line.unit, request.items_file)
        pairs.append((name, anchors.figure(line.name.split(".")[0], stated)))

    known("maximum_cover_weeks", item.maximum_cover_weeks, rule()[f"most.{good}"])
    known("qualification_weeks", item.qualification_weeks, of_test(good))
    for name in COPIED:
        figure = getattr(item, name)
        if figure is not None:
            unit = "week" if name.endswith("weeks") else "log" if "spread" in name else "share"
            stated = given(figure, unit, request.items_file)
            pairs.append((name, anchors.figure(name, stated)))
    if "demand_elasticity" in Item.model_fields:
        known("demand_elasticity", item.demand_elasticity, rule()[f"answer.{good}"])
    if "shipment_interval_weeks" in Item.model_fields:
        interval = _interval(item, flows, trade, request)
        pairs.append(("shipment_interval_weeks", anchors.figure("lots", interval)))
    return pairs


def _interval(item: CustomsItem, flows: Flows, trade: PastTrade, request: Request) -> Stated:
    """Return the weeks between lots: as given, or as the scatter of the months shows."""
    if item.shipment_interval_weeks is not None:
        return given(item.shipment_interval_weeks, "week", request.items_file)
    found = [] if flows.yearly else scatters(flows)
    if not found:
        return by_rule(rule()["lots.bulk" if kind_of(item)[0] in IN_BULK else "lots"])
    middle, low, high = (shipment_interval(cv) for cv in (median(found), min(found), max(found)))
    why = f"rule lots from the scatter of months, {median(found):.2f}"
    ends = (round(max(1.0, low), 1), round(high * WIDENED, 1))
    return Stated(rounded(round(middle, 1)), "week", trade.source(request, "all"), why, *ends)
