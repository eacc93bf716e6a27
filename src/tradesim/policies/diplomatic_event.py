"""Diplomatic events: what raises or calms the tension between governments."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim.fields import CountryCode, DateFigure, Figure, quantity
from tradesim.policies.base import Policy

EventType = Literal["court_ruling", "compensation_plan", "summit", "talks", "security_threat"]


class DiplomaticEvent(Policy):
    """A shock to the tension between governments: a ruling, a summit, a threat to both.

    It acts at once, or unfolds in equal weekly parts. How hard it hits is drawn in each
    replicate: ``tension * exp(tension_spread * z)``.
    """

    instrument: ClassVar[str] = "diplomatic event"
    date_labels: ClassVar[dict[str, str]] = {"date": "happened"}

    kind: Literal["diplomatic_event"]
    type: EventType = Field(description="What it is; for readers, it changes no number.")
    between: list[CountryCode] = Field(min_length=2, description="Countries it concerns.")
    felt_by: list[CountryCode] | None = Field(
        None, description="Governments whose tension moves; all that it concerns where absent."
    )
    date: DateFigure = Field(description="Day it happens, or begins to unfold.")
    tension: Figure = quantity(
        None,
        "tension",
        "Shock to tension; 1 is where governments escalate by default. Below 0 it calms.",
        low=-10,
        high=10,
        required=True,
    )
    tension_spread: Figure = quantity(
        0.1, "log", "Standard deviation of the logarithm of the shock.", high=1
    )
    unfolds_weeks: Figure = quantity(
        1, "week", "Time over which it acts, in equal parts.", low=1, high=520
    )

    @property
    def targets(self) -> tuple[str, ...]:
        """The countries it concerns."""
        return tuple(self.between)

    @property
    def markets(self) -> tuple[str, ...]:
        """No country's buyers alone: none."""
        return ()

    @property
    def moved(self) -> tuple[str, ...]:
        """The governments whose tension it moves."""
        return tuple(self.felt_by if self.felt_by is not None else self.between)

    @model_validator(mode="after")
    def _felt_by_those_it_concerns(self) -> Self:
        strangers = [code for code in self.moved if code not in self.between]
        if strangers:
            raise ValueError(f"'felt_by': {', '.join(strangers)} is not in 'between'.")
        return self
