"""Which countries of a dispute matter; the rest are one region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tradesim.countries import country_name, is_region
from tradesim.drafting.flows import Flows
from tradesim.drafting.request import Request, RequestError
from tradesim.scenario.wording import did_you_mean, listing

REST = "XAA"
"""Code of all other countries."""

ENOUGH = 0.95
"""Share of the trade that the named countries should be part of, as far as their number allows."""


def named_countries(flows: Mapping[str, Flows], request: Request) -> list[str]:
    """Return the codes of the countries to name, the imposer first.

    They are those asked for; or the imposer, its partners, and those with most of the trade (that
    of the imposer counts twice) until nearly all of it is named. Where that leaves out a single
    country, it is named, too: a region of one would hide who it is.

    Raises:
        RequestError: If a country asked for has no trade.
    """
    weights = _weights(flows, request.imposer)
    _check_asked(request, weights)
    chosen = list(dict.fromkeys([request.imposer, *request.partners, *request.countries]))
    if request.countries:
        return chosen
    whole = sum(weights.values())
    for code in sorted(weights, key=lambda each: (-weights[each], each)):
        named = sum(weights[each] for each in chosen)
        if len(chosen) >= request.most_countries or named >= ENOUGH * whole:
            break
        is_own = is_region(code) and country_name(code) == code
        if code not in chosen and not is_own:
            chosen.append(code)
    left = [code for code in weights if code not in chosen]
    if len(left) == 1 and len(chosen) < request.most_countries and not is_region(left[0]):
        chosen += left
    return chosen


def _weights(flows: Mapping[str, Flows], imposer: str) -> dict[str, float]:
    """Return how much of the trade each country is part of, each item counting the same."""
    weights: dict[str, float] = defaultdict(float)
    for item in flows.values():
        amounts = item.quantity.mean(axis=1).fillna(0.0).tolist()
        whole = float(sum(amounts)) or 1.0
        for (origin, destination), amount in zip(item.pairs, amounts, strict=True):
            share = float(amount) / whole * (2.0 if imposer in (origin, destination) else 1.0)
            weights[origin] += share
            weights[destination] += share
    return weights


def _check_asked(request: Request, weights: Mapping[str, float]) -> None:
    known = [code for code in weights if code != REST]
    for option, codes in (
        ("--imposer", (request.imposer,)),
        ("--partners", request.partners),
        ("--countries", request.countries),
    ):
        for code in codes:
            if code not in weights:
                said = f"{option}: {code} trades none of it before the announcement ("
                near = did_you_mean(code, known)
                raise RequestError.of(request.table, f"{said}{listing(sorted(known))} do).{near}")
