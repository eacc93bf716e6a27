"""Why a source delivered less, by kind of reason: whole sentences with named placeholders."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "ban": "nothing may leave {plant} for {buyer} under {rule}",
    "hold": "what {buyer} ordered of {plant} was kept back without a rule, {rule}",
    "blockade": "nothing passes from {plant} to {buyer} in {rule}",
    "quota": "what may leave {plant} for {buyer} was used up under {rule}",
    "inspection": (
        "what {plant} sent {buyer} waited at the border under {rule}; the records cannot tell what "
        "of it was not sent"
    ),
    "several": (
        "{rule} held the goods of {plant} at once; the records cannot tell how much each of them "
        "alone would have held"
    ),
    "capacity": "{plant} made all it could{capacity}, which was less than was ordered",
    "no_capacity": "{plant} had no capacity",
    "inputs": "{plant} lacked {input}, of which it makes its goods",
    "stepping_up": ("{plant} had capacity left: it raises output step by step, as orders show"),
    "tariff": "{buyer} ordered elsewhere, since {rule} makes {plant} dearer",
    "price": "{buyer} ordered elsewhere, since {plant} had become dearer",
    "distrust": "{buyer} had moved orders away from {plant}, whose goods {rule} is about",
    "no_demand": "{buyer} ordered less in all, of {plant} as of others",
    "unknown": "the records cannot tell what held the goods",
    "elsewhere": "{buyer} ordered elsewhere; the records do not say why",
    "elsewhere_for": (
        "{buyer} ordered elsewhere than of {plant}; the records cannot tell how much of it comes "
        "of {candidates}"
    ),
    "elsewhere_under": (
        "{buyer} ordered elsewhere than of {plant}; the records cannot tell how much of it comes "
        "of {candidates} ({rule})"
    ),
    "licence_not_filed": "{plant} had applied for no licence, under {rule}",
    "licence_review": (
        "{plant} had an application under review since {since}{outcome}, under {rule}"
    ),
    "licences_review": (
        "{plant} had {count} applications under review, the first since {since}{outcome}, under "
        "{rule}"
    ),
    "licence_refused": (
        "the application of {plant} had been refused on {since}{outcome}, under {rule}"
    ),
    "licence_dispatch": (
        "{plant} was making to order the lot that was licensed on {since}, under {rule}"
    ),
    "licences_dispatch": (
        "{plant} was making to order the lot that was licensed on {since}, the first of several, "
        "under {rule}"
    ),
    "licence_used_up": (
        "the licence of {plant}, granted on {since}, covered less than was ordered, under {rule}"
    ),
    "licence_used_up_in_part": (
        "the licence of {plant}, granted in part on {since}, covered less than was ordered, under "
        "{rule}"
    ),
}
"""What is said of each reason."""

OUTCOMES: dict[str, str] = {
    "pending": "; none was granted until the end",
    "granted": "; it was granted on {day}, {weeks} later",
    "refused": "; it was refused on {day}, {weeks} later",
    "granted_after_all": "; a licence was granted on {day}, {weeks} later",
    "not_before": "; its office decided nothing before the week of {day}",
}
"""What is added on what became of an application."""

CANDIDATES = {
    "tariff": "what is levied on it",
    "distrust": "the loss of trust",
    "price": "its higher price",
}
"""What orders that went elsewhere may come of."""

SHOCK = "{buyer} needed {amount} more than before, in '{shocks}'."
NO_SHOCK = "{buyer} needed {amount} more than before; no demand shock of the scenario met it."
NO_SHOCK_OR_CUSTOMER = (
    "{buyer} needed {amount} more than before; no demand shock of the scenario met it nor its "
    "customers."
)
LOST = "{buyer} lost {amount} past its shelf life."
SHORT_BEFORE = "Deliveries had fallen short of use before, by {amount}."
"""What is said of causes that are no supplier's."""
