"""The catalogue of measures: one entry each, from which everything that tells of measures reads.

``summary.json``, the data dictionary, reports, the Pareto view, comparisons, the page and analyses
have no list of their own. Packages add entries under the entry point group ``tradesim.measures``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from tradesim.errors import MeasureError
from tradesim.measures.entries import diversification, harm, money, network, valuation, welfare
from tradesim.measures.measure import Measure, Role
from tradesim.plugins import plugins

GROUP = "tradesim.measures"
"""Entry points of measures: each an entry, or several of them."""


class Catalogue(Mapping[str, Measure]):
    """Measures by name, in the order in which they are worked out.

    Args:
        shipped: The entries that come with tradesim; others' are looked up when first asked for.
    """

    def __init__(self, shipped: Iterable[Measure]) -> None:
        """Keep the shipped entries."""
        self._shipped = tuple(shipped)

    @cached_property
    def _entries(self) -> dict[str, Measure]:
        shipped = {measure.name: measure for measure in self._shipped}
        return shipped | {name: measure for name, (_, measure) in self._foreign.items()}

    @cached_property
    def _foreign(self) -> dict[str, tuple[str, Measure]]:
        """The measures of other packages by name, each with the module that registers it."""
        known = {measure.name for measure in self._shipped}

        def fault(_name: str, given: Any) -> str:
            """Return why something adds no measures; else know their names from now on."""
            said = _fault(given, known)
            known.update(() if said else (measure.name for measure in _several(given)))
            return said

        found = plugins(GROUP, fault).loaded.values()
        return {each.name: (module, each) for module, given in found for each in _several(given)}

    def __getitem__(self, name: str) -> Measure:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @contextmanager
    def also(self, measure: Measure) -> Iterator[None]:
        """Hold one more measure for a while: for notebooks and tests."""
        if measure.name in self._entries:
            raise MeasureError(f"two measures are called '{measure.name}'.")
        self._entries[measure.name] = measure
        try:
            yield
        finally:
            del self._entries[measure.name]

    @property
    def foreign(self) -> frozenset[str]:
        """The measures that other packages add."""
        return frozenset(self._entries) - {measure.name for measure in self._shipped}

    def modules(self, names: Collection[str]) -> set[str]:
        """Return the modules by which other packages add some measures."""
        return {module for name, (module, _) in self._foreign.items() if name in names}

    def first(self) -> list[str]:
        """Return the measures that are told first, the most important before the others."""
        ranks = {name: each.rank for name, each in self._entries.items() if each.rank is not None}
        return sorted(ranks, key=lambda name: ranks[name])

    def is_first(self, name: str) -> bool:
        """Say whether a measure is one of those that are told first."""
        return name in self and self[name].rank is not None

    def place(self, name: str) -> int:
        """Return the place of a measure among those told first; behind them where it is none."""
        order = self.first()
        return order.index(name) if name in order else len(order)

    def of_role(self, *roles: Role) -> list[Measure]:
        """Return the measures of some roles, those told first before the others."""
        chosen = [each for each in self._entries.values() if each.role in roles]
        return sorted(chosen, key=lambda each: self.place(each.name))


def _fault(given: Any, known: Collection[str]) -> str:
    """Return in which way something is no entry, nor several; empty where it is."""
    if not isinstance(given, Measure | Sequence):
        return f"{given!r} is no Measure, nor several."
    for measure in _several(given):
        if not isinstance(measure, Measure):
            return f"{measure!r} is no Measure."
        if measure.name in known:
            return f"another measure is called '{measure.name}'."
    return ""


def _several(given: Measure | Sequence[Measure]) -> list[Measure]:
    return [given] if isinstance(given, Measure) else list(given)


SHIPPED = (harm, diversification, money, valuation, welfare, network)

MEASURES = Catalogue(entry for subject in SHIPPED for entry in subject.MEASURES)
"""Every measure, by name."""
