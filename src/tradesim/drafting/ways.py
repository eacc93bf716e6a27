"""How long goods travel: by distance, by air where they are dear, by the written rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tradesim.drafting.figures import Stated, by_rule
from tradesim.drafting.places import DEAR_PRICE, kind_of, passage
from tradesim.drafting.world import DraftedMarket
from tradesim.evidence.rule import rule
from tradesim.units import converted


@dataclass(frozen=True)
class Ways:
    """Lead times of a scenario.

    Attributes:
        usual: That of a route which is not listed.
        others: Pairs of countries with another one.
    """

    usual: Stated
    others: dict[tuple[str, str], Stated]


def ways_of(markets: Sequence[DraftedMarket]) -> Ways:
    """Return the lead times between makers and users abroad."""
    found: dict[tuple[str, str], Stated] = {}
    for market in markets:
        by_air = _by_air(market)
        for maker in market.makers.values():
            for user in market.users:
                if user.country == maker.country:
                    continue
                line, why = passage(maker.country, user.country)
                if by_air and rule()[by_air].value < line.value:
                    line, why = rule()[by_air], "by air"
                known = found.get((maker.country, user.country))
                stated = by_rule(line)
                noted = Stated(
                    stated.value, "week", "", f"{stated.judgement}, {why}", stated.low, stated.high
                )
                if known is None or known.value < noted.value:
                    found[maker.country, user.country] = noted
    if not found:
        return Ways(by_rule(rule()["lead.ocean"]), {})
    counts = Counter(_line_of(stated) for stated in found.values())
    commonest = counts.most_common(1)[0][0]
    others = {pair: stated for pair, stated in found.items() if _line_of(stated) != commonest}
    return Ways(by_rule(rule()[commonest]), others)


def _line_of(stated: Stated) -> str:
    return stated.judgement.removeprefix("rule ").split(",")[0]


def _by_air(market: DraftedMarket) -> str:
    """Return the line of the rule for goods that fly, empty where they go by sea."""
    good = kind_of(market.item)[0]
    if good == "tool":
        return "lead.flown"
    per_kilogram = converted(1.0, market.item.unit, "kg")
    cheapest = min(maker.price.value for maker in market.makers.values())
    if per_kilogram is not None and cheapest / per_kilogram > DEAR_PRICE:
        return "lead.dear"
    return ""
