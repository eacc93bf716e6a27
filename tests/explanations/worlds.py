"""Worlds in which the cause of a shortage is known, because nothing else is allowed to happen.

A maker in BBB needs 100 t of acid a week and keeps four weeks of it. Nothing is left to chance.
"""

from typing import Any

import tradesim
from tests.living import STEADY
from tradesim.scenario import Scenario

SURE = {
    "review_weeks": 8,
    "review_spread": 0,
    "approval_odds": 1,
    "partial_odds": 0,
    "return_odds": 0,
    "validity_weeks": 52,
}
"""Terms of a licence that leave nothing to chance."""

CURB = {
    "kind": "individual_licence",
    "name": "curb",
    "imposer": "AAA",
    "partner": "BBB",
    "items": ["acid"],
    "announced": "2019-06-24",
    "effective": "2019-07-01",
}
BAN = CURB | {"kind": "export_ban", "name": "ban"}
BLOCKADE = {
    "kind": "blockade",
    "name": "strait",
    "origin": "AAA",
    "destination": "BBB",
    "start": "2019-07-01",
}
QUOTA = {
    "kind": "quota",
    "name": "quota",
    "imposer": "AAA",
    "origin": "AAA",
    "destination": "BBB",
    "items": ["acid"],
    "most": 130,
    "effective": "2019-07-01",
}
BOOM = {
    "kind": "demand_shock",
    "name": "boom",
    "buyers": ["Maker"],
    "start": "2019-07-01",
    "factor": 2,
    "ramp_weeks": 1,
}
WORKS = {
    "kind": "substitution_investment",
    "name": "works",
    "supplier": "Beta",
    "announced": "2019-07-01",
    "capacity_added": 200,
    "build_weeks": 30,
    "slippage": 2,
    "slippage_spread": 0,
}


def need(item: str = "acid", **fields: Any) -> dict[str, Any]:
    return {"item": item, "baseline_use": 100, "sources": {"Alpha": 1}} | fields


def plant(name: str, country: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "country": country, "item": "acid", "capacity": 200, "price": 10} | fields


def maker(name: str = "Maker", **fields: Any) -> dict[str, Any]:
    usual = {"name": name, "country": "BBB", "product": "chips", "output": 10, "needs": [need()]}
    return usual | {"capacity_headroom": 10} | fields


def world(*policies: dict[str, Any], **changes: Any) -> Scenario:
    """A maker in BBB that buys of Alpha in AAA, with what is changed."""
    dated = [policy for policy in policies if policy["kind"] not in {"blockade", "demand_shock"}]
    shocks = [policy for policy in policies if policy not in dated]
    acid = {
        "name": "acid",
        "customs_group": "acids",
        "unit": "t",
        "qualification_weeks": 40,
        "qualification_spread": 0,
        "qualification_odds": 1,
    }
    behaviour = STEADY | changes.pop("behaviour", {})
    tree = {
        "behaviour": behaviour,
        "name": "worked",
        "title": "Worked",
        "description": "A shortage whose cause is known.",
        "start": "2019-01-07",
        "end": "2020-12-27",
        "countries": [{"code": code, "name": code} for code in ("AAA", "BBB", "CCC")],
        "items": [acid, {"name": "feed", "customs_group": "feeds", "unit": "t"}],
        "suppliers": [plant("Alpha", "AAA"), plant("Beta", "BBB", capacity=0)],
        "buyers": [maker()],
        "default_lead_time_weeks": 2,
        "policies": dated,
        "shocks": shocks,
    }
    return Scenario.model_validate(tree | changes)


def two_sources(*policies: dict[str, Any], beta: float = 60, **changes: Any) -> Scenario:
    """The same maker with half of its acid from Beta at home, which cannot make much more."""
    needs = [need(sources={"Alpha": 0.5, "Beta": 0.5})]
    plants = [plant("Alpha", "AAA"), plant("Beta", "BBB", capacity=beta)]
    return world(*policies, **{"suppliers": plants, "buyers": [maker(needs=needs)]} | changes)


def lived(scenario: Scenario) -> tradesim.Result:
    return tradesim.run(scenario, replicates=1)
