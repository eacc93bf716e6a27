"""Whom a plant serves when it is short."""

from __future__ import annotations

from tradesim.fields import Block, Figure, quantity


class Serving(Block):
    """Whom a plant serves first when it is short."""

    home_first: Figure = quantity(
        0,
        "share",
        "Part of what its own country's buyers ask that a short plant serves before the rest.",
        high=1,
    )
