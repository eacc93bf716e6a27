"""Targets from an observed series: its months, one target each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from tradesim.errors import ObservedError
from tradesim.evidence.observed import Key, ObservedSeries
from tradesim.evidence.observed_file import read_observed
from tradesim.evidence.own_targets import OwnTarget
from tradesim.fields import Block, Number
from tradesim.scenario.wording import listing

MEASURE = {"imports_quantity": "quantity", "imports_value": "value_usd_m"}
"""Which numbers of an observed series a statistic is held against."""


class SeriesTargets(Block):
    """An observed series, month by month."""

    file: str = Field(description="Table of observed trade, relative to this file.")
    statistic: Literal["imports_quantity", "imports_value"] = Field(
        "imports_quantity", description="What is held against it."
    )
    subject: str = Field(description="Customs group, or item.")
    destination: str = Field(description="Country code of arrival.")
    origin: str = Field(description="Country code of dispatch; WLD for all.")
    first: str = Field(pattern=r"^\d{4}-\d{2}$", description="First month, YYYY-MM.")
    last: str = Field(pattern=r"^\d{4}-\d{2}$", description="Last month, YYYY-MM.")
    tolerance: Number = Field(gt=0, description="Standard deviation, relative to the mean month.")


def series_targets(asked: SeriesTargets, folder: Path) -> list[OwnTarget]:
    """Return a target for each month of a series.

    Raises:
        ObservedError: The file cannot be used, or has no such series, or none of its months.
    """
    path = folder / asked.file
    observed = read_observed(path)
    found = [series for key, series in observed.items() if _is(key, asked)]
    if not found:
        known = [f"{key.subject} {key.origin} to {key.destination}" for key in observed]
        wanted = f"{asked.subject} {asked.origin} to {asked.destination}"
        said = f"it has no monthly imports of {wanted} (it has {listing(known[:6])})."
        raise ObservedError.of(path, said)
    months = _months(found[0], asked)
    if not months:
        said = f"no month of {asked.first} to {asked.last} is published there."
        raise ObservedError.of(path, said)
    deviation = asked.tolerance * sum(abs(value) for value in months.values()) / len(months)
    blank = dict.fromkeys(("actor", "scale", "base_first", "base_last"), "")
    of = {"subject": asked.subject, "destination": asked.destination, "origin": asked.origin}
    return [
        OwnTarget(
            f"{asked.statistic} {asked.subject} {asked.origin} {asked.destination} {month}",
            {**blank, **of, "statistic": asked.statistic, "first": month, "last": month},
            value,
            max(deviation, 1e-12),
            "",
            asked.file,
            0,
        )
        for month, value in months.items()
    ]


def _is(key: Key, asked: SeriesTargets) -> bool:
    places = (key.destination, key.origin) == (asked.destination, asked.origin)
    subject = key.item == asked.subject or (key.customs_group == asked.subject and not key.item)
    return places and subject and (key.flow, key.frequency) == ("import", "month")


def _months(series: ObservedSeries, asked: SeriesTargets) -> dict[str, float]:
    values = series.values[MEASURE[asked.statistic]]
    return {m[:7]: v for m, v in values.items() if asked.first <= m[:7] <= asked.last}
