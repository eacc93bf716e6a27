"""What an explanation is: causes as a tree, each with a sentence and its share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tradesim.wording.dates import day
from tradesim.wording.lists import listed
from tradesim.wording.numbers import fixed, percent
from tradesim.wording.said import said

KINDS: dict[str, str] = {
    "supplier": "a supplier delivered less than before",
    "licence_review": "an application was under review",
    "licence_refused": "an application had been refused",
    "licence_dispatch": "a licensed lot was being made to order",
    "licence_used_up": "the licences granted covered less than was ordered",
    "licence_not_filed": "a licence was needed and none was applied for",
    "ban": "a ban was in force",
    "hold": "goods were held without a rule",
    "blockade": "a blockade stopped the goods",
    "quota": "a quota was used up",
    "inspection": "goods waited for inspection at a border",
    "several": "several rules held the goods at once",
    "capacity": "a plant made all it could",
    "no_capacity": "a plant had no capacity",
    "inputs": "a plant lacked an input of its own",
    "stepping_up": "a plant made less than it could",
    "tariff": "a duty, a tax or a least price made the source dearer",
    "price": "the source had become dearer",
    "distrust": "the buyer trusted the source less",
    "ordered_elsewhere": "the buyer ordered elsewhere",
    "no_demand": "the buyer ordered less in all",
    "demand": "the buyer needed more",
    "loss": "stock was lost past its shelf life",
    "before": "deliveries had been under use before",
    "unknown": "the records cannot tell",
    "in_transit": "goods were on their way",
    "qualification_running": "a qualification was not over",
    "qualification_failed": "a qualification had failed",
    "qualification_late": "a qualification began too late",
    "expansion": "new capacity came too late",
    "licence_late": "a licence came too late",
    "alternative_held": "another source was held up too",
    "alternative_full": "another source was full",
}
"""What each kind of cause is."""


@dataclass(frozen=True)
class Cause:
    """One cause, with what caused it in turn.

    Attributes:
        kind: One of ``KINDS``.
        text: A sentence.
        share: Part of what is explained that it accounts for; None where it has none.
        policy: Name of the policy behind it, empty where there is none.
        actor: The plant or buyer it is about, empty where it is about none.
        since: Monday of the first week in which it acted, where that is known.
        until: Monday of the last such week within the span explained.
        causes: What caused it.
    """

    kind: str
    text: str
    share: float | None = None
    policy: str = ""
    actor: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    causes: tuple[Cause, ...] = ()

    def walk(self) -> Iterator[Cause]:
        """Yield this cause and all below it."""
        yield self
        for cause in self.causes:
            yield from cause.walk()

    def document(self) -> dict[str, Any]:
        """Return the cause as JSON values."""
        return {
            "kind": self.kind,
            "text": self.text,
            "share": self.share,
            "policy": self.policy,
            "actor": self.actor,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "causes": [cause.document() for cause in self.causes],
        }


@dataclass(frozen=True)
class Explanation:
    """Why an actor was short in a week, or that it was not.

    Attributes:
        actor: The buyer or plant.
        item: The item that bound it, or that it makes.
        week: Monday of the week.
        replicate: The replicate that was looked at.
        short: Whether the actor was short in that week.
        headline: One sentence.
        cover: Weeks of cover on some dates, as the stock ran down.
        causes: What it came of, the largest first.
        late: What was under way and did not come in time; these have no shares.
        notes: How to read the shares, and what the records cannot tell.
        called: What the item is called within a sentence.
    """

    actor: str
    item: str
    week: dt.date
    replicate: int
    short: bool
    headline: str
    cover: tuple[tuple[dt.date, float], ...] = ()
    causes: tuple[Cause, ...] = ()
    late: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = field(default=())
    called: str = ""

    def walk(self) -> Iterator[Cause]:
        """Yield every cause, from the top down."""
        for cause in self.causes:
            yield from cause.walk()

    def sentences(self) -> list[str]:
        """Return the explanation as plain sentences, in the order in which one reads them."""
        told = [self.headline]
        if self.cover:
            told.append(self.course)
        told += [_shared(cause) for cause in self.walk()]
        return [*told, *(cause.text for cause in self.late), *self.notes]

    @property
    def course(self) -> str:
        """How the stock ran down, as a sentence."""
        points = [
            said("{weeks} on {day}", weeks=fixed(weeks, 1), day=day(date))
            for date, weeks in self.cover
        ]
        item = self.called or self.item
        return said("Weeks of cover of {item}: {points}.", item=item, points=listed(points))

    def document(self) -> dict[str, Any]:
        """Return the explanation as JSON values."""
        return {
            "actor": self.actor,
            "item": self.item,
            "week": self.week.isoformat(),
            "replicate": self.replicate,
            "short": self.short,
            "headline": self.headline,
            "cover": [[date.isoformat(), round(weeks, 6)] for date, weeks in self.cover],
            "causes": [cause.document() for cause in self.causes],
            "late": [cause.document() for cause in self.late],
            "notes": list(self.notes),
            "sentences": self.sentences(),
        }


def _shared(cause: Cause) -> str:
    if cause.share is None:
        return cause.text
    return said("{share}: {cause}", share=percent(cause.share), cause=cause.text)
