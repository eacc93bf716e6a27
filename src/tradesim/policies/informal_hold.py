"""Informal holds: customs or firms keep goods back, and nobody says that there is a rule."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim import lazy_numpy as np
from tradesim.fields import DateFigure, Figure, quantity
from tradesim.policies.effects import BAN
from tradesim.policies.exemption import Exemption
from tradesim.policies.export_control import ExportControl


class InformalHold(ExportControl):
    """A hold that no government declares, on a share of what would leave.

    Nobody can apply, and nobody knows when it ends: buyers see orders that do not come, unless
    ``announced`` says when the press made it known. What is not held leaves as ever: such holds
    leak. Orders held wait, lapse or go elsewhere; what is still waiting leaves when it ends.
    """

    level: ClassVar[int] = BAN
    instrument: ClassVar[str] = "informal hold"
    cause: ClassVar[str] = "hold"

    kind: Literal["informal_hold"]
    items: list[str] = Field(min_length=1, description="Names of the items held.")
    held_share: Figure = quantity(
        None, "share", "Share of the orders on each link that is held.", high=1, required=True
    )
    feared_weeks: Figure = quantity(
        13, "week", "How long buyers fear it where it became known.", high=520
    )
    exceptions: list[Exemption] = Field(default=[], description="Destinations that are exempt.")
    lifted: DateFigure | None = Field(
        None, description="Date it ends: an input that nobody in the model knows before."
    )

    @property
    def informal(self) -> bool:
        """It holds goods without a rule."""
        return True

    @property
    def covered_share(self) -> Figure:
        """Share of the trade in its items that is held: of what it covers, what is kept back."""
        held = np.asarray(self.held_share.value) * np.asarray(self.covers_share.value)
        return self.held_share.model_copy(update={"value": held if held.ndim else float(held)})

    @property
    def heard(self) -> DateFigure | None:
        """Date buyers learn of it, None where nobody tells them."""
        return self.announced

    def _feared(self, partner: str) -> object:
        """Return how long buyers fear it, weeks."""
        del partner
        return self.feared_weeks.value
