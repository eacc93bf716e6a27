"""Complaints at the World Trade Organization: consultations, talks, a panel."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim.fields import CountryCode, DateFigure, Flag
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect, Terrain, column

NO_COMPLAINT, CONSULTATIONS, SUSPENDED, RESUMED, PANEL, WITHDRAWN = 0, 1, 2, 3, 4, 5
"""Stages of a complaint, in their usual order."""

STAGES = ("none", "consultations", "suspended", "resumed", "panel", "withdrawn")
"""The words of the stages, by number."""

MILESTONES = {
    "filed": CONSULTATIONS,
    "suspended": SUSPENDED,
    "resumed": RESUMED,
    "panel": PANEL,
    "withdrawn": WITHDRAWN,
}
"""The date fields, with the stage that begins on each."""


class WTOComplaint(Policy):
    """A complaint against another government's controls.

    While it is pursued it weighs on the respondent (``diplomacy.complaint_cost``). With dates it
    follows them; ``available`` leaves it to an adaptive complainant.
    """

    instrument: ClassVar[str] = "WTO complaint"
    date_labels: ClassVar[dict[str, str]] = {
        "filed": "filed",
        "suspended": "suspended",
        "resumed": "resumed",
        "panel": "brought to a panel",
        "withdrawn": "withdrawn",
    }

    kind: Literal["wto_complaint"]
    complainant: CountryCode = Field(description="Country that complains.")
    respondent: CountryCode = Field(description="Country whose controls it complains about.")
    available: Flag = Field(False, description="Its adaptive government files it when it sees fit.")
    filed: DateFigure | None = Field(None, description="Request for consultations.")
    suspended: DateFigure | None = Field(None, description="The complainant halts the procedure.")
    resumed: DateFigure | None = Field(None, description="It takes the procedure up again.")
    panel: DateFigure | None = Field(None, description="A panel is established.")
    withdrawn: DateFigure | None = Field(None, description="The complaint is withdrawn.")

    @property
    def actor(self) -> str:
        """The complainant."""
        return self.complainant

    @property
    def targets(self) -> tuple[str, ...]:
        """The respondent."""
        return (self.respondent,)

    def milestones(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield each date that is given, by its field, in the usual order."""
        for field in MILESTONES:
            date = getattr(self, field)
            if date is not None:
                yield field, date

    @model_validator(mode="after")
    def _dated_or_available(self) -> Self:
        if self.available and next(self.milestones(), None) is not None:
            raise ValueError("it is 'available' and has dates: give one or the other.")
        if not self.available and self.filed is None:
            raise ValueError(
                "it has no date. Give 'filed', or 'available: true' for an adaptive government."
            )
        return self

    def effects(self, terrain: Terrain) -> list[Effect]:
        """Move the complaint from stage to stage on its dates."""
        row = terrain.relations(self.complainant, self.respondent)
        return [
            Effect(terrain.weeks(date), "relation.complaint", row, "set", column(MILESTONES[field]))
            for field, date in self.milestones()
        ]
