"""Entity listings: named firms may not be supplied, nor those that they own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.arrays import Rows
from tradesim.fields import Number
from tradesim.policies.base import Path
from tradesim.policies.effects import Terrain, together
from tradesim.policies.end_user_rule import EndUserRule

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Surroundings

ROUNDING = 1e-9
"""By how much shares that add up may miss the rule."""


class EntityListing(EndUserRule):
    """Denial presumed, or a ban, for listed firms, wherever in the partner countries they buy.

    A buyer is met if it is listed itself, or if listed owners together hold at least
    ``share_rule`` of it; a buyer that is met so is as good as listed, as an owner of others. It is
    the rule's own buyers that grow wary, not their country.
    """

    instrument: ClassVar[str] = "entity listing"

    kind: Literal["entity_listing"]
    entities: list[str] = Field(
        min_length=1, description="Firms listed: buyers, or owners of buyers."
    )
    share_rule: Number | None = Field(
        None,
        gt=0,
        le=1,
        description="Share of a buyer that listed owners hold together from which it is met, too: "
        "0.5 is the 50 per cent rule (BIS, affiliates rule of 2025-09-29: owned 50 per cent or "
        "more in the aggregate). Those named alone where absent.",
    )

    def end_users(self, terrain: Terrain) -> Collection[str] | None:
        """Return the buyers that are listed, or held by listed owners."""
        owners = terrain.owners()
        return [buyer for buyer in owners if buyer in self._met(owners)]

    def _met(self, owners: Mapping[str, Mapping[str, float]]) -> set[str]:
        """Return the listed, and all that they hold through any number of hands."""
        met = set(self.entities)
        while self.share_rule is not None:
            rule = self.share_rule - ROUNDING
            held = {
                buyer
                for buyer, parts in owners.items()
                if sum(share for owner, share in parts.items() if owner in met) >= rule
            }
            if held <= met:
                break
            met |= held
        return met

    def nearby(self, terrain: Terrain, partners: Sequence[str]) -> Rows:
        """Return the links of its buyers within its reach, whether or not the goods are covered."""
        users = self.end_users(terrain) or ()
        everything = super().nearby(terrain, partners)
        return np.intersect1d(everything, together([terrain.links(buyers=users)]))

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield listed buyers that stand in no country it is aimed at."""
        return self.standing_elsewhere("entities", scenario.buyers)
