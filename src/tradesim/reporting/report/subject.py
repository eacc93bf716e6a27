"""What a run was about and what came of it, read from its records: for sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.bands import UNKNOWN, Band, band_of
from tradesim.policies.export_control import ExportControl
from tradesim.records.aims import Aims, Interruption, together
from tradesim.records.course import Course, cover_course, imports_course
from tradesim.records.records import Records
from tradesim.reporting.material import Material, Series
from tradesim.reporting.report.source import RunFiles
from tradesim.reporting.style import Size
from tradesim.scenario.naming import country_in_prose
from tradesim.scenario.schema import Item
from tradesim.world.layout import Layout
from tradesim.world.shortage import LEAST_LOST


class Subject:
    """A run with its material for figures."""

    def __init__(self, files: RunFiles, size: Size) -> None:
        """Take the files of a run."""
        self.files = files
        self.scenario = files.scenario
        self.material = Material(files, size)

    @property
    def records(self) -> Records:
        """What is kept of its runs."""
        return self.files.records

    @property
    def aims(self) -> Aims:
        """Whom the scenario is about."""
        return self.records.aims

    @property
    def layout(self) -> Layout:
        """The rows of the scenario."""
        return self.records.layout

    @property
    def replicates(self) -> int:
        """Number of runs."""
        return self.material.replicates

    @cached_property
    def _measures(self) -> dict[tuple[str, ...], dict[str, Any]]:
        keys = ("measure", "item", "origin", "destination", "actor")
        return {tuple(str(row[key]) for key in keys): row for row in self.files.summary["measures"]}

    def measure(
        self, name: str, item: str = "", origin: str = "", destination: str = "", actor: str = ""
    ) -> Band:
        """Return a measure over runs."""
        return self.records.measure(name, item, origin, destination, actor)

    def measures(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a measure that have a value."""
        for key, row in self._measures.items():
            if key[0] == name and row["mean"] is not None:
                yield row

    def share_of_runs(self, name: str, above: float, *, destination: str) -> float:
        """Return in which share of runs a measure of a country lies above some value."""
        values = [
            found.values
            for found in self.records.measures
            if found.key == (name, "", "", destination, "")
        ]
        return float((values[0] > above).mean()) if values else 0.0

    def total(self, name: str, destination: str) -> Band:
        """Return a measure of a country over all its items, summed run by run."""
        values = [
            found.values
            for found in self.records.measures
            if (found.name, found.destination) == (name, destination)
        ]
        return band_of(np.add.reduce(values)) if values else UNKNOWN

    @cached_property
    def destinations(self) -> tuple[str, ...]:
        """The countries to tell of, the one hit hardest first.

        They go by production lost, then by how far threatened deliveries fell in their lowest
        quarter, then by how much is threatened.
        """
        found = self.material.destinations

        def weight(code: str) -> tuple[float, float, int, int]:
            """Return how hard a country was hit, and how much it is aimed at."""
            lost = self.measure("output_lost_share", destination=code).mean
            targeted = [control for control in self.aims.controls if control.aims_at(code)]
            covered = {item for control in targeted for item in self.layout.subjects(control)}
            covered |= {cut.item for cut in self.interruptions_of(code)}
            imports = self.material.bands("imports", destination=code)
            return (
                lost if lost > LEAST_LOST else 0.0,
                self._deepest(covered, code),
                len(covered),
                len({band.place.item for band in imports}),
            )

        order = sorted(found, key=weight, reverse=True)
        return tuple(code for code in order if self.material.items(code))

    def fall(self, item: str, destination: str) -> Band:
        """Return by which share threatened deliveries fell in their lowest quarter.

        Of an item, from the countries with controls or lost plants, against the year before.
        """
        change = self.course(item, destination, self.sources(destination, item)).change_lowest
        return Band(-change.mean, -change.high, -change.low, -change.median, change.share)

    def _deepest(self, items: Iterable[str], destination: str) -> float:
        shares = [self.fall(item, destination).mean for item in items]
        return max((share for share in shares if np.isfinite(share)), default=0.0)

    @property
    def main(self) -> str:
        """The country to tell of first; the empty string where there is none."""
        return next(iter(self.destinations), "")

    def country(self, code: str) -> str:
        """Return the name of a country, with its code where another is called the same."""
        name, names = self.material.country(code), self.material.country_names
        return f"{name} ({code})" if list(names.values()).count(name) > 1 else name

    def named(self, code: str) -> str:
        """Return the name of a country within a sentence."""
        return country_in_prose(self.country(code))

    def controls_on(self, destination: str, item: str | None = None) -> list[ExportControl]:
        """Return the controls aimed at a country, perhaps those that cover an item."""
        return self.aims.controls_on(destination, item)

    def imposers(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose controls are aimed at a country, perhaps on an item."""
        return self.aims.imposers(destination, item)

    def sources(self, destination: str, item: str | None = None) -> tuple[str, ...]:
        """Return the countries whose plants controls, or shocks, keep from selling to a country."""
        return self.aims.sources(destination, item)

    def interruptions_of(self, destination: str, item: str | None = None) -> list[Interruption]:
        """Return what losses of plants and blockades cut of a country's supply."""
        return self.aims.interruptions_of(destination, item)

    def threatened(self, destination: str) -> list[Item]:
        """Return the items under control for a country, or cut off, those delivered there."""
        return [
            item
            for item in self.material.items(destination)
            if (
                self.controls_on(destination, item.name)
                or self.interruptions_of(destination, item.name)
            )
            and self.is_delivered(item.name, destination, self.sources(destination, item.name))
        ]

    def deliveries(self, item: str, destination: str, origins: tuple[str, ...]) -> Series | None:
        """Return monthly deliveries from some countries together; from all abroad for none."""
        about = {"item": item, "destination": destination, "origin": together(origins)}
        return self.material.series("delivered", **about)

    def is_delivered(self, item: str, destination: str, origins: tuple[str, ...]) -> bool:
        """Say whether anything ever came from some countries."""
        found = self.deliveries(item, destination, origins)
        return found is not None and found.top > 0.0

    def course(self, item: str, destination: str, origins: tuple[str, ...] = ()) -> Course:
        """Return how deliveries from some countries went; from all abroad for none."""
        return imports_course(self.records, item, destination, together(origins))

    def cover(self, item: str, destination: str) -> Course:
        """Return how the stocks of a country's buyers went, weeks of use."""
        return cover_course(self.records, item, destination)

    def of_runs(self, name: str, *about: str) -> Floats | None:
        """Return a fact, one number a run; None where it was not taken.

        Args:
            name: Its name.
            about: Item, origin, destination and actor, as many as it takes.
        """
        found = self.records.fact(name, *about)
        return None if found is None else found.values
