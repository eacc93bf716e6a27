"""What a policy does to the world: dated effects, control rows and project rows.

A policy knows names and dates; the world knows rows. A policy is handed a :class:`Terrain`, which
turns names into rows and dates into weeks, and answers with effects that
``economy/enactment.py`` applies in the week they are due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from tradesim import lazy_numpy as np
from tradesim.arrays import Floats, Rows, Weeks
from tradesim.fields import DateFigure, Figure

FREE, INDIVIDUAL, DENIAL, BAN = 0, 1, 2, 3
"""The ladder of an export-control regime, mildest first."""

LADDER = ("free", "individual", "denial", "ban")
"""The words of the ladder, by level."""

NEVER = 2**31 - 1
"""The week of something that does not happen."""

ENDLESS = 5200.0
"""Weeks that stand for no end: a century."""

Operation = Literal["set", "add", "raise"]


@dataclass(frozen=True, slots=True)
class Effect:
    """One change of one world array in one week.

    Attributes:
        week: Week it is due, shape (1,) or (run,).
        array: Which array, as ``group.name``, e.g. ``"control.level"``.
        rows: Rows of that array.
        operation: Whether the value replaces, is added, or replaces where it is larger.
        value: New or added value, broadcastable to (rows, run).
    """

    week: Weeks
    array: str
    rows: Rows
    operation: Operation
    value: Floats


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One item of one export-control policy, for one country: what it covers.

    Attributes:
        item: Name of the controlled item.
        imposer: Country code of the government that grants the licences.
        partner: Country code of the destination; of a control on imports, of the origin.
        links: Rows of the sourcing links that need a licence while it binds.
        on_imports: Whether it is the importing country that controls.
    """

    item: str
    imposer: str
    partner: str
    links: Rows
    on_imports: bool = False

    @property
    def origin(self) -> str:
        """Country code of those who sell."""
        return self.partner if self.on_imports else self.imposer

    @property
    def market(self) -> str:
        """Country code of those who buy."""
        return self.imposer if self.on_imports else self.partner


class RowOwner(Protocol):
    """Whoever has rows of its own in the world: a policy."""

    @property
    def name(self) -> str:
        """Unique name."""

    @property
    def group(self) -> str:
        """The group of world arrays that they are in."""


class Terrain(Protocol):
    """The world as a policy may see it: names to rows, dates to weeks."""

    def weeks(self, date: DateFigure | None) -> Weeks:
        """Return the first week in which a rule of that date binds, NEVER for None."""

    def links(
        self,
        *,
        origin: str | None = None,
        destination: str | None = None,
        technology: str | None = None,
        items: Collection[str] | None = None,
        buyers: Collection[str] | None = None,
        with_programme: bool = True,
    ) -> Rows:
        """Return rows of sourcing links that pass every filter given.

        ``technology`` is the country whose technology the plant uses;
        ``with_programme=False`` leaves out exporters with a compliance programme.
        """

    def plants(self, names: Collection[str]) -> Rows:
        """Return rows of the plants of some names."""

    def plants_in(self, country: str, items: Collection[str] | None = None) -> Rows:
        """Return rows of the plants of a country, all or those of some items."""

    def links_of(self, plants: Rows) -> Rows:
        """Return rows of the sourcing links from some plants."""

    def owners(self) -> dict[str, dict[str, float]]:
        """Return who owns each buyer, by the buyer's name: shares by the owner's name."""

    def attributes(self) -> dict[str, dict[str, float]]:
        """Return the technical attributes of each item by name."""

    def country_codes(self) -> tuple[str, ...]:
        """Return the codes of all countries."""

    def quarters(self) -> Weeks:
        """Return the weeks in which calendar quarters begin, from the first to past the end."""

    def years(self) -> Weeks:
        """Return the weeks in which calendar years begin, from the first to past the end."""

    def own_rows(self, policy: RowOwner) -> Rows:
        """Return the rows that a policy has in the arrays of its group, one for each part."""

    def needs(self, *, buyers: Collection[str], items: Collection[str]) -> Rows:
        """Return rows of the needs of some buyers for some items."""

    def relations(self, government: str, partner: str) -> Rows:
        """Return the row of one government's relation to another country."""

    def control_rows(self, policy: str, items: Collection[str] | None = None) -> Rows:
        """Return the control rows a policy brought in, all or those of some items."""

    def project_row(self, name: str) -> Rows:
        """Return the row of the investment project of a name."""

    def projects(self, *, country: str, items: Collection[str] | None = None) -> Rows:
        """Return rows of the investment projects in a country."""


def nowhere() -> Rows:
    """Return no rows at all."""
    return np.empty(0, dtype=np.int64)


def column(value: object) -> Floats:
    """Return a value as (1, 1), or one value a run as (1, run)."""
    return np.atleast_1d(np.asarray(value, dtype=np.float64)).reshape(1, -1)


def least(figure: Figure) -> float:
    """Return a number; the smallest of all runs where it holds one a run."""
    return float(figure.value if isinstance(figure.value, int | float) else figure.value.min())


def most(figure: Figure) -> float:
    """Return a number; the largest of all runs where it holds one a run."""
    return float(figure.value if isinstance(figure.value, int | float) else figure.value.max())


def of_no_matter(links: Rows) -> str:
    """Return why what is done to some sourcing links changes nothing."""
    if not len(links):
        return "no buyer knows a source whose goods would pass there."
    return "it is no bound, or no cost, to what passes there."


def together(parts: Iterable[Rows]) -> Rows:
    """Return the rows of several lists, each once."""
    return np.unique(np.concatenate([nowhere(), *parts]))
