"""Whom a control is aimed at: one country, several or all others, with exceptions for some."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from tradesim.fields import Figure, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import least, most

if TYPE_CHECKING:
    from tradesim.policies.exemption import Exemption
    from tradesim.policies.regime import Regime

ALL = "all"
"""The word for every country but the imposer."""


def covered() -> Any:
    """Return the field of a policy that covers but a part of the trade in its items."""
    return quantity(
        1,
        "share",
        "Share of the trade in its items that it covers: lists cut across what is traded under one "
        "name, and practice across lists. The rest passes.",
        high=1,
    )


def is_whole(share: Figure) -> bool:
    """Say whether a share is 1 in every run."""
    return least(share) == most(share) == 1.0


class AimedPolicy(Policy):
    """A policy that is aimed at one country, at several, or at all but the one that imposes it.

    Attributes:
        concerns: What is said where it is aimed at the country that imposes it; empty where it may
            be.
        open_ended: Whether it is for all others where nobody is named. Then it is aimed at a
            country only where it is for that one alone.
    """

    concerns: ClassVar[str] = "a control is on exports to another"
    open_ended: ClassVar[bool] = False

    partner: str = Field(
        "", description="Country it is aimed at, ISO 3166 alpha-3; or give 'partners'."
    )
    partners: list[str] | Literal["all"] | None = Field(
        None, description="Countries it is aimed at where there are several; 'all' for all others."
    )
    _codes: tuple[str, ...] = PrivateAttr(default=())

    @field_validator("partner", mode="before")
    @classmethod
    def _none_is_nobody(cls, given: Any) -> Any:
        return "" if given is None else given

    @model_validator(mode="after")
    def _names_each_country_once(self) -> Self:
        if self.partner and self.partners is not None:
            raise ValueError("it has 'partner' and 'partners': give one or the other.")
        if self.partners is not None and not self.partners:
            raise ValueError("'partners' lists nobody: name a country, or write 'all'.")
        if isinstance(self.partners, list) and len(set(self.partners)) < len(self.partners):
            raise ValueError("'partners' names a country twice.")
        excepted = [entry.partner for entry in self.excepted]
        if len(set(excepted)) < len(excepted):
            raise ValueError("'exceptions' names a country twice.")
        return self

    def meet(self, countries: Sequence[str], regimes: "Mapping[str, Regime]") -> None:
        """Learn which countries there are, for one that is aimed at all of them."""
        del regimes
        self._codes = tuple(countries)

    @property
    def excepted(self) -> "Sequence[Exemption]":
        """What is different for single countries."""
        return getattr(self, "exceptions", ())

    @property
    def others(self) -> tuple[str, ...]:
        """All countries but the one that imposes it."""
        return tuple(code for code in self._codes if code != self.actor)

    @property
    def named(self) -> tuple[str, ...]:
        """The countries it names, exempt or not; all others where it is aimed at all."""
        nobody = self.partners is None and not self.partner
        if self.partners == ALL or (self.open_ended and nobody):
            return self.others
        return tuple(self.partners or ([self.partner] if self.partner else ()))

    @property
    def destinations(self) -> tuple[str, ...]:
        """The countries it is aimed at, without those that are exempt."""
        exempt = {entry.partner for entry in self.excepted if entry.exempt}
        return tuple(code for code in self.named if code not in exempt)

    def exception(self, partner: str) -> Any:
        """Return what is different for a country, None where nothing is."""
        return next((entry for entry in self.excepted if entry.partner == partner), None)

    @property
    def targets(self) -> tuple[str, ...]:
        """The countries it is aimed at."""
        found = self.destinations
        return found if len(found) == 1 or not self.open_ended else ()
