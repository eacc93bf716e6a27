"""Measures of diversification: concentration and dependence, at several times and both tiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tradesim.measures.definition import HIRSCHMAN
from tradesim.measures.domain import NOT_NEGATIVE, SHARE, Domain
from tradesim.measures.measure import Measure, OfEachMarket, Role
from tradesim.measures.workings import market_diversification, qualified_sources

SECTION = "Diversification"
FUNCTION, OF_SOURCES = OfEachMarket(market_diversification), OfEachMarket(qualified_sources)

MOMENTS = {
    "start": ("in the week before the first policy", "before the first policy"),
    "worst": (
        "at its highest from the week before the first policy on",
        "at its highest",
    ),
    "end": ("in the last week", "at the end"),
}
"""When concentration is measured: exactly, and in a label."""

LOOKED_THROUGH = (
    " Looked through: a processor's share goes to those it bought its critical inputs from, in "
    "proportion to its purchases of the 13 weeks at baseline prices. Given only where a "
    "processor supplies the market; elsewhere it equals the first tier."
)

TIERS = {"": ("", ""), "looked_through_": (LOOKED_THROUGH, ", looked through")}
"""At which tier, by what a name begins with: exactly, and in a label."""

WINDOW = "of the arrivals of 13 weeks, domestic deliveries included"


@dataclass(frozen=True)
class Family:
    """What is measured at several times and tiers.

    Attributes:
        name: What stands in its name between tier and moment.
        meaning: What it is.
        unit: Its unit.
        label: What it is called.
        sentence: What it is called within a sentence.
        source: Whom it follows.
        better: Whether less of it is better, or more.
        rank: Place of its value at the end among what is told first.
        moments: When it is measured.
        domain: What values it can take.
    """

    name: str
    meaning: str
    unit: str
    label: str
    sentence: str
    source: str = "tradesim"
    better: Literal["lower", "higher"] = "lower"
    rank: int | None = None
    moments: tuple[str, ...] = ("start", "end")
    domain: Domain = SHARE

    def at(self, moment: str, tier: str) -> Measure:
        """Return its measure at a time and a tier."""
        exactly, shortly = MOMENTS[moment]
        explained, looked = TIERS[tier]
        is_told = moment == "end" and not tier
        is_country_index = is_told and self.name == "hhi_by_country"
        return Measure(
            f"{tier}{self.name}_{moment}",
            f"{self.meaning} {exactly}.{explained}",
            self.unit,
            self.source,
            function=FUNCTION,
            label=f"{self.label} {shortly}{looked}",
            sentence=f"{self.sentence} {shortly}{looked}",
            role=Role.DIVERSIFICATION if is_told else Role.NONE,
            better=self.better,
            rank=self.rank if is_told else None,
            tile="Concentration of {item} by country, at the end" if is_country_index else "",
            domain=self.domain,
            section=SECTION,
        )


def _index(owner: str, shares: str, by: str, rank: int | None = None) -> Family:
    return Family(
        f"hhi_by_{owner}",
        f"Herfindahl-Hirschman index, the sum of squared shares by {shares} {WINDOW},",
        "index, 0 to 1",
        f"Concentration by {by}",
        f"concentration of {{item}} in {{destination}} by {by}",
        HIRSCHMAN,
        rank=rank,
        moments=("start", "worst", "end"),
    )


INDICES = (
    _index("supplier", "supplier (plant)", "plant"),
    _index("country", "country where the plant stands", "country", rank=70),
    _index("owner", "owner of the plant", "owner"),
)

DEPENDENCE = (
    Family(
        "effective_suppliers",
        f"Effective number of suppliers, 1 / HHI by supplier {WINDOW},",
        "suppliers",
        "Effective number of suppliers",
        "effective number of suppliers of {item} in {destination}",
        "Laakso & Taagepera (1979); Adelman (1969)",
        better="higher",
        domain=Domain(least=1.0),
    ),
    Family(
        "top_share",
        f"Share of the largest supplier {WINDOW},",
        "share",
        "Share of the largest supplier",
        "share of the largest supplier of {item} in {destination}",
    ),
    Family(
        "imposing_country_share",
        "Share of the plants of a country that controls its exports to the destination, of this "
        f"item or of another, {WINDOW},",
        "share",
        "Share of the country that controls its exports",
        "{origin}'s share of {item} in {destination}",
        rank=60,
    ),
    Family(
        "self_sufficiency",
        f"Share of the country's own plants {WINDOW},",
        "share",
        "Share made at home",
        "own plants' share of {item} in {destination}",
        better="higher",
        rank=80,
    ),
)

SOURCES = tuple(
    Measure(
        f"qualified_sources_{moment}",
        "Qualified suppliers of a buyer, mean weighted by use in the first week, "
        f"{MOMENTS[moment][0]}.",
        "sources",
        function=OF_SOURCES,
        label=f"Qualified sources {MOMENTS[moment][1]}",
        sentence=f"qualified sources of {{item}} in {{destination}} {MOMENTS[moment][1]}",
        better="higher",
        domain=NOT_NEGATIVE,
        section=SECTION,
    )
    for moment in ("start", "end")
)

MEASURES = (
    *(kind.at(moment, tier) for tier in TIERS for kind in INDICES for moment in kind.moments),
    *(kind.at(moment, tier) for tier in TIERS for kind in DEPENDENCE for moment in kind.moments),
    *SOURCES,
)
"""Measures of diversification."""
