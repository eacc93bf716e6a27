"""Contracts signed before a control: where it spares them, it covers more as they run out."""

import math
from typing import Self

from pydantic import model_validator

from tradesim import lazy_numpy as np
from tradesim.arrays import Floats, Rows, Weeks
from tradesim.fields import Figure, quantity
from tradesim.policies.destinations import AimedPolicy
from tradesim.policies.effects import NEVER, Effect, column, most

STEP = 4
"""Weeks after which a control sees anew which contracts have run out."""


class SparingPolicy(AimedPolicy):
    """A control that may leave contracts signed before it alone, for the term they have left."""

    contracts_exempt: Figure = quantity(
        0,
        "share",
        "Share of what it covers that contracts signed before leave exempt on its first day.",
        high=1,
    )
    contract_weeks: Figure = quantity(
        26,
        "week",
        "Longest term that contracts signed before have left; what they exempt falls evenly to "
        "nothing over it. Of no matter where 'contracts_exempt' is 0.",
        low=1,
        high=520,
    )

    @property
    def spares_contracts(self) -> bool:
        """Whether contracts signed before are exempt for their term, in some run."""
        return most(self.contracts_exempt) > 0.0

    @property
    def covered_share(self) -> Figure:
        """Share of the trade in its items that it holds or puts under licence in the end."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _spares_contracts_by_date(self) -> Self:
        if getattr(self, "available", False) and self.spares_contracts:
            raise ValueError(
                "it is 'available' and has 'contracts_exempt': what contracts exempt is counted "
                "from a date. Leave it out, or give 'effective'."
            )
        return self

    def as_contracts_run_out(self, start: Weeks, rows: Rows) -> list[Effect]:
        """Return how it covers more month by month, from the week on in which it binds."""
        if not self.spares_contracts:
            return []
        longest = math.ceil(most(self.contract_weeks))
        return [
            Effect(
                np.where(start < NEVER, start + week, NEVER),
                "control.covers_share",
                rows,
                "set",
                column(self.covered_after(week)),
            )
            for week in range(0, longest + STEP, STEP)
        ]

    def covered_after(self, weeks: float) -> Floats:
        """Return ``covers * (1 - exempt * max(0, 1 - weeks / term))``: what it covers by then."""
        covers, exempt, term = (
            np.asarray(figure.value, dtype=np.float64)
            for figure in (self.covered_share, self.contracts_exempt, self.contract_weeks)
        )
        return np.asarray(covers * (1.0 - exempt * np.maximum(1.0 - weeks / term, 0.0)))
