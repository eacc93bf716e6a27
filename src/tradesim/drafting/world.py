"""The makers and users of a good, from its trade and from what is known beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from tradesim.customs import CustomsItem
from tradesim.drafting.choosing import REST
from tradesim.drafting.estimates import level, unit_value
from tradesim.drafting.figures import Stated, by_rule, estimated, given, rounded
from tradesim.drafting.flows import Flows, row_of
from tradesim.drafting.places import code_in_prose, kind_of, title_of
from tradesim.drafting.request import DraftError, Request
from tradesim.drafting.trade import PastTrade
from tradesim.evidence.rule import of_plant, rule
from tradesim.fields import Figure
from tradesim.units import converted

SMALLEST_SHARE = 0.005
"""Sources of less than this share of a country's imports are left out."""

HOME_RANGE = (0.1, 3.0)
"""How far home use may lie from exports where nothing tells: multiples of them."""

AS_EXPORTS = "as much as it exports; trade shows only that it makes more than it uses"
"""Why home use is what it is, where nothing tells."""

PARTS = 1000
"""Sourcing shares are stated in thousandths."""


@dataclass
class Maker:
    """The makers of a good in a country: one row of suppliers."""

    name: str
    country: str
    item: CustomsItem
    price: Stated
    capacity: Stated = field(default_factory=lambda: Stated(0.0, ""))


@dataclass(frozen=True)
class User:
    """The users of a good in a country.

    Attributes:
        name: Name of the buyer.
        country: Where it stands.
        item: What it needs.
        use: Weekly use.
        cover: Weeks of use on hand.
        shares: Sourcing shares by maker.
        price: What it pays a unit of the good, USD.
        candidates: Makers it knows and has not qualified.
    """

    name: str
    country: str
    item: CustomsItem
    use: Stated
    cover: Stated
    shares: dict[str, float]
    price: float
    candidates: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DraftedMarket:
    """A good with its makers and users."""

    item: CustomsItem
    flows: Flows
    makers: dict[str, Maker]
    users: list[User]

    @property
    def buyers(self) -> set[str]:
        """The countries that buy abroad."""
        return {pair[1] for pair in self.flows.pairs}


def place(code: str) -> str:
    """Return where a country is, for names: 'in Japan', 'elsewhere'."""
    return "elsewhere" if code == REST else f"in {code_in_prose(code)}".replace(".", "")


def market_of(
    item: CustomsItem, flows: Flows, swing: float, trade: PastTrade, request: Request
) -> DraftedMarket:
    """Return the makers and users of a good.

    Args:
        item: The good.
        flows: Its trade over the baseline, countries grouped.
        swing: Amplitude of its season, share of the level.
        trade: The table it comes from.
        request: What is asked for.
    """
    makers = _makers(item, flows, trade, request)
    users = [
        user
        for code in dict.fromkeys(pair[1] for pair in flows.quantity.index)
        if (user := _importer(code, item, flows, trade, request, makers)) is not None
    ]
    users = [user for maker in makers.values() for user in _at_home(maker, users, request)] + users
    _set_capacities(makers, users, swing, request)
    return DraftedMarket(item, flows, makers, users)


def _makers(
    item: CustomsItem, flows: Flows, trade: PastTrade, request: Request
) -> dict[str, Maker]:
    makers = {}
    for code in dict.fromkeys(pair[0] for pair in flows.quantity.index):
        own = flows.quantity.index.get_level_values(0) == code
        if float(flows.quantity[own].sum().sum()) > 0.0:
            name = f"{title_of(item)} makers {place(code)}"
            price = _price(item, flows, own, trade, request)
            makers[code] = Maker(name, code, item, price)
    if not makers:
        said = f"{item.name} has no quantities from {request.span}. Choose another --baseline."
        raise DraftError.of(request.table, said)
    return makers | _unseen(item, flows, makers)


def _unseen(item: CustomsItem, flows: Flows, makers: dict[str, Maker]) -> dict[str, Maker]:
    """Return the makers that are known to make it and export none, at a rival's price."""
    known = sorted({*item.home_production, *item.home_use} - set(makers))
    line = rule().get(f"rival.{kind_of(item)[0]}", rule()["rival.price"])
    cheapest = min(maker.price.value for maker in makers.values())
    ends = [rounded(cheapest * factor) for factor in (line.value, line.low, line.high)]
    why = f"rule {line.name} of {cheapest:g}"
    price = Stated(ends[0], f"USD/{item.unit}", "", why, ends[1], ends[2])
    named = set(flows.quantity.index.get_level_values(1)) | set(makers)
    return {
        code: Maker(f"{title_of(item)} makers {place(code)}", code, item, price)
        for code in known
        if code in named
    }


def _price(
    item: CustomsItem, flows: Flows, own: pd.Series, trade: PastTrade, request: Request
) -> Stated:
    unit = f"USD/{item.unit}"
    estimate = unit_value(flows.quantity[own], flows.value[own])
    if estimate is not None:
        told = {flows.told_by[pair] for pair in flows.quantity.index[own]}
        flow = told.pop() if len(told) == 1 else "all"
        return estimated(estimate, unit, f"unit values of {trade.source(request, flow)}")
    if item.price is not None:
        return given(item.price, unit, request.items_file)
    said = f"{item.name} has no values in USD: give its 'price' in {request.items_file}, "
    raise DraftError.of(request.table, f"{said}or make the table again with --rates.")


