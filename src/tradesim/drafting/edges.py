"""An edge list of firms: who sells to whom, and for how much a year; read and checked by column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from tradesim.arrays import Flags
from tradesim.drafting.csv_words import misread, read_words
from tradesim.errors import Problem, ScenarioError
from tradesim.limits import check_network
from tradesim.scenario.documents import refuse_yaml
from tradesim.scenario.wording import listing, near_miss

EDGES = ("seller", "buyer", "flow")
FIRMS = ("firm", "sector", "country")

FIRST = 2
"""The row of a table that holds its first entry, as in a spreadsheet."""

MOST_TOLD = 20
"""Problems of a table that are told one by one."""

NAME = r"[^.\[\]=/\\]{1,80}"
"""What a name may be, so that a dotted path can hold it."""


class Slip(NamedTuple):
    """One thing wrong with a row of a table.

    Attributes:
        file: The table.
        row: The row, the first entry 0.
        problem: What is told of it.
    """

    file: Path
    row: int
    problem: Problem


@dataclass(frozen=True)
class Edges:
    """Sales between firms.

    Attributes:
        sales: ``seller``, ``buyer`` and ``flow``, USD a year, one row a pair.
        firms: ``firm``, ``sector`` and ``country``, one row a firm; None where nothing is known.
    """

    sales: pd.DataFrame
    firms: pd.DataFrame | None


def read_edges(edges: Path, firms: Path | None = None) -> Edges:
    """Return the sales of an edge list, and what its firms are.

    Args:
        edges: CSV with the columns ``seller,buyer,flow``.
        firms: CSV with the columns ``firm,sector,country``, of every firm.

    Raises:
        ScenarioError: With the problems of a table, by row and column.
    """
    sales = _read(edges, EDGES)
    flow = pd.to_numeric(sales["flow"], errors="coerce").to_numpy(dtype=np.float64)
    wrong = [*_names(sales, edges, ("seller", "buyer"))]
    words = sales["flow"].tolist()
    wrong += _problems(edges, "flow", ~np.isfinite(flow), words, "is not a number.")
    wrong += _problems(edges, "flow", flow <= 0.0, words, "is no sale: a flow is above 0.")
    itself = (sales["seller"] == sales["buyer"]).to_numpy()
    wrong += _problems(edges, "buyer", itself, sales["buyer"].tolist(), "buys from itself.")
    pairs = sales.duplicated(["seller", "buyer"]).to_numpy()
    twice = (sales["seller"] + "' to '" + sales["buyer"]).tolist()
    wrong += _problems(edges, "", pairs, twice, "stands above already. Add the two up.")
    known = None if firms is None else _read(firms, FIRMS)
    if known is not None and firms is not None:
        wrong += _firms(known, firms)
        for column in ("seller", "buyer"):
            strange = ~sales[column].isin(known["firm"]).to_numpy()
            said = f"is no firm of {firms.name}."
            wrong += _problems(edges, column, strange, sales[column].tolist(), said)
    if wrong:
        raise ScenarioError(edges, _told(wrong, edges))
    return Edges(sales.assign(flow=flow), known)


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table of words.

    Raises:
        ScenarioError: It cannot be read, or has other columns.
    """
    refuse_yaml(path, "a table of firms", ScenarioError)
    try:
        check_network(path)
        table = read_words(path)
    except (OSError, ValueError) as error:
        said = misread(error, ",".join(columns))
        raise ScenarioError.of(path, said) from None
    given = [str(name).strip() for name in table.columns]
    wrong = [
        Problem(None, "row 1", f"there is no column '{name}'.{near_miss(name, given, columns)}")
        for name in columns
        if name not in given
    ]
    wrong += [
        Problem(None, "row 1", f"'{name}' is no column of it ({listing(columns)}).")
        for name in given
        if name not in columns
    ]
    if not wrong and table.empty:
        wrong = [Problem(None, "", "it has no rows below its heading.")]
    if wrong:
        raise ScenarioError(path, wrong)
    return table.set_axis(given, axis=1)


def _firms(table: pd.DataFrame, path: Path) -> list[Slip]:
    wrong = _names(table, path, ("firm", "sector"))
    country = ~table["country"].str.fullmatch("[A-Z]{3}").to_numpy(dtype=bool)
    said = "is no code of a country: three capitals, DEU."
    wrong += _problems(path, "country", country, table["country"].tolist(), said)
    twice = table.duplicated("firm").to_numpy()
    return wrong + _problems(path, "firm", twice, table["firm"].tolist(), "stands above already.")


def _names(table: pd.DataFrame, path: Path, columns: tuple[str, ...]) -> list[Slip]:
    said = "cannot be a name: 1 to 80 letters, without . [ ] = / and \\."
    return [
        problem
        for column in columns
        for problem in _problems(
            path,
            column,
            ~table[column].str.fullmatch(NAME).to_numpy(dtype=bool),
            table[column].tolist(),
            said,
        )
    ]


def _problems(path: Path, column: str, wrong: Flags, words: list[str], said: str) -> list[Slip]:
    """Return a slip for each row that is wrong."""
    return [
        Slip(path, row, Problem(None, _field(path, row, column), f"'{words[row]}' {said}"))
        for row in np.flatnonzero(wrong).tolist()
    ]


def _field(path: Path, row: int, column: str) -> str:
    return f"{path.name}, row {row + FIRST:,}" + (f", {column}" if column else "")


def _told(wrong: list[Slip], edges: Path) -> list[Problem]:
    """Return what is wrong in the order of rows, the edge list first; the rest is counted."""
    slips = sorted(wrong, key=lambda slip: (slip.file != edges, slip.row))
    told = [slip.problem for slip in slips[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        told.append(Problem(None, "", f"and {len(wrong) - MOST_TOLD:,} more problems."))
    return told
