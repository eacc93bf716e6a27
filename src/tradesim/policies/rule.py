"""Rules: a policy that takes hold within a run when something that is watched passes a bound."""

from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from tradesim.fields import Block, DateFigure, Figure, Name, quantity
from tradesim.policies.base import Policy
from tradesim.policies.effects import Effect, Terrain, least, most

WATCHED: dict[str, str] = {
    "stock_cover": "week",
    "output_share": "share",
    "price_index": "share",
    "ordered_share": "share",
}
"""What a rule may watch, and its unit."""

OF_ITEMS = ("stock_cover", "price_index", "ordered_share")
"""What is watched of a good."""


class Bound(Block):
    """A bound on what is watched, and how long it must be passed."""

    below: Figure | None = quantity(
        None,
        "week or share",
        "Passed where less is seen: in weeks for stock_cover, else as a share.",
    )
    above: Figure | None = quantity(
        None, "week or share", "Passed where more is seen; give this or 'below'."
    )
    for_weeks: Figure = quantity(
        1, "week", "Weeks in a row it must be passed before that is decided.", low=1, high=520
    )
    after_weeks: Figure = quantity(
        0, "week", "Whole weeks from the decision until it takes effect.", high=520
    )

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.below is None) == (self.above is None):
            raise ValueError("give one bound: 'below', or 'above'.")
        return self

    @property
    def bound(self) -> str:
        """The bound in words."""
        word = "below" if self.below is not None else "above"
        weeks = self.for_weeks.value
        lasting = "" if _is(weeks, 1) else f" for {_number(weeks)} weeks"
        return f"{word} {_number((self.below or self.above).value)}{lasting}"  # type: ignore[union-attr]


class Rule(Bound):
    """When a policy takes hold: what is watched each week, where, and the bound.

    What a week sees is the end of the week before.
    """

    watch: Literal["stock_cover", "output_share", "price_index", "ordered_share"] = Field(
        description="stock_cover: weeks of use on hand; output_share: output over demand; "
        "price_index: price paid over the baseline price of the same goods; ordered_share: share "
        "of an item that is ordered from 'origin'."
    )
    item: Name | None = Field(None, description="Good that is watched; of output_share none.")
    country: str | None = Field(
        None, description="Country whose buyers are watched, together; or give 'buyers'."
    )
    buyers: list[str] | None = Field(None, description="Buyers that are watched, together.")
    origin: str | None = Field(None, description="Country of origin, of ordered_share.")
    lift: Bound | None = Field(
        None, description="When it ends again; until the policy's own end where absent."
    )

    @model_validator(mode="after")
    def _says_what_and_where(self) -> Self:
        if (self.country is None) == (self.buyers is None):
            raise ValueError("say who is watched: give 'country', or 'buyers'.")
        if (self.item is None) == (self.watch in OF_ITEMS):
            word = "needs an 'item'" if self.item is None else "is of no 'item'"
            raise ValueError(f"'watch: {self.watch}' {word}.")
        if (self.origin is None) == (self.watch == "ordered_share"):
            word = "needs an 'origin'" if self.origin is None else "has no 'origin'"
            raise ValueError(f"'watch: {self.watch}' {word}.")
        return self

    @property
    def said(self) -> str:
        """The rule in words, for tables and figures."""
        what = self.watch.replace("_", " ")
        of = f" of {self.item}" if self.item else ""
        source = f" from {self.origin}" if self.origin else ""
        where = self.country or ", ".join(self.buyers or ())
        ends = "" if self.lift is None else f", until {self.lift.bound}"
        return f"when {what}{of}{source} in {where} is {self.bound}{ends}"


def _says(given: object) -> bool:
    """Say whether a field says anything: a manifest writes out what is nothing by default, too."""
    return not least(given) == most(given) == 0 if isinstance(given, Figure) else bool(given)


def _is(value: object, number: float) -> bool:
    return isinstance(value, float) and value == number


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "a drawn number of"


class RuledPolicy(Policy):
    """A policy that may follow a rule instead of dates.

    Its first date then is the earliest day on which the rule is looked at, its end the last.

    Attributes:
        first_field: The field that holds its first date.
        dated_only: Fields that have no meaning where the week it begins is not known beforehand.
    """

    first_field: ClassVar[str] = "effective"
    dated_only: ClassVar[tuple[str, ...]] = ()

    when: Rule | None = Field(
        None,
        description="Rule by which it takes hold within a run; its first date is then the "
        "earliest day, and its end the latest.",
    )

    @model_validator(mode="after")
    def _dates_or_a_rule(self) -> Self:
        given = [field for field in self.dated_only if _says(getattr(self, field, None))]
        if self.when is not None and given:
            raise ValueError(
                f"it follows a rule ('when') and has '{given[0]}', which needs a date. "
                "Give one or the other."
            )
        return self

    @property
    def watched_from(self) -> DateFigure | None:
        """First day on which its rule is looked at; the start of the scenario where absent."""
        first: DateFigure | None = getattr(self, self.first_field)
        return first

    @property
    def watched_until(self) -> DateFigure | None:
        """First day on which its rule is looked at no more, and on which it ends."""
        return getattr(self, "until", None)

    def dates(self) -> Iterator[tuple[str, DateFigure]]:
        """Yield its dates; none where it follows a rule."""
        if self.when is None:
            yield from super().dates()

    def heralds(self, terrain: Terrain) -> list[Effect]:
        """Return what buyers hear when its rule is met, in whichever week; most tell nobody."""
        del terrain
        return []

    def onset(self, terrain: Terrain) -> list[Effect]:
        """Return what it does when it takes hold, in whichever week that is."""
        raise NotImplementedError

    def ending(self, terrain: Terrain) -> list[Effect]:
        """Return what takes that back again."""
        raise NotImplementedError


def rule_of(policy: Policy) -> Rule | None:
    """Return the rule that a policy follows, None where it has dates."""
    return policy.when if isinstance(policy, RuledPolicy) else None


def follows_rule(policy: Policy) -> bool:
    """Say whether a policy follows a rule."""
    return rule_of(policy) is not None
