"""One entry of the catalogue of measures: all that any part of the program says of a measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from tradesim.measures.definition import Definition
from tradesim.measures.domain import ANY, Domain

if TYPE_CHECKING:
    from tradesim.measures.markets import Market
    from tradesim.measures.measured import Measured
    from tradesim.measures.recording import Recording


class Role(StrEnum):
    """What a measure is to whoever weighs policies."""

    HARM = "harm"
    """Production and stocks that suffer."""
    DIVERSIFICATION = "diversification"
    """How much a market depends on few."""
    COST = "cost"
    """What somebody pays; those in USD million add up."""
    GAIN = "gain"
    """What sellers gain or lose."""
    NONE = ""
    """None of these."""


USD = "USD million"
"""The unit of what adds up to a cost."""


@dataclass(frozen=True, slots=True)
class OfEachMarket:
    """A function that measures one market at a time.

    Attributes:
        function: Returns the measures of the market for an item in a country.
    """

    function: Callable[[Market], Iterable[Measured]]


Function: TypeAlias = "OfEachMarket | Callable[[Recording], Iterable[Measured]]"
"""How a measure is worked out. One function may give several; it is called once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Definition):
    """A measure: one number a run.

    Templates have the holes ``{item}``, ``{origin}``, ``{destination}`` and ``{actor}``.

    Attributes:
        function: What works it out.
        label: What it is called in a list: a few words, beginning with a capital.
        sentence: What it is called within a sentence, a template; the label where it is empty.
        role: What it is to whoever weighs policies.
        better: Whether less of it is better, or more.
        rank: Its place among the measures that are told first, ascending; none where it is not
            one of them.
        account: Its line in the account of who lost, who gained and who paid, a template: of costs
            and gains in USD million; the label where it is empty.
        tile: What the page calls it where it shows it unasked, a template; empty where it does
            not. The page is of a country, so what it shows has that country as ``destination``.
        section: The section of the data dictionary.
        domain: What values it can take; intervals of its mean stay within.
        translations: What the page says of it in other languages, as of an instrument: label,
            meaning, unit and tile by language.
    """

    function: Function
    label: str
    sentence: str = ""
    role: Role = Role.NONE
    better: Literal["lower", "higher"] = "lower"
    rank: int | None = None
    account: str = ""
    tile: str = ""
    section: str = "Measures of other packages"
    domain: Domain = ANY
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

    @property
    def is_in_account(self) -> bool:
        """Whether it is money that somebody gained, lost or paid."""
        return self.role in {Role.COST, Role.GAIN} and self.unit in {USD, f"{USD}/year"}
