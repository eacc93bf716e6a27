"""What rules on end users share: which goods, made where, may not go to some buyers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from tradesim.arrays import Rows
from tradesim.fields import Block, DateFigure, Figure, Number, quantity
from tradesim.policies.base import Path
from tradesim.policies.effects import BAN, DENIAL, Terrain, together
from tradesim.policies.licence_terms import LicenceTerms
from tradesim.policies.reviewed_control import ReviewedControl

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Resident


class AttributeBound(Block):
    """A bound on a technical attribute of an item; an item without the attribute is not met."""

    attribute: str = Field(description="Name of the attribute, as items give it.")
    at_most: Number | None = Field(None, description="Largest value that is controlled.")
    at_least: Number | None = Field(None, description="Smallest value that is controlled.")

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_most is None and self.at_least is None:
            raise ValueError("it bounds nothing: give 'at_most' or 'at_least'.")
        return self

    def meets(self, attributes: dict[str, float]) -> bool:
        """Say whether an item of these attributes is controlled."""
        value = attributes.get(self.attribute)
        if value is None:
            return False
        above = self.at_least is None or value >= self.at_least
        return above and (self.at_most is None or value <= self.at_most)


class DenialTerms(LicenceTerms):
    """How applications are decided where denial is presumed."""

    approval_odds: Figure = quantity(
        0.05,
        "share",
        "Probability that a decided application is approved, in full or in part.",
        high=1,
    )


class EndUserRule(ReviewedControl):
    """Denial presumed, or a ban, for some buyers in some countries.

    It covers the listed items, all where none are listed, that meet every threshold. Territorial
    reach covers plants in the imposing country; foreign-direct-product reach also those elsewhere
    that use its technology. Compliance programmes exempt nobody.
    """

    presumption: Literal["denial", "ban"] = Field(
        "denial",
        description="denial: applications are reviewed and mostly refused; ban: nobody may apply.",
    )
    reach: Literal["territorial", "foreign_direct_product"] = Field(
        "territorial", description="Which plants: in the country, or all that use its technology."
    )
    items: list[str] | None = Field(None, description="Items it may cover; all where absent.")
    thresholds: list[AttributeBound] = Field(
        default=[], description="Bounds on attributes; an item must meet all of them."
    )
    terms: DenialTerms = Field(
        default_factory=DenialTerms, description="How applications are decided."
    )
    lifted: DateFigure | None = Field(None, description="Date the control ends.")

    @property
    def rung(self) -> int:
        """Denial or ban."""
        return BAN if self.presumption == "ban" else DENIAL

    def end_users(self, terrain: Terrain) -> Collection[str] | None:
        """Return the buyers it is about; all in the partner countries where None."""
        del terrain
        return None

    def listed(self, terrain: Terrain) -> Sequence[str]:
        """Return the items within the thresholds."""
        return [
            item
            for item, attributes in terrain.attributes().items()
            if (self.items is None or item in self.items)
            and all(threshold.meets(attributes) for threshold in self.thresholds)
        ]

    def nearby(self, terrain: Terrain, partners: Sequence[str]) -> Rows:
        """Return all links within its reach to some partners, whoever buys."""
        reach = "origin" if self.reach == "territorial" else "technology"
        return together(
            terrain.links(**{reach: self.imposer, "destination": partner})  # type: ignore[arg-type]
            for partner in partners
        )

    def standing_elsewhere(
        self, field: str, residents: "Iterable[Resident]"
    ) -> Iterator[tuple[Path, str]]:
        """Yield the named residents that stand in no country it is aimed at, by their field."""
        home = {resident.name: resident.country for resident in residents}
        for number, name in enumerate(getattr(self, field) or ()):
            if name in home and home[name] not in self.destinations:
                said = f"'{name}' stands in {home[name]}, at which it is not aimed. Remove it, or "
                yield (field, number), f"{said}aim at {home[name]} too, with 'partners'."

    def covered(self, terrain: Terrain, item: str, partner: str) -> Rows:
        """Return the links of an item to a partner that are within its reach."""
        abroad = self.reach == "foreign_direct_product"
        return terrain.links(
            origin=None if abroad else self.imposer,
            technology=self.imposer if abroad else None,
            destination=partner,
            items=[item],
            buyers=self.end_users(terrain),
        )
