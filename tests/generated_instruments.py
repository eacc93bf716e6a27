"""Drawings of the instruments beyond licences and stocks, for ``generated_worlds``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.generated_worlds import Draft

Tree = dict[str, Any]


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


def export_ban(draft: Draft, name: str) -> Tree:
    imposer, partner, items = draft.aim()
    effective = draft.date()
    return (
        {
            "kind": "export_ban",
            "name": name,
            "imposer": imposer,
            "items": items,
            "effective": effective,
        }
        | aimed(draft, imposer, partner)
        | draft.maybe({"until": draft.date(effective)})
    )


def informal_hold(draft: Draft, name: str) -> Tree:
    imposer, partner, items = draft.aim()
    effective = draft.date()
    return (
        {
            "kind": "informal_hold",
            "name": name,
            "imposer": imposer,
            "items": items,
            "effective": effective,
            "held_share": draft.one_of(0, 0.5, 1),
        }
        | aimed(draft, imposer, partner)
        | draft.maybe({"lifted": draft.date(effective)})
        | draft.maybe({"announced": draft.date(effective)})
        | draft.maybe({"covers_share": draft.one_of(0, 0.7)})
    )


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
        if "terms" in policy and tree["regimes"] and draft.whole(0, 1):
            policy["regime"] = draft.one_of(*(regime["name"] for regime in tree["regimes"]))
        if policy["kind"] in COVERING:
            policy.update(draft.maybe({"covers_share": draft.one_of(0, 0.4, 0.9)}))
        if policy["kind"] in SPARING and "effective" in policy:
            spared = {
                "contracts_exempt": draft.one_of(0.5, 1),
                "contract_weeks": draft.whole(1, 30),
            }
            policy.update(draft.maybe(spared))


SPARING = ("individual_licence", "white_list", "export_ban", "end_user_control", "informal_hold")
COVERING = (
    "individual_licence", "white_list", "export_ban", "end_user_control", "quota", "tariff",
)  # fmt: skip


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


def entity_listing(draft: Draft, name: str) -> Tree:
    control = draft.control("entity_listing", name, "lifted", "items")
    there = [m for m in draft.makers if draft.country_of[m] != control["imposer"]]
    if not there:
        return end_user_control(draft, name)
    aims = ("partner", "partners", "exceptions")
    return (
        {field: value for field, value in control.items() if field not in aims}
        | {"partners": "all"}
        | {"entities": draft.some(there), "presumption": draft.one_of("denial", "ban")}
        | draft.maybe({"share_rule": draft.one_of(0.25, 0.5)})
    )


def import_licence(draft: Draft, name: str) -> Tree:
    return draft.control("import_licence", name, "lifted", "items")


def inspection(draft: Draft, name: str) -> Tree:
    partner, imposer, items = draft.aim()
    effective = draft.date()
    return (
        {
            "kind": "inspection",
            "name": name,
            "imposer": imposer,
            "partners": draft.one_of([partner], "all"),
            "picked_share": draft.odds(),
            "delay_weeks": draft.whole(0, 6),
            "delay_spread": draft.spread(),
            "longest_weeks": draft.whole(6, 9),
            "effective": effective,
        }
        | draft.maybe({"items": items})
        | draft.maybe({"until": draft.date(effective)})
    )


def end_user_control(draft: Draft, name: str) -> Tree:
    control = draft.control("end_user_control", name, "lifted", "items")
    there = [m for m in draft.makers if draft.country_of[m] != control["imposer"]]
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


def quota(draft: Draft, name: str) -> Tree:
    origin, destination, items = draft.aim()
    effective = draft.date()
    return (
        {
            "kind": "quota",
            "name": name,
            "imposer": origin,
            "origin": origin,
            "items": items,
            "most": draft.whole(0, 2000),
            "released": draft.one_of("evenly", "at_once"),
            "effective": effective,
        }
        | _arriving(draft, origin, destination)
        | _allotted(draft, origin, items)
        | draft.maybe({"until": draft.date(effective)})
    )


def _allotted(draft: Draft, origin: str, items: list[str]) -> Tree:
    """Draw parts of single exporters, or none."""
    plants = [
        p for p, made in draft.plants.items() if made in items and draft.country_of[p] == origin
    ]
    if not plants or draft.whole(0, 1):
        return {}
    return {"exporters": [{"supplier": plants[0], "share": draft.one_of(0, 0.4, 1)}]}


def _arriving(draft: Draft, origin: str, destination: str) -> Tree:
    """Draw where the goods of a quota arrive, and which side set it."""
    if draft.whole(0, 1):
        return {"destination": destination, "imposer": draft.one_of(origin, destination)}
    where = aimed(draft, origin, destination)
    return {"destination": where["partner"]} if "partner" in where else where


def _own_rate(draft: Draft, imposer: str) -> Tree:
    others = [code for code in draft.countries if code != imposer]
    own: Tree = draft.one_of({"exempt": True}, {"rate": draft.one_of(0, 0.5)})
    return {"exceptions": [{"partner": draft.one_of(*others)} | own]} if len(others) > 1 else {}


def tariff(draft: Draft, name: str) -> Tree:
    partner, imposer, items = draft.aim()
    effective = draft.date()
    return (
        {
            "kind": "tariff",
            "name": name,
            "imposer": imposer,
            "rate": draft.one_of(0, 0.1, 0.25, 3),
            "effective": effective,
        }
        | draft.one_of({"partners": [partner]}, _own_rate(draft, imposer), {"partners": "all"})
        | draft.maybe({"items": items})
        | draft.maybe({"until": draft.date(effective)})
    )


def _on_exports(draft: Draft, kind: str, name: str) -> Tree:
    imposer, partner, items = draft.aim()
    effective = draft.date()
    facts = {"kind": kind, "name": name, "imposer": imposer, "effective": effective, "items": items}
    return facts | aimed(draft, imposer, partner) | draft.maybe({"until": draft.date(effective)})


def export_tax(draft: Draft, name: str) -> Tree:
    return _on_exports(draft, "export_tax", name) | {"rate": draft.one_of(0, 0.1, 0.5)}


def minimum_export_price(draft: Draft, name: str) -> Tree:
    floor = {"price": draft.one_of(1, 500, 2000)}
    return _on_exports(draft, "minimum_export_price", name) | floor


def minimum_import_price(draft: Draft, name: str) -> Tree:
    partner, imposer, items = draft.aim()
    effective = draft.date()
    return {
        "kind": "minimum_import_price",
        "name": name,
        "imposer": imposer,
        "partners": draft.one_of([partner], "all"),
        "items": items,
        "price": draft.one_of(1, 500, 2000),
        "effective": effective,
    } | draft.maybe({"until": draft.date(effective)})


def tariff_quota(draft: Draft, name: str) -> Tree:
    partner, imposer, items = draft.aim()
    effective = draft.date()
    return {
        "kind": "tariff_quota",
        "name": name,
        "imposer": imposer,
        "partners": draft.one_of([partner], "all"),
        "items": items,
        "volume": draft.whole(0, 3000),
        "rate_within": draft.one_of(0, 0.1),
        "rate": draft.one_of(0.25, 1),
        "effective": effective,
    } | draft.maybe({"until": draft.date(effective)})


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
        if made == item and other != plant
    ]
    if not pairs:
        return draft.fast_track_permit(name)
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


DRAWN: dict[str, Callable[[Draft, str], Tree]] = {
    "end_user_control": end_user_control,
    "entity_listing": entity_listing,
    "export_ban": export_ban,
    "export_tax": export_tax,
    "import_licence": import_licence,
    "informal_hold": informal_hold,
    "inspection": inspection,
    "minimum_export_price": minimum_export_price,
    "minimum_import_price": minimum_import_price,
    "quota": quota,
    "relocation_request": relocation_request,
    "subsidy_programme": subsidy_programme,
    "tariff": tariff,
    "tariff_quota": tariff_quota,
}
"""How each is drawn."""
