"""Substitution investment: new capacity for an item somewhere else, announced and late."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import DateFigure, Figure, Flag, quantity
from tradesim.policies.effects import Effect, Terrain, column
from tradesim.policies.rule import RuledPolicy


class SubstitutionInvestment(RuledPolicy):
    """A project that adds capacity to a plant: substitution, localisation or relocation.

    The plan (capacity, building time) is an input; when the capacity appears is drawn from the
    slippage around the plan, and how much of it is used is the model's result. A project that is
    ``funded_by`` a programme starts when its award is bound, unless it ``starts_unfunded``.
    """

    instrument: ClassVar[str] = "substitution investment"
    date_labels: ClassVar[dict[str, str]] = {"announced": "announced"}
    first_field: ClassVar[str] = "announced"
    dated_only: ClassVar[tuple[str, ...]] = ("funded_by",)

    kind: Literal["substitution_investment"]
    supplier: str = Field(description="The plant that grows.")
    announced: DateFigure = Field(description="Date of the announcement; building starts then.")
    capacity_added: Figure = quantity(
        None, "{unit}/week", "Planned additional capacity.", low=0, required=True
    )
    build_weeks: Figure = quantity(
        None, "week", "Planned time from announcement to first output.", high=780, required=True
    )
    slippage: Figure = quantity(
        1.0, "factor", "Median of actual over planned building time.", low=0.1, high=10
    )
    slippage_spread: Figure = quantity(
        0.2, "log", "Standard deviation of the logarithm of the slippage.", high=2
    )
    ramp_weeks: Figure = quantity(
        12, "week", "Time from first output to full capacity.", low=1, high=260
    )
    cost_usd_m: Figure = quantity(0, "USD million", "Investment.", low=0)
    public_share: Figure = quantity(0, "share", "Part of the cost paid by government.", high=1)
    funded_by: str | None = Field(
        None, description="Subsidy programme it builds with; none where absent."
    )
    starts_unfunded: Flag = Field(
        False, description="Builds before its award is bound, or without one, at the lower pace."
    )
    unfunded_pace: Figure = quantity(
        0.5, "share", "Weeks of work done in a week without a binding award.", low=0, high=1
    )

    @property
    def actor(self) -> str:
        """The plant that grows."""
        return self.supplier

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Let the work go on at full pace."""
        return [self._at_pace(terrain, 1.0)]

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Let it rest; what is built stays."""
        return [self._at_pace(terrain, 0.0)]

    def _at_pace(self, terrain: Terrain, pace: float) -> Effect:
        row = terrain.project_row(self.name)
        return Effect(terrain.weeks(None), "project.funding", row, "set", column(pace))
