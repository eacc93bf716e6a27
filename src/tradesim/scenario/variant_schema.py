"""What a scenario says of a variant."""

from typing import Any

from pydantic import Field

from tradesim.fields import Block


class Variant(Block):
    """A named set of overrides: another policy mix in the same world."""

    description: str = Field(description="What it asks.")
    without: list[str] = Field(
        default=[], description="Names of policies removed; what answered them goes too."
    )
    set: dict[str, Any] = Field(default={}, description="Values by dotted path, as for --set.")
