"""Licensing regimes: how a government decides applications, whatever goods it controls."""

from typing import Self

from pydantic import Field, model_validator

from tradesim.fields import Block, CountryCode, DateFigure, Name
from tradesim.policies.licence_terms import DestinationTerms, LicenceTerms


class Regime(Block):
    """How one government decides applications at a time; controls name it by ``regime``.

    The terms belong to the government and the date, not to the goods or the dispute: the same
    regime serves every control that it puts under licence.
    """

    name: Name = Field(description="Unique name, by which controls refer to it.")
    title: str = Field(description="The law or office, for readers.")
    government: CountryCode = Field(description="Whose it is, ISO 3166 alpha-3.")
    in_force: DateFigure = Field(description="Date from which it is what it is here.")
    note: str | None = Field(None, description="What a reader should know about it.")
    terms: LicenceTerms = Field(
        default_factory=LicenceTerms, description="How applications are decided."
    )
    exceptions: list[DestinationTerms] = Field(
        default=[], description="Terms that differ for single destinations."
    )

    @model_validator(mode="after")
    def _exempts_nobody(self) -> Self:
        exempt = [entry.partner for entry in self.exceptions if entry.exempt]
        if exempt:
            raise ValueError(
                f"{exempt[0]} is exempt: a regime says how applications are decided; whom a "
                "control leaves alone stands in the control."
            )
        return self

    def exception(self, partner: str) -> DestinationTerms | None:
        """Return what is different for a destination, None where nothing is."""
        return next((entry for entry in self.exceptions if entry.partner == partner), None)

    def completed(self, own: LicenceTerms, partner: str | None = None) -> LicenceTerms:
        """Return terms with all that they do not say themselves taken from this regime.

        Args:
            own: The terms that a control gives.
            partner: Destination whose exception counts; none where absent.
        """
        apart = None if partner is None else self.exception(partner)
        terms = self.terms if apart is None else apart.amended(self.terms)
        said = terms.model_fields_set - own.model_fields_set
        return own.model_copy(update={name: getattr(terms, name) for name in said})
