"""The text of a drafted scenario: grouped and commented as the shipped ones are."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tradesim.drafting.choosing import REST
from tradesim.drafting.figures import Stated, by_rule, rounded
from tradesim.drafting.firms import sizes
from tradesim.drafting.heading import OUTPUT, Trait, heading
from tradesim.drafting.items_of import item_fields
from tradesim.drafting.pieces import WIDTH, Anchors, Raw, entry, fields, flow, wrapped
from tradesim.drafting.places import in_prose, kind_of
from tradesim.drafting.policy import policy_name, policy_of
from tradesim.drafting.request import Request
from tradesim.drafting.trade import PastTrade
from tradesim.drafting.ways import Ways
from tradesim.drafting.world import DraftedMarket, Maker, User
from tradesim.evidence.rule import of_plant, rule
from tradesim.scenario.schema import Scenario, SupplierEntry

YEARS_AFTER = 3
"""Years simulated after the policy binds."""

MOST_CANDIDATES = 3

MOST_WORTH = 100.0
"""Output may be worth so many times what its material costs."""


@dataclass(frozen=True)
class Draft:
    """Everything that the text is made of.

    Attributes:
        request: What was asked for.
        trade: The table.
        markets: The goods with their makers and users.
        countries: Code and name of each country that is named.
        members: Codes that the rest is all of; empty where totals of the table hold others, too.
        ways: Lead times.
        traits: What the months say of each item's demand.
    """

    request: Request
    trade: PastTrade
    markets: Sequence[DraftedMarket]
    countries: dict[str, str]
    members: tuple[str, ...]
    ways: Ways
    traits: dict[str, Trait]


def text_of(draft: Draft) -> str:
    """Return the YAML text of a draft."""
    anchors = Anchors()
    lines = [*heading(draft.request, draft.trade, draft.markets, draft.traits), ""]
    lines += _head(draft, anchors)
    for title, section in (
        ("Countries", _countries(draft, anchors)),
        ("Items", _items(draft, anchors)),
        ("Makers: one row a country and good; prices are unit values", _makers(draft, anchors)),
        ("Users: what they bought at the start, and from whom", _users(draft, anchors)),
        ("The policy", _policies(draft, anchors)),
    ):
        lines += ["", f"# --- {title} {'-' * (WIDTH - len(title) - 7)}", "", *section]
    return anchors.needed("\n".join(lines) + "\n")


def _head(draft: Draft, anchors: Anchors) -> list[str]:
    request = draft.request
    goods = " and ".join(in_prose(item) for item in request.items)
    title = f"{draft.countries[request.imposer]}: {policy_name(request)}"
    about = (
        f"Drafted from trade in {goods} up to {request.first_unseen - 1}. Look at imports "
        "by origin, at stocks, and at who is left short."
    )
    start = request.baseline_months[0].to_timestamp().date()
    start -= dt.timedelta(days=start.weekday())
    end = request.effective + dt.timedelta(days=round(365.25 * YEARS_AFTER))
    end += dt.timedelta(days=6 - end.weekday())
    lines = wrapped("name: ", flow(request.name)) + wrapped("title: ", flow(title))
    lines += ["description: >-", *_folded(about)]
    lines += [f"start: {start}", f"end: {end}", "seed: 1", "replicates: 1"]
    markets = [code for code in draft.countries if code != request.imposer]
    lines += [*wrapped("markets: ", flow(markets)), ""]
    lines += _field("default_lead_time_weeks", draft.ways.usual, anchors)
    lines += _field("domestic_lead_time_weeks", by_rule(rule()["lead.home"]), anchors)
    return lines + _hindcast(draft)


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")


def _field(name: str, figure: Stated, anchors: Anchors) -> list[str]:
    return wrapped(f"{name}: ", flow(fields(figure, anchors)))


def _hindcast(draft: Draft) -> list[str]:
    """Return what the record is held against: nothing before the announcement is scored."""
    if "hindcast" not in Scenario.model_fields or draft.trade.yearly:
        return []
    months = draft.request.baseline_months
    lines = ["", "hindcast:", f"  announced: {draft.request.announced}"]
    lines += [f'  baseline: {{start: "{months[0]}", end: "{months[-1]}"}}']
    lines += [f'  first_scored: "{draft.request.first_unseen}"']
    if draft.members:
        lines += wrapped("  regions: ", flow({REST: list(draft.members)}))
    return lines


def _countries(draft: Draft, anchors: Anchors) -> list[str]:
    lines = ["countries:"]
    for code, name in draft.countries.items():
        rest = ", members: rest" if code == REST else ""
        lines.append(f"  - {{code: {code}, name: {flow(name)}{rest}}}")
    if draft.ways.others:
        lines += ["", "routes:"]
    for (origin, destination), stated in draft.ways.others.items():
        weeks = anchors.figure("way", stated)
        pair = {"origin": origin, "destination": destination, "lead_time_weeks": weeks}
        lines += wrapped("  - ", flow(pair))
    return lines


def _items(draft: Draft, anchors: Anchors) -> list[str]:
    lines = ["items:"]
    for market in draft.markets:
        item = market.item
        codes = ", ".join(item.hs.codes)
        good, plant, known = kind_of(item)
        lines += [f"  # {item.hs.edition} {codes}; good '{good}' of plant '{plant}', {known}"]
        lines += entry(item_fields(item, market.flows, draft.trade, draft.request, anchors))
    return lines


def _makers(draft: Draft, anchors: Anchors) -> list[str]:
    lines = ["suppliers:"]
    for market in draft.markets:
        name = _anchor_of(market, draft, "maker")
        for number, maker in enumerate(market.makers.values()):
            lines += entry([("name", maker.name), ("country", maker.country)])
            lines += _shared(maker, name, anchors) if number == 0 else [f"    <<: *{name}"]
            known = maker.item.firms.get(maker.country)
            if known is not None and "firms" in SupplierEntry.model_fields:
                lines.append(f"    firms: {flow(sizes(known))}")
            for key, figure in (("capacity", maker.capacity), ("price", maker.price)):
                lines += wrapped(f"    {key}: ", flow(fields(figure, anchors)))
    return lines


def _shared(maker: Maker, name: str, anchors: Anchors) -> list[str]:
    """Return what all makers of a good share: firms and stocks are the rule's."""
    good, plant, _ = kind_of(maker.item)
    lines = [f"    <<: &{name}", f"      item: {flow(maker.item.name)}"]
    if "firms" in SupplierEntry.model_fields:
        line = of_plant("firms", plant)
        lines.append(
            f"      firms: {line.value:g}  # rule {line.name}, {line.low:g} to {line.high:g}"
        )
    stock = by_rule(rule()[f"stock.maker.{good}"])
    served = by_rule(rule()["home.first"])
    return [
        *lines,
        *wrapped("      finished_stock_weeks: ", flow(fields(stock, anchors))),
        *wrapped("      home_first: ", flow(fields(served, anchors))),
    ]


