"""Observed trade: series by what they are of, from a file or from what comes with tradesim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from tradesim.evidence.periods import Frequency

Direction = Literal["import", "export"]

MEASURES = ("quantity", "value_usd_m", "unit_value_usd")
"""What is observed of trade: how much, for how much, and for how much apiece."""

USD_M = 1e6


class Key(NamedTuple):
    """What an observed series is of.

    Attributes:
        customs_group: Customs group of scenarios; empty where a table names the item alone.
        destination: Country or region of arrival, ``WLD`` for all.
        origin: Country or region of dispatch, ``WLD`` for all.
        flow: Imports count on arrival, exports on dispatch.
        item: One item of the group, empty for all of them.
        frequency: How often it was published.
    """

    customs_group: str
    destination: str
    origin: str
    flow: Direction = "import"
    item: str = ""
    frequency: Frequency = "month"

    @property
    def subject(self) -> str:
        """The goods: the item, or else the customs group."""
        return self.item or self.customs_group


@dataclass(frozen=True)
class ObservedSeries:
    """The periods of one series.

    Attributes:
        unit: Physical unit of the quantity.
        values: By measure and period; what was not published is absent.
    """

    unit: str
    values: dict[str, dict[str, float]] = field(default_factory=lambda: {m: {} for m in MEASURES})

    @property
    def is_counted(self) -> bool:
        """Whether anything of it is told in its unit."""
        quantity, _, apiece = MEASURES
        return bool(self.values[quantity] or self.values[apiece])

    def in_unit(self, unit: str) -> ObservedSeries:
        """Return the series in another unit; its values alone where the two do not compare."""
        if self.unit == unit:
            return self
        from tradesim.customs.units import factor  # noqa: PLC0415 - customs load pandas

        quantity, value, apiece = MEASURES
        found = ObservedSeries(unit)
        found.values[value].update(self.values[value])
        times = factor(self.unit, unit) if self.unit else None
        if times is not None:
            found.values[quantity].update((p, q * times) for p, q in self.values[quantity].items())
            found.values[apiece].update((p, v / times) for p, v in self.values[apiece].items())
        return found

    def complete(self) -> ObservedSeries:
        """Return the series with unit values where quantity and value are both known."""
        quantity, value, apiece = (dict(self.values[measure]) for measure in MEASURES)
        for period in quantity.keys() & value.keys():
            if quantity[period] > 0.0:
                apiece.setdefault(period, value[period] * USD_M / quantity[period])
        found = (quantity, value, apiece)
        return ObservedSeries(
            self.unit,
            {m: dict(sorted(v.items())) for m, v in zip(MEASURES, found, strict=True)},
        )


Observed = dict[Key, ObservedSeries]


def joined(tables: Iterable[Mapping[Key, ObservedSeries]]) -> Observed:
    """Return several tables as one; where two give a period of a series, the first has it.

    A series is in the unit of the first table that gives one; of others in a unit that does not
    compare, only values in dollars count.
    """
    found: Observed = {}
    for table in tables:
        for key, series in table.items():
            own = found.setdefault(key, ObservedSeries(series.unit))
            if series.unit and not own.unit:
                own = found[key] = replace(own, unit=series.unit)
            for measure, values in series.in_unit(own.unit).values.items():
                for period, value in values.items():
                    own.values[measure].setdefault(period, value)
    return found


def with_groups(observed: Mapping[Key, ObservedSeries], groups: Mapping[str, str]) -> Observed:
    """Return series with those that a table told by item alone under the item's customs group.

    Args:
        observed: By key; the group is empty where a table has none.
        groups: Customs group by item; a good that is none of them is its own group.
    """
    return joined({_in_group(key, groups): series} for key, series in observed.items())


def _in_group(key: Key, groups: Mapping[str, str]) -> Key:
    if key.customs_group:
        return key
    group = groups.get(key.item, key.item)
    return key._replace(customs_group=group, item="" if key.item == group else key.item)
