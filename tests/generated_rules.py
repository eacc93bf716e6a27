"""Rules that policies follow, for the worlds that nobody wrote by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.generated_instruments import has

if TYPE_CHECKING:
    from tests.generated_worlds import Draft

Tree = dict[str, Any]

DATED_ONLY = (
    "announced", "promulgated", "first_decision", "amendments", "contracts_exempt",
    "contract_weeks", "funded_by", "starts_unfunded",
)  # fmt: skip
"""What a policy that follows a rule has not."""


def let_rules_decide(draft: Draft, tree: Tree) -> None:
    """Let some policies follow rules instead of their dates."""
    funded = {p["name"] for p in tree["policies"] if "funded_by" in p}
    for policy in tree["policies"]:
        if not has(policy, "when") or "available" in policy or policy["name"] in funded:
            continue
        if "when" not in policy and draft.whole(0, 2) == 0:
            first = policy.get("announced")
            for field in DATED_ONLY:
                policy.pop(field, None)
            if policy["kind"] == "substitution_investment":
                policy["announced"] = first
            policy["when"] = rule(draft)


def rule(draft: Draft) -> Tree:
    """Draw a rule that is met sooner or later, or never, by what some buyer does."""
    buyer, item, plant = draft.one_of(*((b, i, p) for b, i, p in draft.known if b in draft.makers))
    country = draft.country_of[buyer]
    where = draft.one_of({"country": country}, {"buyers": [buyer]})
    word = draft.one_of("stock_cover", "output_share", "price_index", "ordered_share")
    bound, sides = draft.one_of(*BOUNDS[word]), draft.one_of(("below", "above"), ("above", "below"))
    what: Tree = {} if word == "output_share" else {"item": item}
    if word == "ordered_share":
        what["origin"] = draft.country_of[plant]
    begins, ends = sides
    return (
        {"watch": word, begins: bound, "for_weeks": draft.whole(1, 4)}
        | {"after_weeks": draft.whole(0, 4)}
        | where
        | what
        | draft.maybe({"lift": {ends: bound, "after_weeks": draft.whole(0, 3)}})
    )


BOUNDS: dict[str, tuple[float, ...]] = {
    "stock_cover": (0.5, 1, 2, 4),
    "output_share": (0.5, 0.99, 1),
    "price_index": (0.98, 1.005, 1.2),
    "ordered_share": (0.2, 0.5, 0.9),
}
"""Bounds that some worlds pass, by what is watched."""
