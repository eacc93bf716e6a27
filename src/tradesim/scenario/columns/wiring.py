"""Who buys what from whom, by row, and whether it can be: what ``checks/sourcing`` asks of rows.

Where rows are summed the order differs from that of the rows' own check, so a sum within rounding
of a bound is left to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.fields import Figure
from tradesim.scenario.checks.sourcing import CAPACITY_TOLERANCE, SHARE_TOLERANCE
from tradesim.scenario.columns.column import (
    Columns,
    DoubtfulError,
    NumberColumn,
    WordColumn,
    length,
    needed,
)
from tradesim.scenario.columns.fields import is_finite
from tradesim.scenario.schema import Item, Need

CAUTION = 0.5
"""Part of a tolerance that columns vouch for; nearer to its bound the rows are looked at."""


@dataclass(frozen=True)
class TradeRows:
    """Rows of the tables that belong together.

    Attributes:
        owner: Whose each need is: row of a supplier, or the number of suppliers plus a buyer's row.
        need: Need of each link.
        plant: Supplier of each link.
        share: Share of each link; not a number for a candidate.
        suppliers: Number of suppliers.
        firms: Number of suppliers and buyers.
    """

    owner: Rows
    need: Rows
    plant: Rows
    share: Floats
    suppliers: int
    firms: int

    @property
    def is_source(self) -> Flags:
        """Whether a link is a source from the start, shape (link,)."""
        return ~np.isnan(self.share)


def wire(suppliers: Columns, buyers: Columns, needs: Columns, links: Columns) -> TradeRows:
    """Return which rows belong together.

    Raises:
        DoubtfulError: A name stands twice, or leads nowhere; a need or a link stands twice.
    """
    plants, makers = needed(suppliers, "name"), needed(buyers, "name")
    names = [words.values[code] for words in (plants, makers) for code in words.codes.tolist()]
    row_of = {name: row for row, name in enumerate(names)}
    if len(row_of) < len(names):
        raise DoubtfulError("name")
    items = {name: row for row, name in enumerate(needed(needs, "item").values)}
    owner = _rows(needed(needs, "buyer"), row_of)
    keys = owner * len(items) + _rows(needed(needs, "item"), items)
    asked = _rows(needed(links, "buyer"), row_of) * len(items)
    asked += _rows(needed(links, "item"), items)
    order = np.argsort(keys, kind="stable")
    place = np.minimum(np.searchsorted(keys, asked, sorter=order), len(keys) - 1)
    need, plant = order[place], _rows(needed(links, "supplier"), row_of)
    count = length(suppliers)
    known = (keys[need] == asked).all() and (plant < count).all()
    if not known or _repeats(keys) or _repeats(need * count + plant):
        raise DoubtfulError("links")
    return TradeRows(owner, need, plant, _shares(links, len(plant)), count, len(names))


def _rows(words: WordColumn, row_of: Mapping[str, int]) -> Rows:
    """Return the row that each cell of a column names.

    Raises:
        DoubtfulError: One names nothing.
    """
    rows = np.array([row_of.get(word, -1) for word in words.values], dtype=np.int64)[words.codes]
    if (rows < 0).any():
        raise DoubtfulError
    return rows


def _repeats(keys: Rows) -> bool:
    return len(np.unique(keys)) < len(keys)


def _shares(links: Columns, count: int) -> Floats:
    column = links.get("share")
    if not isinstance(column, NumberColumn):
        raise DoubtfulError("share")
    given = column.values[column.present]
    if not is_finite(given) or (given <= 0.0).any():
        raise DoubtfulError("share")
    shares = np.full(count, np.nan)
    shares[column.present] = given
    return shares


def check_sourcing(
    wiring: TradeRows, suppliers: Columns, needs: Columns, items: Sequence[Item]
) -> None:
    """Refuse to vouch for needs that cannot be met as they are written.

    Raises:
        DoubtfulError: Shares do not sum to one, a plant makes another item or less than it
            sells, stocks do not fit, or plants feed one another in a circle.
    """
    is_source = wiring.is_source
    need, plant = wiring.need[is_source], wiring.plant[is_source]
    share, count = wiring.share[is_source], len(wiring.owner)
    totals = np.bincount(need, weights=share, minlength=count)
    row_of = {item.name: row for row, item in enumerate(items)}
    asked, made = _rows(needed(needs, "item"), row_of), _rows(needed(suppliers, "item"), row_of)
    fits = (
        (np.abs(totals - 1.0) <= CAUTION * SHARE_TOLERANCE).all()
        and (made[wiring.plant] == asked[wiring.need]).all()
        and (wiring.owner[wiring.need] != wiring.plant).all()
        and _covers(wiring, needs, asked, items)
        and not _circles(wiring)
    )
    use = _figures(needs, "baseline_use", count)
    capacity = _figures(suppliers, "capacity", wiring.suppliers)
    sold = _sales(wiring, (need, plant), use[need] * share, capacity) if fits else capacity
    if not fits or (sold > capacity * (1.0 + CAUTION * CAPACITY_TOLERANCE)).any():
        raise DoubtfulError("sourcing")


def _covers(wiring: TradeRows, needs: Columns, asked: Rows, items: Sequence[Item]) -> bool:
    base = _figures(needs, "base_cover_weeks", len(asked))
    safety = _figures(needs, "safety_cover_weeks", len(asked))
    most = np.array([item.maximum_cover_weeks.value for item in items])
    lives = [item.shelf_life_weeks for item in items]
    keeps = np.array([np.inf if life is None else life.value for life in lives])
    of_plant = wiring.owner < wiring.suppliers
    fits = (base <= most[asked]) & (base <= keeps[asked]) & (safety <= base)
    return bool((fits & ~(of_plant & (base < 1.0))).all())


def _figures(columns: Columns, name: str, count: int) -> Floats:
    """Return a figure of all rows, the default of needs where a cell is empty."""
    default = Need.model_fields[name].default if name in Need.model_fields else None
    usual = default.value if isinstance(default, Figure) else np.nan
    column = columns.get(name)
    if column is None:
        return np.full(count, usual)
    if not isinstance(column, NumberColumn):
        raise DoubtfulError(name)
    return np.where(column.present, column.values, usual)


def _circles(wiring: TradeRows) -> bool:
    """Say whether plants feed one another in a circle, candidates counted."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - few scenarios have tables
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    buyer, count = wiring.owner[wiring.need], wiring.suppliers
    among = buyer < count
    pairs = (wiring.plant[among], buyer[among])
    graph = coo_array((np.ones(len(pairs[0]), dtype=np.int8), pairs), shape=(count, count))
    groups, _ = connected_components(graph, directed=True, connection="strong")
    return bool(groups < count)


def _sales(wiring: TradeRows, ends: tuple[Rows, Rows], flow: Floats, capacity: Floats) -> Floats:
    """Return what each plant sells at the start, up the chain, as ``checks/sourcing`` does."""
    need, plant = ends
    buyer = wiring.owner[need]
    among = np.flatnonzero(buyer < wiring.suppliers)
    feeding, full = buyer[among], capacity[buyer[among]]
    sales = np.zeros(wiring.suppliers)
    for _ in range(len(np.unique(feeding)) + 1):
        before, active = sales, flow.copy()
        part = np.divide(before[feeding], full, out=np.zeros(len(among)), where=full > 0.0)
        active[among] = flow[among] * part
        sales = np.bincount(plant, weights=active, minlength=wiring.suppliers)
        if (sales == before).all():
            break
    return sales
