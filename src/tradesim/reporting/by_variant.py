"""Tables of an analysis, variant by variant: what is told of each, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tradesim.experiments.analysis import Analysis, Outcome
from tradesim.reporting.sheet import slug


@dataclass(frozen=True)
class OfVariant:
    """What a table says of one variant.

    Attributes:
        variant: Its name, the empty string where it is the only one.
        rows: The rows of the table.
        outcomes: The outcomes they tell of, in the order of the table.
    """

    variant: str
    rows: pd.DataFrame
    outcomes: tuple[Outcome, ...]

    def titled(self, title: str) -> str:
        """Return a title with the name of the variant, where there are several."""
        return f"{title}, {self.variant}" if self.variant else title

    def filed(self, name: str) -> str:
        """Return the name of a figure with that of the variant, where there are several."""
        return f"{name}_{slug(self.variant)}" if self.variant else name

    def among(self, shown: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        """Return those of some outcomes that the rows tell of."""
        return tuple(outcome for outcome in shown if outcome in self.outcomes)

    def ranked(self, word: str) -> list[str]:
        """Return the parameters by the mean of a column over outcomes, the largest first."""
        means = self.rows.groupby("parameter", sort=False)[word].mean()
        order: list[str] = means.sort_values(ascending=False, kind="stable").index.tolist()
        return order


def by_variant(analysis: Analysis, table: pd.DataFrame) -> Iterator[OfVariant]:
    """Yield what a table says of each variant; nothing where it has no rows."""
    several = len(analysis.runs.variants) > 1
    for variant, rows in table.groupby("variant", sort=False) if len(table) else ():
        columns = rows["outcome"].drop_duplicates() if "outcome" in rows else ()
        outcomes = tuple(analysis.runs.outcome(column) for column in columns)
        yield OfVariant(str(variant) if several else "", rows, outcomes)
