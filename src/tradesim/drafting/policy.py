"""The policy in question, as a block of a scenario: any kind that is aimed at countries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel

from tradesim.drafting.figures import Stated, by_rule, rounded
from tradesim.drafting.places import in_prose
from tradesim.drafting.request import DraftError, Request, RequestError
from tradesim.drafting.world import DraftedMarket
from tradesim.evidence.rule import rule
from tradesim.policies import AnyPolicy, AnyShock
from tradesim.policies.base import Policy
from tradesim.scenario.anatomy import kinds
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.wording import SCHEMA, did_you_mean, listing

NOUNS = {
    "individual_licence": "licences for",
    "export_ban": "ban on",
    "quota": "quota on",
    "tariff": "duty on",
    "white_list": "white-list removal for",
    "end_user_control": "end-user control of",
    "informal_hold": "hold of",
}

HALF_OF_BASELINE = 0.5
REVIEW_RANGE = (0.5, 1.5)
"""How far a review in practice may lie from the one published: multiples of it."""

WEEKS_OF_A_QUARTER = 365.25 / 28

DUTY = Stated(0.25, "share", judgement="set the duty that was announced", low=0.05, high=1.0)
"""A duty that nobody has stated: a place to write the real one."""


def control_kinds() -> dict[str, type[BaseModel]]:
    """Return the kinds of policy that are aimed at countries and bear on goods, by their word."""
    found = kinds(AnyPolicy) | kinds(AnyShock)
    return {
        kind: block
        for kind, block in found.items()
        if {"imposer", "partners"} <= set(block.model_fields)
        and {"items", "listed_items"} & set(block.model_fields)
    }


def is_on_imports(kind: str) -> bool:
    """Say whether a kind is put by a country on what it buys."""
    block = control_kinds().get(kind)
    return block is not None and issubclass(block, Policy) and block.on_imports


def unstated(block: type[BaseModel]) -> list[str]:
    """Return the fields that a kind cannot do without and that no trade table tells."""
    stated = _FILLED.keys() | {"kind", "name"}
    fields = block.model_fields.items()
    return [name for name, field in fields if field.is_required() and name not in stated]


def policy_name(request: Request) -> str:
    """Return the name of the policy."""
    goods = [in_prose(item) for item in request.items if item.name in request.covered]
    noun = NOUNS.get(request.kind, f"{request.kind.replace('_', ' ')} of")
    return f"{noun} {' and '.join(goods)}"


def policy_of(request: Request, markets: Sequence[DraftedMarket]) -> list[tuple[str, Any]]:
    """Return the fields of the policy, in order.

    Raises:
        DraftError: If the kind is none, or needs what cannot be known here.
    """
    known = control_kinds()
    if request.kind not in known:
        near = did_you_mean(request.kind, known)
        said = f"'{request.kind}' is no control on trade ({listing(list(known), SCHEMA)}).{near}"
        raise RequestError.of("--kind", said)
    block = known[request.kind]
    if missing := unstated(block):
        said = f"'{request.kind}' needs {listing(missing)}, which no trade table tells"
        raise RequestError.of("--kind", f"{said}: draft another kind and edit the file.")
    fields: list[tuple[str, Any]] = [("kind", request.kind), ("name", policy_name(request))]
    for name in block.model_fields:
        fill = _FILLED.get(name)
        value = fill(request, markets, block) if fill is not None else None
        fields += [(name, value)] if value is not None else []
    _check_regime(request, block)
    until = block.model_fields.get("until")
    if until and until.is_required() and not request.until:
        raise RequestError.of("--until", f"'{request.kind}' has an end that has to be announced.")
    if request.until and not until:
        raise RequestError.of("--until", f"'{request.kind}' has no end to announce: edit the file.")
    return sorted(fields, key=lambda pair: _ORDER.index(pair[0]) if pair[0] in _ORDER else 99)


def _check_regime(request: Request, block: type[BaseModel]) -> None:
    if not request.regime:
        return
    if "regime" not in block.model_fields:
        raise RequestError.of("--regime", f"'{request.kind}' has no licensing regime.")
    known = list(bundled_regimes())
    if request.regime not in known:
        near = did_you_mean(request.regime, known)
        said = f"'{request.regime}' does not come with tradesim ({listing(known)}).{near}"
        raise RequestError.of("--regime", said)


def covered_items(request: Request, markets: Sequence[DraftedMarket]) -> tuple[str, ...]:
    """Return the items that the imposer deals in: that it buys under a duty, sells otherwise.

    Raises:
        DraftError: If there are none.
    """
    buys = is_on_imports(request.kind)
    found = tuple(
        market.item.name
        for market in markets
        if request.imposer in (market.buyers if buys else market.makers)
    )
    if not found:
        verb, goods = "buys" if buys else "sells", listing([item.name for item in request.items])
        said = f"{request.imposer} {verb} no {goods} before the announcement: '{request.kind}'"
        raise DraftError.of(request.table, f"{said} would touch nothing. Is it the imposer?")
    return found


Fill = Callable[[Request, Sequence[DraftedMarket], type[BaseModel]], Any]

_ORDER = (
    *("kind", "name", "imposer", "partner", "partners", "origin", "destination", "items"),
    *("listed_items", "regime", "terms", "review_weeks", "rate", "most", "held_share"),
    *("announced", "promulgated", "effective", "until"),
)


def _partner(request: Request, _: Sequence[DraftedMarket], __: type[BaseModel]) -> Any:
    return request.partners[0] if len(request.partners) == 1 else None


def _partners(request: Request, _: Sequence[DraftedMarket], __: type[BaseModel]) -> Any:
    if len(request.partners) == 1:
        return None
    return list(request.partners) or "all"


def _terms(request: Request, _: Sequence[DraftedMarket], block: type[BaseModel]) -> Any:
    """Return the review time that was asked for; else a regime's, or the schema's, stands."""
    if request.review_weeks is None:
        return None
    terms = block.model_fields["terms"].annotation
    if not (isinstance(terms, type) and "review_weeks" in getattr(terms, "model_fields", {})):
        return None
    weeks, why = request.review_weeks, "as asked for (--review-weeks)"
    ends = (rounded(weeks * REVIEW_RANGE[0]), rounded(weeks * REVIEW_RANGE[1]))
    return {"review_weeks": Stated(weeks, "week", "", why, *ends)}


def _most(request: Request, markets: Sequence[DraftedMarket], _: type[BaseModel]) -> Any:
    """Return half of what the imposer sold a quarter: a place to write the real volume."""
    sold = sum(
        user.use.value * user.shares.get(maker.name, 0.0)
        for market in markets
        for maker in market.makers.values()
        if maker.country == request.imposer
        for user in market.users
        if user.country != request.imposer
    )
    usual = sold * WEEKS_OF_A_QUARTER
    why = f"half of the {usual:,.4g} sold a quarter; write the volume that was announced"
    unit = f"{markets[0].item.unit}/quarter"
    return Stated(rounded(usual * HALF_OF_BASELINE), unit, "", why, 0.0, rounded(usual))


def _date(day: dt.date, option: str) -> dict[str, Any]:
    return {"value": day.isoformat(), "judgement": f"as asked for ({option})", "input": True}


_FILLED: dict[str, Fill] = {
    "imposer": lambda request, *_: request.imposer,
    "partner": _partner,
    "partners": _partners,
    "origin": lambda request, *_: request.imposer,
    "items": lambda request, *_: list(request.covered),
    "listed_items": lambda request, *_: list(request.covered),
    "regime": lambda request, *_: request.regime or None,
    "terms": _terms,
    "rate": lambda *_: DUTY,
    "most": _most,
    "held_share": lambda *_: by_rule(rule()["held.informal"]),
    "announced": lambda request, *_: _date(request.announced, "--announced"),
    "promulgated": lambda *_: None,
    "effective": lambda request, *_: _date(request.effective, "--effective"),
    "until": lambda request, *_: _date(request.until, "--until") if request.until else None,
}
