"""What is known of a good beside its customs codes, for a scenario made from customs files."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tradesim.fields import Block, CountryCode, Figure, quantity

Good = Literal["ore", "solid", "metal", "gas", "oil", "tool", "bulk"]
"""Kinds of good that the written rule for what is not known tells apart."""

Plant = Literal["process", "mine", "byproduct", "recycling", "backlog", "farm", "gas"]
"""Kinds of plant that it tells apart."""

Share = Annotated[float, Field(gt=0, le=1)]


class Concentration(Block):
    """How concentrated the firms of a country are."""

    hhi: Share = Field(description="Sum of the squared shares: 1 for one firm, 0.1 for ten equal.")


Firms = Annotated[int, Field(ge=1, le=10_000)] | list[Share] | Concentration
"""How many firms of equal size, or the share of each, or how concentrated they are."""


class KnownFacts(Block):
    """What the user knows of a good; what is absent is taken from the data or from the rule."""

    good: Good | None = Field(
        None, description="Kind of good, for what is not known; by its HS code where absent."
    )
    plant: Plant | None = Field(
        None, description="Kind of plant that makes it; by its HS code where absent."
    )
    firms: dict[CountryCode, Firms] = Field(
        default={},
        description="By country: how many firms of equal size make it, the share of each, or "
        "{hhi: 0.2}, which falling shares then meet.",
    )
    home_production: dict[CountryCode, Figure] = Field(
        default={}, description="By country: what is made there, e.g. {value: 500, unit: t/year}."
    )
    home_use: dict[CountryCode, Figure] = Field(
        default={}, description="By country: what is used there of what is made there."
    )
    demand_elasticity: Figure | None = quantity(
        None, "1", "Own-price elasticity of use, absolute value.", high=10
    )
    shipment_interval_weeks: Figure | None = quantity(
        None,
        "week",
        "Mean weeks between shipment lots; from the scatter of months where absent.",
        low=1,
        high=52,
    )
