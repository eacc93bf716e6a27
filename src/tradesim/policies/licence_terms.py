"""The terms under which a government decides licence applications."""

from typing import Literal

from pydantic import Field

from tradesim.fields import Block, DateFigure, Figure, quantity
from tradesim.policies.exemption import Exemption


class LicenceTerms(Block):
    """How long a review takes, how it ends, and how long a licence lasts."""

    review_weeks: Figure = quantity(
        13,
        "week",
        "Median time from filing to decision.",
        low=0,
        high=52,
        source="METI: the standard processing period of an individual licence is 90 days",
    )
    review_spread: Figure = quantity(
        0.3, "log", "Standard deviation of the logarithm of the review time.", low=0, high=2
    )
    statutory_maximum_weeks: Figure = quantity(
        52, "week", "Longest review; an application is decided then at the latest.", low=1, high=520
    )
    approval_odds: Figure = quantity(
        0.9,
        "share",
        "Probability that a decided application is approved, in full or in part.",
        high=1,
    )
    partial_odds: Figure = quantity(
        0.1, "share", "Probability that an approval is for a part of the volume only.", high=1
    )
    partial_share: Figure = quantity(
        0.5, "share", "Share of the volume that a partial approval grants.", low=0.01, high=1
    )
    return_odds: Figure = quantity(
        0.1, "share", "Probability that an application is once returned for documents.", high=1
    )
    return_weeks: Figure = quantity(
        4, "week", "Delay when an application is returned for documents.", low=0, high=52
    )
    validity_weeks: Figure = quantity(
        26,
        "week",
        "How long a licence may be used.",
        low=1,
        high=520,
        source="METI: individual licences are valid for six months",
    )
    papers_weeks: Figure = quantity(
        0,
        "week",
        "Median time a firm needs to complete its first application: statements of end users, "
        "contracts, data of the goods. It runs from the announcement.",
        high=52,
    )
    papers_spread: Figure = quantity(
        0.7, "log", "Standard deviation of the logarithm of that time, from firm to firm.", high=2
    )
    covers: Literal["period", "contract"] = Field(
        "period",
        description="period: a licence is for the orders expected in a lot and a review; contract: "
        "for the orders of one lot, several of which may be under review at once.",
    )
    licence_lot_weeks: Figure | None = quantity(
        None,
        "week",
        "Weeks of usual orders that a licence is for; behaviour.licence_lot_weeks where absent.",
        low=1,
        high=104,
    )
    largest_lot_weeks: Figure | None = quantity(
        None,
        "week",
        "Most weeks of usual orders that one licence is granted for; unlimited where absent.",
        low=0.1,
        high=520,
    )
    first_decision_weeks: Figure = quantity(
        0, "week", "Weeks from entry into force in which the office decides nothing.", high=104
    )


class Amendment(Block):
    """A later change of a control's terms, for all of its items or for some."""

    effective: DateFigure = Field(description="Date from which the changed terms hold.")
    items: list[str] | None = Field(None, description="Items it is for; all where absent.")
    review_weeks: Figure | None = quantity(None, "week", "New median review time.", high=52)
    review_spread: Figure | None = quantity(None, "log", "New spread of review times.", high=2)
    approval_odds: Figure | None = quantity(None, "share", "New approval odds.", high=1)
    partial_odds: Figure | None = quantity(None, "share", "New partial-approval odds.", high=1)
    return_odds: Figure | None = quantity(None, "share", "New odds of a return.", high=1)
    validity_weeks: Figure | None = quantity(
        None, "week", "New validity of a licence.", low=1, high=520
    )

    def changes(self) -> dict[str, Figure]:
        """Return the terms that change, by the world's array that holds each."""
        given = {
            "control.review_weeks": self.review_weeks,
            "control.review_spread": self.review_spread,
            "control.approval_odds": self.approval_odds,
            "control.partial_odds": self.partial_odds,
            "control.return_odds": self.return_odds,
            "control.validity_weeks": self.validity_weeks,
        }
        return {array: figure for array, figure in given.items() if figure is not None}


class DestinationTerms(Exemption):
    """Terms that differ for one destination: stricter, milder, or none at all."""

    review_weeks: Figure | None = quantity(None, "week", "Its median review time.", high=52)
    review_spread: Figure | None = quantity(None, "log", "Its spread of review times.", high=2)
    statutory_maximum_weeks: Figure | None = quantity(
        None, "week", "Its longest review.", low=1, high=520
    )
    approval_odds: Figure | None = quantity(None, "share", "Its approval odds.", high=1)
    partial_odds: Figure | None = quantity(None, "share", "Its partial-approval odds.", high=1)
    return_odds: Figure | None = quantity(None, "share", "Its odds of a return.", high=1)
    validity_weeks: Figure | None = quantity(
        None, "week", "Its validity of a licence.", low=1, high=520
    )
    papers_weeks: Figure | None = quantity(None, "week", "Its time for papers.", high=52)
    licence_lot_weeks: Figure | None = quantity(None, "week", "Its lots.", low=1, high=104)
    largest_lot_weeks: Figure | None = quantity(None, "week", "Its largest lot.", low=0.1, high=520)
    first_decision_weeks: Figure | None = quantity(
        None, "week", "Its time without decisions.", high=104
    )

    def amended(self, terms: LicenceTerms) -> LicenceTerms:
        """Return terms as they are for this destination."""
        changes = {
            name: figure
            for name in LicenceTerms.model_fields
            if (figure := getattr(self, name, None)) is not None
        }
        return terms.model_copy(update=changes)