def _importer(
    code: str, item: CustomsItem, flows: Flows, trade: PastTrade, request: Request,
    makers: dict[str, Maker],
) -> User | None:  # fmt: skip
    """Return the users of a country that buys abroad."""
    own = flows.quantity[flows.quantity.index.get_level_values(1) == code]
    pairs = [pair for pair in flows.pairs if pair[1] == code]
    means = {pair[0]: level(row_of(own, pair), flows.weeks).value for pair in pairs}
    means = {origin: mean for origin, mean in means.items() if mean > 0.0}
    whole = sum(means.values())
    kept = {origin: mean for origin, mean in means.items() if mean >= SMALLEST_SHARE * whole}
    if not kept:
        return None
    told = {flows.told_by[(origin, code)] for origin in kept}
    source = trade.source(request, told.pop() if len(told) == 1 else "all")
    use = estimated(level(own.sum(min_count=1), flows.weeks), f"{item.unit}/week", source)
    shares = {makers[origin].name: share for origin, share in in_parts(kept).items()}
    others = [maker.name for origin, maker in makers.items() if origin not in kept | {code: 0.0}]
    name = f"{title_of(item)} users {place(code)}"
    cover = _cover(item, f"stock.user.{kind_of(item)[0]}", request)
    price = sum(makers[origin].price.value * mean for origin, mean in kept.items())
    return User(name, code, item, use, cover, shares, price / sum(kept.values()), others)


def in_parts(amounts: dict[str, float]) -> dict[str, float]:
    """Return shares in thousandths that add up to one, none of them zero."""
    whole = sum(amounts.values())
    parts = {name: max(1, round(PARTS * amount / whole)) for name, amount in amounts.items()}
    largest = max(parts, key=lambda name: parts[name])
    parts[largest] += PARTS - sum(parts.values())
    ordered = sorted(parts, key=lambda name: -parts[name])
    return {name: parts[name] / PARTS for name in ordered}


def _cover(item: CustomsItem, line: str, request: Request) -> Stated:
    if item.base_cover_weeks is not None:
        return given(item.base_cover_weeks, "week", request.items_file)
    return by_rule(rule()[line])


def _at_home(maker: Maker, importers: Sequence[User], request: Request) -> list[User]:
    """Return who uses at home what is made there: as given, or as much as is exported.

    A country that buys more abroad than it sells is taken to sell nothing at home.
    """
    item, code = maker.item, maker.country
    sold = sum(user.use.value * user.shares.get(maker.name, 0.0) for user in importers)
    bought = sum(user.use.value for user in importers if user.country == code)
    unit = f"{item.unit}/week"
    if code in item.home_use:
        use = _weekly(item.home_use[code], item, request)
    elif code in item.home_production:
        made = _weekly(item.home_production[code], item, request)
        left = made.value - sold
        if left <= 0.0:
            return []
        why = f"{made.value:g} made there less exports"
        use = Stated(rounded(left), unit, made.source, why, rounded(left / 2), rounded(left * 1.5))
    elif sold > bought and code != REST:
        low, high = (rounded(sold * multiple) for multiple in HOME_RANGE)
        use = Stated(rounded(sold), unit, "", AS_EXPORTS, low, high)
    else:
        return []
    name = f"{title_of(item)} users {place(code)}" + (", home-made" if bought else "")
    cover = _cover(item, "stock.home", request)
    return [User(name, code, item, use, cover, {maker.name: 1.0}, maker.price.value)]


def _weekly(figure: Figure, item: CustomsItem, request: Request) -> Stated:
    """Return a figure of an items file in the item's unit a week."""
    meant = f"{item.unit}/week"
    size = converted(1.0, figure.unit or meant, meant)
    if size is None:
        said = f"{item.name}: '{figure.unit}' cannot be converted to {meant}."
        raise DraftError.of(request.items_file, said)
    stated = given(figure, meant, request.items_file)
    ends = [None if end is None else rounded(end * size) for end in (stated.low, stated.high)]
    return Stated(rounded(stated.value * size), meant, stated.source, stated.judgement, *ends)


def _set_capacities(
    makers: dict[str, Maker], users: Sequence[User], swing: float, request: Request
) -> None:
    """Give each maker room beyond what it sells in its best month, by the rule."""
    for code, maker in makers.items():
        unit = f"{maker.item.unit}/week"
        sold = sum(user.use.value * user.shares.get(maker.name, 0.0) for user in users)
        sold *= 1.0 + swing
        line = of_plant("idle", kind_of(maker.item)[1])
        value, low, high = (
            rounded(sold / (1.0 - idle)) for idle in (line.value, line.low, line.high)
        )
        why = f"rule {line.name} of {sold:,.5g}"
        made = maker.item.home_production.get(code)
        if made is not None:
            stated = _weekly(made, maker.item, request)
            if stated.value > value:
                value, high = stated.value, max(high, stated.value)
                why = f"what is made there, more than {sold:,.5g} sold at the start"
        maker.capacity = Stated(max(value, rounded(sold * 1.001)), unit, "", why, low, high)
