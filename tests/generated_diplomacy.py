"""Governments that decide, for the worlds that nobody wrote by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.generated_instruments import has

if TYPE_CHECKING:
    from tests.generated_worlds import Draft

Tree = dict[str, Any]

DATED = (
    "announced", "effective", "promulgated", "lifted", "restored", "until", "first_decision",
    "amendments",
)  # fmt: skip
"""What a control that stands ready has not."""


def let_governments_decide(draft: Draft, tree: Tree) -> None:
    """Let some governments be adaptive, with some controls and complaints standing ready."""
    adaptive = {code for code in draft.countries if draft.whole(0, 1)}
    for country in tree["countries"]:
        if country["code"] in adaptive:
            country |= {"mode": "adaptive", "reaction": reaction(draft)}
    tree["diplomacy"] = rule(draft)
    for policy in tree["policies"]:
        pulled = has(policy, "available", "imposer") and policy["imposer"] in adaptive
        if pulled and "entities" not in policy and draft.whole(0, 2):
            for field in (*DATED, "contracts_exempt", "contract_weeks", "when"):
                policy.pop(field, None)
            _aim_at_one(draft, policy)
            policy.update({"available": True} | draft.maybe({"escalation": draft.whole(1, 4)}))
        files = policy["kind"] == "wto_complaint" and policy["complainant"] in adaptive
        if files and draft.whole(0, 1):
            for field in ("filed", "suspended", "resumed", "panel", "withdrawn"):
                policy.pop(field, None)
            policy["available"] = True


def _aim_at_one(draft: Draft, policy: Tree) -> None:
    """Aim a control at a single partner: a government stands on a rung towards each.

    Of the buyers that it names those elsewhere go.
    """
    partners = policy.pop("partners", None)
    policy.pop("exceptions", None)
    if partners == "all":
        partners = [code for code in draft.countries if code != policy["imposer"]]
    if partners is not None:
        policy["partner"] = partners[0]
    named = policy.pop("buyers", [])
    if there := [buyer for buyer in named if draft.country_of[buyer] == policy["partner"]]:
        policy["buyers"] = there


def reaction(draft: Draft) -> Tree:
    return {
        "domestic_cost_weight": draft.one_of(0, 0.5, 2),
        "notice_weeks": draft.whole(0, 3),
        "removal_weeks": draft.whole(0, 6),
        "restoration_weeks": draft.whole(0, 6),
    }


def rule(draft: Draft) -> Tree:
    """Draw a rule under which much happens within a year."""
    return {
        "tension_half_life_weeks": draft.one_of(4, 20, 100),
        "tension_noise": draft.one_of(0, 0.2) if draft.chance else 0,
        "reciprocity": draft.one_of(0, 0.05),
        "provocation": draft.one_of(0, 0.5),
        "deliberation_weeks": draft.whole(1, 3),
        "retaliation_weeks": draft.whole(1, 4),
        "procedure_spread": draft.spread(),
        "complaint_weeks": draft.whole(1, 4),
        "consultation_weeks": draft.whole(1, 4),
        "talks_weeks": draft.whole(1, 4),
        "panel_weeks": draft.whole(1, 4),
        "complaint_cost": draft.one_of(0, 0.3),
    }


def quarrels(draft: Draft, tree: Tree) -> list[Tree]:
    """Draw an event for each control that stands ready: something to pull it for."""
    ready = [p for p in tree["policies"] if p.get("available") and "escalation" in p]
    pairs = [(policy["imposer"], policy["partner"]) for policy in ready]
    return [
        diplomatic_event(draft, f"quarrel {number}", sorted(pair)) | {"tension": 3}
        for number, pair in enumerate(dict.fromkeys(pairs))
        if len(set(pair)) == 2
    ]


def diplomatic_event(draft: Draft, name: str, between: list[str] | None = None) -> Tree:
    between = between or draft.some(draft.countries, least=2)
    return {
        "kind": "diplomatic_event",
        "name": name,
        "type": draft.one_of("court_ruling", "summit", "talks"),
        "between": between,
        "date": draft.date(),
        "tension": draft.one_of(-1, 1.5, 3),
        "tension_spread": draft.spread(),
        "unfolds_weeks": draft.whole(1, 10),
    } | draft.maybe({"felt_by": between[:1]})


def wto_complaint(draft: Draft, name: str) -> Tree:
    respondent, complainant, _ = draft.aim()
    dates: list[dt.date] = [draft.date()]
    for _ in range(draft.whole(0, 4)):
        dates.append(draft.date(dates[-1]))
    stages = ("filed", "suspended", "resumed", "panel", "withdrawn")
    return {
        "kind": "wto_complaint",
        "name": name,
        "complainant": complainant,
        "respondent": respondent,
    } | dict(zip(stages, dates, strict=False))
