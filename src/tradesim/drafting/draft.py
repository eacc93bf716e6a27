"""From a request to the text of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from tradesim.countries import country_name
from tradesim.drafting.choosing import REST, named_countries
from tradesim.drafting.estimates import season, trend
from tradesim.drafting.flows import Flows, flows_of
from tradesim.drafting.heading import Trait
from tradesim.drafting.policy import covered_items
from tradesim.drafting.request import DraftError, Request, RequestError
from tradesim.drafting.trade import PastTrade, read_trade
from tradesim.drafting.ways import ways_of
from tradesim.drafting.world import market_of
from tradesim.drafting.writing import Draft, text_of
from tradesim.scenario.loading import Document, validate
from tradesim.scenario.yaml_lines import parse


def draft(request: Request) -> str:
    """Return a scenario of the dispute that is asked for, as the text of a file.

    Raises:
        DraftError: If the table or the request do not bear one.
    """
    _check_dates(request)
    trade = read_trade(request)
    whole = {item.name: flows_of(trade, item.name, REST) for item in request.items}
    _check_items(whole, request)
    baseline = {name: _baseline(flows, request) for name, flows in whole.items()}
    named = named_countries(baseline, request)
    named_rest = not any(REST in pair for flows in baseline.values() for pair in flows.pairs)
    known = {code for flows in whole.values() for pair in flows.quantity.index for code in pair}
    others = tuple(sorted(known - set(named) - {REST}))
    names = dict.fromkeys(others, REST)
    traits = {name: _trait(flows, trade, request) for name, flows in whole.items()}
    markets = [
        market_of(item, baseline[item.name].grouped(names), traits[item.name].swing, trade, request)
        for item in request.items
    ]
    request = replace(request, covered=covered_items(request, markets))
    countries = {code: country_name(code) for code in named}
    if others or not named_rest:
        countries[REST] = "Other countries"
    members = others if named_rest else ()
    text = text_of(Draft(request, trade, markets, countries, members, ways_of(markets), traits))
    validate(Document(f"{request.name}.yaml", parse(text)))
    return text


def _check_dates(request: Request) -> None:
    wrong = []
    if request.effective < request.announced:
        wrong.append(f"--effective {request.effective} is before --announced {request.announced}.")
    if request.until is not None and request.until <= request.effective:
        wrong.append(
            f"--until {request.until} is not after --effective {request.effective}: it is the "
            "first day without the policy."
        )
    months = request.baseline_months
    if not len(months):
        wrong.append("--baseline ends before it begins: write it as 2022-08:2023-06.")
    elif months[-1] >= request.first_unseen:
        wrong.append(
            f"--baseline reaches {months[-1]}, and the policy is announced on "
            f"{request.announced}: it may reach {request.first_unseen - 1}. Nothing from the "
            "announcement's month on is looked at."
        )
    if wrong:
        raise RequestError.of(request.name, *wrong)


def _check_items(whole: Mapping[str, Flows], request: Request) -> None:
    said = [
        f"no trade between two countries in {name} before {request.first_unseen}."
        for name, flows in whole.items()
        if flows.quantity.empty
    ]
    if said:
        raise DraftError.of(request.table, *said)


def _baseline(flows: Flows, request: Request) -> Flows:
    """Return the flows of the baseline; of yearly tables the last whole year before."""
    if flows.yearly:
        years = sorted(
            year for year in flows.quantity.columns if int(year) < request.announced.year
        )
        if not years:
            raise DraftError.of(request.table, f"it has no year before {request.announced.year}.")
        return flows.within(pd.Index(years[-1:]))
    months = request.baseline_months.strftime("%Y-%m")
    part = flows.within(pd.Index(months))
    if part.quantity.empty or not len(part.quantity.columns):
        first, last = flows.quantity.columns[0], flows.quantity.columns[-1]
        said = f"none of its months is in the baseline, {request.span}: before the announcement it"
        raise DraftError.of(
            request.table, f"{said} has {first} to {last}. Choose a --baseline there."
        )
    return part


def _trait(flows: Flows, trade: PastTrade, request: Request) -> Trait:
    months = flows.quantity.sum(min_count=1)
    source = trade.source(request, "all")
    if flows.yearly:
        return Trait(None, None, source)
    return Trait(season(months), trend(months), source)
