"""The runs that published figures are measured in, and what several statistics take from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tradesim.measures.months import MonthlyTrade, monthly_exports, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.spans import weeks_until

Row = Mapping[str, str]
"""What a statistic is of: a row of ``scored.csv``."""


class UnfitError(LookupError):
    """A statistic that the simulation does not have: names, or months, that are not in it."""


@dataclass(frozen=True)
class RecordedRuns:
    """A recording, with what several statistics are taken from."""

    recording: Recording

    @cached_property
    def imports(self) -> MonthlyTrade:
        """Monthly imports of all countries."""
        return monthly_imports(self.recording)

    @cached_property
    def exports(self) -> MonthlyTrade:
        """Monthly exports of all countries."""
        return monthly_exports(self.recording)

    def months(self, first: str, last: str) -> slice:
        """Return the positions of the months from first to last, both as YYYY-MM.

        Raises:
            UnfitError: Some of them are not simulated.
        """
        known = [f"{month:%Y-%m}" for month in self.imports.months]
        if first not in known or last not in known:
            raise UnfitError(f"{first} to {last} is not wholly simulated")
        return slice(known.index(first), known.index(last) + 1)

    def supplier(self, name: str) -> int:
        """Return the row of a supplier.

        Raises:
            UnfitError: There is none of this name.
        """
        rows = self.recording.layout.supplier_row
        if name not in rows:
            raise UnfitError(f"there is no supplier '{name}'")
        return rows[name]

    def group(self, name: str) -> list[str]:
        """Return the items of a customs group, or the item of that name; all for none.

        Raises:
            UnfitError: There is no item of this kind.
        """
        items = self.recording.layout.items
        found = [item.name for item in items if name in {"", item.customs_group, item.name}]
        if not found:
            raise UnfitError(f"there is no item '{name}'")
        return found

    def check_customs_group(self, name: str) -> None:
        """Refuse what is no customs group: trade is counted by those.

        Raises:
            UnfitError: There is none of this name; with the one of the item of that name.
        """
        groups = {item.name: item.customs_group for item in self.recording.layout.items}
        if name not in groups.values():
            known = ", ".join(dict.fromkeys(groups.values()))
            meant = f"; '{name}' is of '{groups[name]}'" if name in groups else ""
            raise UnfitError(f"trade is counted by customs group ({known}){meant}")

    def weeks_until(self, date: str) -> int:
        """Return how many weeks have most of their days on or before a date, YYYY-MM-DD.

        Raises:
            UnfitError: The date is not simulated.
        """
        day, calendar = dt.date.fromisoformat(date), self.recording.layout.calendar
        if not calendar.first_monday <= day < calendar.monday(calendar.weeks):
            raise UnfitError(f"{date} is not simulated")
        return weeks_until(self.recording.layout, day)
