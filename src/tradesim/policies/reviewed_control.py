"""Export controls under which exporters may apply for licences."""

from collections.abc import Mapping, Sequence

from pydantic import Field, PrivateAttr

from tradesim.fields import DateFigure
from tradesim.policies.export_control import ExportControl
from tradesim.policies.licence_terms import Amendment, DestinationTerms, LicenceTerms
from tradesim.policies.regime import Regime


class ReviewedControl(ExportControl):
    """An export control under which exporters may apply, and an office decides."""

    regime: str | None = Field(
        None,
        description="Licensing regime whose terms hold where none are given here: one of this "
        "scenario, or one that comes with tradesim.",
    )
    terms: LicenceTerms = Field(
        default_factory=LicenceTerms, description="How applications are decided."
    )
    first_decision: DateFigure | None = Field(
        None, description="No application is decided before this date; an input, never scored."
    )
    amendments: list[Amendment] = Field(default=[], description="Later changes of the terms.")
    exceptions: list[DestinationTerms] = Field(
        default=[], description="Terms that differ for single destinations, and who is exempt."
    )

    _regime: Regime | None = PrivateAttr(default=None)

    def meet(self, countries: Sequence[str], regimes: Mapping[str, Regime]) -> None:
        """Learn which countries there are, and what the regime that it names says."""
        super().meet(countries, regimes)
        self._regime = regimes.get(self.regime or "")

    @property
    def office(self) -> Regime | None:
        """The regime that it names, once it has met those there are."""
        return self._regime

    @property
    def review(self) -> LicenceTerms:
        """How applications are decided: its own terms, then those of its regime."""
        return self.terms if self._regime is None else self._regime.completed(self.terms)

    def review_for(self, partner: str) -> LicenceTerms:
        """How applications for a destination are decided."""
        terms, apart = self.terms, self.exception(partner)
        if self._regime is not None:
            terms = self._regime.completed(terms, partner)
        return terms if apart is None else apart.amended(terms)

    @property
    def earliest_decision(self) -> DateFigure | None:
        """Date before which no application is decided."""
        return self.first_decision

    @property
    def changes(self) -> list[Amendment]:
        """Later changes of the terms."""
        return self.amendments