def _users(draft: Draft, anchors: Anchors) -> list[str]:
    lines = ["buyers:"]
    for market in draft.markets:
        for user in market.users:
            lines += entry([("name", user.name), ("country", user.country)])
            lines += _demand(market, user, draft, anchors)
            lines += ["    needs:", *_need(user, anchors)]
    return lines


def _demand(market: DraftedMarket, user: User, draft: Draft, anchors: Anchors) -> list[str]:
    """Return what a buyer states of its output: once for all buyers of a good, then by name."""
    lines = []
    if user is market.users[0]:
        lines.append("    <<: &" + _anchor_of(market, draft, "user"))
        for key, value in draft.traits[market.item.name].fields(market.item):
            lines += wrapped(f"      {key}: ", flow(_plain(value, anchors)))
    else:
        lines.append("    <<: *" + _anchor_of(market, draft, "user"))
    together = [
        other for each in draft.markets for other in each.users if other.country == user.country
    ]
    if len(together) > 1:
        lines += wrapped("    output_value: ", flow(_plain(_worth(user), anchors)))
    return lines


def _anchor_of(market: DraftedMarket, draft: Draft, what: str) -> str:
    number = draft.markets.index(market) + 1
    return what if len(draft.markets) == 1 else f"{what}_{number}"


def _worth(user: User) -> Stated:
    """Return the least that output is worth, so that losses of a country's buyers can be added."""
    spent = rounded(user.use.value * user.price / OUTPUT)
    why = "what its material costs, the least it is worth"
    return Stated(spent, "USD/unit", "", why, spent, rounded(MOST_WORTH * spent))


def _need(user: User, anchors: Anchors) -> list[str]:
    shared = {"item": user.item.name, "base_cover_weeks": Raw(flow(fields(user.cover, anchors)))}
    pairs: list[tuple[str, Any]] = [
        ("<<", anchors.use("need", flow(shared))),
        ("baseline_use", Raw(flow(fields(user.use, anchors)))),
        ("sources", user.shares),
    ]
    if user.candidates:
        pairs.append(("candidates", user.candidates[:MOST_CANDIDATES]))
    return entry(pairs, indent=6)


def _policies(draft: Draft, anchors: Anchors) -> list[str]:
    request = draft.request
    pairs = [(key, _plain(value, anchors)) for key, value in policy_of(request, draft.markets)]
    lines = ["policies:", *entry(pairs)]
    lines += ["", "variants:", "  no_policy:", "    description: What if trade had stayed free?"]
    return lines + wrapped("    without: ", flow([policy_name(request)]))


def _plain(value: Any, anchors: Anchors) -> Any:
    """Return a value of a policy with its figures as the file states them."""
    if isinstance(value, Stated):
        return Raw(flow(fields(value, anchors)))
    if isinstance(value, dict):
        return {key: _plain(each, anchors) for key, each in value.items()}
    return value
