"""What the chance of an actor, a good or a policy hangs on, whatever it is called."""

from pydantic import Field

from tradesim.fields import Block, Name


class Identified(Block):
    """A block that chance is drawn for: by its identity, or by its name where it states none."""

    id: Name | None = Field(
        None,
        description="What its chance is drawn by; its name (of a country: its code) where absent. "
        "Who renames it and keeps the old name here meets the same draws.",
    )

    @property
    def drawn_by(self) -> str:
        """The word that its draws hang on."""
        return self.id or str(getattr(self, "code", None) or getattr(self, "name", ""))
