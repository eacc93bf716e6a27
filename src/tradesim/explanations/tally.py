"""Adding up, week by week, what kept goods back, by cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some goods did not come, as the records of one week tell it.

    Attributes:
        kind: One of ``KINDS``.
        policies: Names of the policies behind it.
        since: Week since which, where it has a beginning of its own; reasons that differ in it
            alone are one, that of the first.
        detail: What else tells it from others of its kind.
    """

    kind: str
    policies: tuple[str, ...] = ()
    since: int | None = field(default=None, compare=False)
    detail: str = ""


@dataclass
class Span:
    """How much a reason kept back, and in which weeks.

    Attributes:
        quantity: How much, in the item's unit.
        first: First week.
        last: Last week.
        worst: Week in which it kept back most.
        most: How much it did then.
        begun: Weeks since which it did, where that is known: of licences, one an application.
    """

    quantity: float
    first: int
    last: int
    worst: int
    most: float
    begun: set[int] = field(default_factory=set)


@dataclass
class Tally:
    """What was kept back, by reason."""

    spans: dict[Reason, Span] = field(default_factory=dict)

    def add(self, week: int, quantity: float, reason: Reason) -> None:
        """Book what a reason kept back in a week."""
        if quantity <= 0.0:
            return
        span = self.spans.setdefault(reason, Span(0.0, week, week, week, 0.0))
        span.quantity += quantity
        span.begun |= set() if reason.since is None else {reason.since}
        span.first, span.last = min(span.first, week), max(span.last, week)
        if quantity > span.most:
            span.worst, span.most = week, quantity

    def parts(self) -> Iterator[tuple[Reason, Span, float]]:
        """Yield each reason with its span and its part of the whole, the largest first."""
        total = sum(span.quantity for span in self.spans.values())
        for reason, span in sorted(self.spans.items(), key=lambda pair: -pair[1].quantity):
            yield reason, span, span.quantity / total
