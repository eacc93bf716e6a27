"""The kinds of figures that may become levers, and the blocks that tell them apart."""

from __future__ import annotations

GROUPS = {
    "policies": "Policies",
    "buyers": "Buyers",
    "suppliers": "Suppliers",
    "items": "Goods",
    "countries": "Governments",
    "routes": "Routes",
    "shocks": "Shocks",
    "practice": "Practice of controls",
    "diplomacy": "Diplomacy",
}
"""Kinds of figures by the section of the scenario, in the order in which they are listed."""

SECTION_OF = {"default_lead_time_weeks": "routes", "domestic_lead_time_weeks": "routes"}
"""Figures at the top of a scenario, which have no section of their own."""

BLOCKS = {
    "amendments": "amendment {number}",
    "awards": "award {number}",
    "denial": "denial",
}
"""Blocks of a figure's path that tell it from its like."""
