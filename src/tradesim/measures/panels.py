"""The names of the panels that a recording keeps, and what a row of each is."""

from __future__ import annotations

PANELS: dict[str, str] = {
    "arrivals": "flow",
    "dispatches": "flow",
    "inputs": "input",
    "shipped": "supplier",
    "price": "supplier",
    "unit_cost": "supplier",
    "production": "supplier",
    "capacity": "supplier",
    "stock": "need",
    "rate": "need",
    "used": "need",
    "unmet": "need",
    "lost": "need",
    "qualified_sources": "need",
    "landed": "priced",
    "rent": "market",
    "output": "buyer",
    "demand": "buyer",
    "filed": "control",
    "granted": "control",
    "refused": "control",
    "waited": "control",
    "waiting": "control",
    "tension": "relation",
    "escalation": "relation",
    "holds": "lever",
    "set_off": "rule",
    "enacted": "rule",
    "levied": "tariff",
    "allocated": "programme",
    "bound": "programme",
    "disbursed": "programme",
}
"""The recorded panels and what a row of each is; ``inputs`` are arrivals by processor's link."""

WORKED_OUT = (
    "arrivals", "dispatches", "inputs", "shipped", "landed", "rent", "qualified_sources",
    "output", "demand",
)  # fmt: skip
"""Panels that are summed up or cut out each week; the others are arrays of the world as it is."""

OF_POLICIES = frozenset({"control", "tariff", "programme", "relation", "lever", "rule"})
"""Rows of panels that come and go with a policy: what is booked there is no outcome of its own."""

WAITING = ("unfilled", "held", "called_off")
"""What is ordered and has not come, by sourcing link: nothing on most links in most weeks."""

DETAILS: dict[str, str] = dict.fromkeys(("deliveries", *WAITING), "link")
"""Panels by sourcing link, kept on request: what an explanation of a shortage needs."""
