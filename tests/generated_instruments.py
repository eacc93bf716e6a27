"""Drawings of instruments for ``generated_worlds``.

``tradesim.testing`` draws any that is registered from its own fields, also those of an installed
package. By hand are drawn those whose fields hang together, or on what other policies say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tradesim.policies import INSTRUMENTS
from tradesim.policies.others import words_of
from tradesim.testing import NothingFits, drawn

if TYPE_CHECKING:
    from tests.generated_worlds import Draft

Tree = dict[str, Any]

KINDS = {word: kind for kind in INSTRUMENTS for word in words_of(kind)}
"""Every instrument, by its word."""


def of_its_fields(draft: Draft, kind: str, name: str) -> Tree:
    """Draw an instrument from its own fields, or another where this world has nothing for it."""
    seed = draft.whole(0, 2**32 - 1)
    try:
        return drawn(KINDS[kind], draft.bare, seed, name=name, chance=draft.chance)
    except NothingFits:  # as a listing of firms abroad where all stand in one country
        return drawn(KINDS["fast_track_permit"], draft.bare, seed, name=name, chance=draft.chance)


def has(policy: Tree, *fields: str) -> bool:
    """Say whether the instrument of a policy has some fields."""
    return KINDS[policy["kind"]].model_fields.keys() >= set(fields)


def aimed(draft: Draft, imposer: str, partner: str, *, terms: bool = False) -> Tree:
    """Draw one partner or several, or all, perhaps with an exception for one of them."""
    others = [code for code in draft.countries if code != imposer]
    several = sorted({partner, *draft.some(others)})
    partners: Any = draft.one_of(None, None, "all", several)
    if partners is None:
        return {"partner": partner}
    met = others if partners == "all" else several
    if len(met) < 2 or draft.whole(0, 1):
        return {"partners": partners}
    own: Tree = {"exempt": True}
    if terms and draft.whole(0, 1):
        own = {"approval_odds": draft.odds(), "review_weeks": draft.whole(0, 10)}
    return {"partners": partners, "exceptions": [{"partner": draft.one_of(*met)} | own]}


def regime(draft: Draft, number: int) -> Tree:
    """Draw a licensing regime for controls to name."""
    return {
        "name": f"regime {number}",
        "title": "Drawn",
        "government": draft.one_of(*draft.countries),
        "in_force": draft.date(),
        "terms": {
            "papers_weeks": draft.whole(0, 4),
            "papers_spread": draft.spread(),
            "covers": draft.one_of("period", "contract"),
            "first_decision_weeks": draft.whole(0, 4),
            "approval_odds": draft.odds(),
            "statutory_maximum_weeks": draft.whole(11, 14),
        }
        | draft.maybe({"licence_lot_weeks": draft.whole(1, 8)})
        | draft.maybe({"largest_lot_weeks": draft.whole(1, 8)}),
    }


def let_regimes_decide(draft: Draft, tree: Tree) -> None:
    """Let some controls follow a regime, and some cover but a part of the trade."""
    tree["regimes"] = [regime(draft, number) for number in range(draft.whole(0, 2))]
    for policy in tree["policies"]:
        if policy["kind"] in OF_A_REGIME and tree["regimes"] and draft.whole(0, 1):
            policy["regime"] = draft.one_of(*(regime["name"] for regime in tree["regimes"]))
        if has(policy, "covers_share"):
            policy.update(draft.maybe({"covers_share": draft.one_of(0, 0.4, 0.9)}))
        if has(policy, "contracts_exempt") and "effective" in policy and "when" not in policy:
            spared = {
                "contracts_exempt": draft.one_of(0.5, 1),
                "contract_weeks": draft.whole(1, 30),
            }
            policy.update(draft.maybe(spared))


OF_A_REGIME = ("individual_licence", "white_list", "end_user_control")
"""Kinds that are drawn by hand, with terms that fit the regimes drawn here."""


def supply_shock(draft: Draft, name: str) -> Tree:
    where: Tree = draft.one_of(
        {"suppliers": draft.some(list(draft.plants))},
        {"country": draft.one_of(*draft.countries)},
        {"country": draft.one_of(*draft.countries), "items": draft.some(draft.items)},
    )
    return {
        "kind": "supply_shock",
        "name": name,
        "date": draft.date(),
        "lost_share": draft.one_of(0, 0.6, 1),
        "repair_weeks": draft.whole(0, 20),
        "ramp_weeks": draft.whole(1, 10),
    } | where


def end_user_control(draft: Draft, name: str) -> Tree:
    control = draft.control("end_user_control", name, "lifted", "items")
    met = {code for code in draft.countries if code != control["imposer"]}
    if control.get("partners") != "all":
        met = set(control.get("partners") or [control["partner"]])
    met -= {each["partner"] for each in control.get("exceptions", ()) if each.get("exempt")}
    there = [maker for maker in draft.makers if draft.country_of[maker] in met]
    bound = draft.one_of("at_most", "at_least")
    return (
        control
        | {
            "presumption": draft.one_of("denial", "ban"),
            "reach": draft.one_of("territorial", "foreign_direct_product"),
        }
        | draft.maybe({"thresholds": [{"attribute": "fineness", bound: draft.whole(1, 9)}]})
        | (draft.maybe({"buyers": draft.some(there)}) if there else {})
    )


def subsidy_programme(draft: Draft, name: str) -> Tree:
    """Draw a programme without awards; ``tie_funds`` gives it some."""
    effective = draft.date()
    return {
        "kind": "subsidy_programme",
        "name": name,
        "country": draft.one_of(*draft.countries),
        "budget_usd_m": 1000,
        "effective": effective,
        "allocation_weeks": draft.whole(0, 8),
        "allocation_spread": draft.spread(),
        "negotiation_weeks": draft.whole(0, 12),
        "negotiation_spread": draft.spread(),
        "milestones": draft.whole(1, 4),
        "payment_weeks": draft.whole(0, 6),
        "payment_spread": draft.spread(),
        "race_weeks": draft.whole(0, 8),
        "lapse_odds": draft.odds(),
        "awards": [],
    } | draft.maybe({"deadline": draft.date(effective)})


def tie_funds(draft: Draft, policies: list[Tree]) -> None:
    """Give every programme an award or two, for projects that say so."""
    for fund in [policy for policy in policies if policy["kind"] == "subsidy_programme"]:
        free = [
            policy
            for policy in policies
            if policy["kind"] == "substitution_investment" and "funded_by" not in policy
        ][:2]
        if not free:
            free = [draft.substitution_investment(f"works of {fund['name']}")]
            policies += free
        for project in free:
            project |= {"funded_by": fund["name"], "starts_unfunded": draft.one_of(False, True)}
            award = {"project": project["name"], "amount_usd_m": draft.whole(0, 500)}
            fund["awards"].append(award | draft.maybe({"allocated": draft.date()}))


def relocation_request(draft: Draft, name: str) -> Tree:
    pairs = [
        (plant, other)
        for plant, item in draft.plants.items()
        for other, made in draft.plants.items()
        if made == item and draft.country_of[other] != draft.country_of[plant]
    ]
    if not pairs:
        return of_its_fields(draft, "fast_track_permit", name)
    plant, other = draft.one_of(*pairs)
    return {
        "kind": "relocation_request",
        "name": name,
        "requester": draft.one_of(*draft.makers, *draft.countries),
        "country": draft.country_of[plant],
        "into": [draft.country_of[other]],
        "moves": [{"plant": plant, "to": other}],
        "announced": draft.date(),
        "answer_weeks": draft.whole(0, 6),
        "moving_cost_share": draft.one_of(0, 0.2),
        "reluctance": draft.one_of(0, 0.1),
        "reluctance_spread": draft.spread(),
        "moved_share": draft.one_of(0, 0.5, 1),
        "build_weeks": draft.whole(0, 10),
        "build_spread": draft.spread(),
        "ramp_weeks": draft.whole(1, 8),
    }


def blockade(draft: Draft, name: str) -> Tree:
    start = draft.date()
    origin, destination, items = draft.aim()
    where: Tree = draft.one_of(
        {"country": origin}, {"origin": origin, "destination": destination, "items": items}
    )
    end = draft.maybe({"end": draft.date(start)})
    return {"kind": "blockade", "name": name, "start": start} | where | end


BY_HAND: dict[str, Callable[[Draft, str], Tree]] = {
    "end_user_control": end_user_control,
    "relocation_request": relocation_request,
    "subsidy_programme": subsidy_programme,
}
"""How those are drawn whose fields hang together, or on what other policies say."""
