"""The firms that one supplier of a scenario stands for, and whom it serves when it is short."""

import math
from typing import Self

from pydantic import Field, model_validator

from tradesim.fields import Block, Count, Figure, Number, quantity

MOST_FIRMS = 200
"""Firms that one supplier may stand for."""

ROUNDING = 1e-3
"""How far written shares may be from adding up to one."""


class Firms(Block):
    """How many firms a supplier stands for, and how large each is."""

    firms: Count | list[Number] = Field(
        1,
        description="Firms it stands for: how many of one size, or the share of each, which sum to "
        "one. Each files for its own licences.",
    )

    @model_validator(mode="after")
    def _firms_make_up_the_whole(self) -> Self:
        count = self.firms if isinstance(self.firms, int) else len(self.firms)
        if not 1 <= count <= MOST_FIRMS:
            raise ValueError(f"'firms' are {count}: give 1 to {MOST_FIRMS}.")
        shares = self.firm_shares
        if min(shares) <= 0.0 or abs(math.fsum(shares) - 1.0) > ROUNDING:
            raise ValueError(
                f"the shares of 'firms' add up to {math.fsum(shares):g}: each is above 0, and "
                "together they are 1."
            )
        return self

    @property
    def firm_shares(self) -> list[float]:
        """The part of each firm in what is ordered here."""
        if isinstance(self.firms, int):
            return [1.0 / max(self.firms, 1)] * self.firms
        return self.firms


class Serving(Block):
    """Whom a plant serves first when it is short."""

    home_first: Figure = quantity(
        0,
        "share",
        "Part of what its own country's buyers ask that a short plant serves before the rest.",
        high=1,
    )
