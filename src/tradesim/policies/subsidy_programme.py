"""Subsidy programmes: allocated, then bound by agreement, then paid by milestones, each late."""

from typing import ClassVar, Literal

from pydantic import Field

from tradesim.fields import Block, Count, DateFigure, Figure, quantity
from tradesim.policies.base import Policy


class Award(Block):
    """Public money meant for one project."""

    project: str = Field(description="Name of the substitution investment it is for.")
    amount_usd_m: Figure = quantity(None, "USD million", "Amount of the grant.", required=True)
    allocated: DateFigure | None = Field(
        None, description="Date of the allocation where it is an input; drawn where absent."
    )


class SubsidyProgramme(Policy):
    """A government's budget for named projects, and the way from a promise to money.

    An award is allocated (announced, not binding), becomes a binding agreement after a negotiation,
    and is paid in equal tranches as the project's work is done. Before a political deadline, such
    as a change of government, the agencies may race; what is unbound then may lapse.
    """

    instrument: ClassVar[str] = "subsidy programme"
    date_labels: ClassVar[dict[str, str]] = {
        "announced": "announced",
        "effective": "in force",
        "deadline": "past its political deadline",
    }

    kind: Literal["subsidy_programme"]
    country: str = Field(description="Country whose government pays, ISO 3166 alpha-3.")
    budget_usd_m: Figure = quantity(
        None, "USD million", "Budget for grants; awards may not exceed it.", required=True
    )
    announced: DateFigure | None = Field(None, description="Date of the announcement.")
    effective: DateFigure = Field(description="Date from which applications are taken.")
    awards: list[Award] = Field(min_length=1, description="What is meant for whom.")
    allocation_weeks: Figure = quantity(
        60, "week", "Median time from entry into force to an allocation.", high=520
    )
    allocation_spread: Figure = quantity(
        0.3, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    negotiation_weeks: Figure = quantity(
        40, "week", "Median time from allocation to binding agreement at the usual pace.", high=520
    )
    negotiation_spread: Figure = quantity(
        0.35, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    milestones: Count = Field(
        4, ge=1, le=20, description="Number of equal tranches, at equal parts of the work done."
    )
    payment_weeks: Figure = quantity(
        8, "week", "Median time from a milestone to its payment.", high=260
    )
    payment_spread: Figure = quantity(
        0.4, "log", "Standard deviation of the logarithm of that time.", high=2
    )
    deadline: DateFigure | None = Field(
        None, description="Political deadline: unbound awards may lapse then; none where absent."
    )
    lapse_odds: Figure = quantity(
        0.5, "share", "Probability that an award unbound at the deadline lapses.", high=1
    )
    race_weeks: Figure = quantity(
        10, "week", "Time before the deadline in which the agencies race.", high=104
    )
    race_pace: Figure = quantity(
        3, "factor", "Weeks of negotiation done in a week of the race.", low=1, high=20
    )

    @property
    def actor(self) -> str:
        """The country that pays."""
        return self.country

    @property
    def markets(self) -> tuple[str, ...]:
        """The country that pays: its own buyers are to depend on others less."""
        return (self.country,)
