"""End-user controls: goods of some attributes may not go to some buyers, wherever they are made."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from tradesim.policies.base import Path
from tradesim.policies.effects import Terrain
from tradesim.policies.end_user_rule import EndUserRule

if TYPE_CHECKING:
    from tradesim.policies.surroundings import Surroundings


class EndUserControl(EndUserRule):
    """Denial presumed, or a ban, for named buyers in some countries or for all of them.

    It covers the listed items, all where none are listed, that meet every threshold. Territorial
    reach covers plants in the imposing country; foreign-direct-product reach also those elsewhere
    that use its technology. Compliance programmes exempt nobody. On several partners it does what
    as many controls, on one each, would do.
    """

    instrument: ClassVar[str] = "end-user control"

    kind: Literal["end_user_control"]
    buyers: list[str] | None = Field(
        None, description="Named end users in the partner countries; all there where absent."
    )

    def end_users(self, terrain: Terrain) -> Collection[str] | None:
        """Return the named buyers; all in the partner countries where None."""
        del terrain
        return self.buyers

    def misfits(self, scenario: "Surroundings") -> Iterator[tuple[Path, str]]:
        """Yield named buyers that stand in no country it is aimed at."""
        return self.standing_elsewhere("buyers", [*scenario.suppliers, *scenario.buyers])
