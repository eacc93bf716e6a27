"""Boycotts: buyers are called upon to shun the goods of a country, and distrust it at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from tradesim.arrays import Rows
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect, Terrain, column


class Boycott(Policy):
    """A call upon a country's buyers to shun the goods of another.

    Each sourcing link from there is distrusted at least so much from its first day on. Distrust
    fades at the pace of the scenario's behaviour; there is no other end.
    """

    instrument: ClassVar[str] = "boycott"
    date_labels: ClassVar[dict[str, str]] = {"effective": "called"}
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "ko": {"boycott": "불매 운동", "called": "호소"},
        "ja": {"boycott": "不買運動", "called": "呼びかけ"},
    }

    kind: Literal["boycott"]
    country: str = Field(description="Country whose buyers shun, ISO 3166 alpha-3.")
    shunned: str = Field(
        description="Country whose goods are shunned, ISO 3166 alpha-3.",
        json_schema_extra={"refers_to": "country"},
    )
    items: list[str] | None = Field(None, description="Goods shunned; all where absent.")
    effective: DateFigure = Field(description="Day of the call.")
    distrust: Figure = quantity(0.5, "share", "Distrust that it raises at least.", high=1)

    @property
    def actor(self) -> str:
        """The country that calls."""
        return self.country

    @property
    def targets(self) -> tuple[str, ...]:
        """The country that is shunned."""
        return (self.shunned,)

    @property
    def markets(self) -> tuple[str, ...]:
        """The country that calls: its own buyers go elsewhere."""
        return (self.country,)

    def links(self, terrain: Terrain) -> Rows:
        """Return the sourcing links that are shunned."""
        return terrain.links(origin=self.shunned, destination=self.country, items=self.items)

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Raise distrust on the day."""
        week, rows = terrain.weeks(self.effective), self.links(terrain)
        told = column(np.asarray(self.distrust.value))
        return [Effect(week, "link.distrust", rows, "raise", told)]
