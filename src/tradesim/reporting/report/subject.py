"""What a run was about and what came of it, read from its records: for sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.measures.bands import UNKNOWN, Band, band_of
from tradesim.records.aims import together
from tradesim.records.course import Course, cover_course, imports_course
from tradesim.reporting.material import Material, Series
from tradesim.reporting.report.numbers import turned
from tradesim.reporting.report.source import RunFiles
from tradesim.scenario.naming import country_in_prose, in_prose, label_of
from tradesim.scenario.schema import Item
from tradesim.wording.numbers import counted
from tradesim.world.shortage import LEAST_LOST


class Subject(Material):
    """A run as reports tell of it: its records and tables, and what they say of its aims."""

    def __init__(self, files: RunFiles) -> None:
        """Take the files of a run."""
        super().__init__(files)
        self.files = files
        self.aims = self.records.aims

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands under the title: span, runs, seed, version."""
        scenario, manifest = self.scenario, self.files.manifest
        return (
            f"{scenario.start} to {scenario.end}",
            counted(self.replicates, "run"),
            f"seed {manifest['seed']}",
            f"tradesim {manifest['versions'].get('tradesim', '')}",
        )

    def measure(
        self, name: str, item: str = "", origin: str = "", destination: str = "", actor: str = ""
    ) -> Band:
        """Return a measure over runs."""
        return self.records.measure(name, item, origin, destination, actor)

    def measures(self, name: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a measure that have a value."""
        rows = self.files.summary["measures"]
        return (row for row in rows if row["measure"] == name and row["mean"] is not None)

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

        def weight(code: str) -> tuple[float, float, int, int]:
            """Return how hard a country was hit, and how much it is aimed at."""
            lost = self.measure("output_lost_share", destination=code).mean
            targeted = [control for control in self.aims.controls if control.aims_at(code)]
            covered = {item for control in targeted for item in self.layout.subjects(control)}
            covered |= {cut.item for cut in self.aims.interruptions_of(code)}
            imports = self.bands("imports", destination=code)
            return (
                lost if lost > LEAST_LOST else 0.0,
                self._deepest(covered, code),
                len(covered),
                len({band.place.item for band in imports}),
            )

        order = sorted(super().destinations, key=weight, reverse=True)
        return tuple(code for code in order if self.items(code))

    def fall(self, item: str, destination: str) -> Band:
        """Return by which share threatened deliveries fell in their lowest quarter.

        Of an item, from the countries with controls or lost plants, against the year before.
        """
        sources = self.aims.sources(destination, item)
        return turned(self.course(item, destination, sources).change_lowest)

    def _deepest(self, items: Iterable[str], destination: str) -> float:
        shares = [self.fall(item, destination).mean for item in items]
        return max((share for share in shares if np.isfinite(share)), default=0.0)

    @property
    def main(self) -> str:
        """The country to tell of first; the empty string where there is none."""
        return next(iter(self.destinations), "")

    def country(self, code: str) -> str:
        """Return the name of a country, with its code where another is called the same."""
        name, names = super().country(code), self.country_names
        return f"{name} ({code})" if list(names.values()).count(name) > 1 else name

    def named(self, code: str) -> str:
        """Return the name of a country within a sentence."""
        return country_in_prose(self.country(code))

    def label(self, item: str) -> str:
        """Return what figures and tables call an item."""
        return next((label_of(each) for each in self.scenario.items if each.name == item), item)

    def prose(self, item: str) -> str:
        """Return what sentences call an item."""
        return next((in_prose(each) for each in self.scenario.items if each.name == item), item)

    def threatened(self, destination: str) -> list[Item]:
        """Return the items under control for a country, or cut off, those delivered there."""
        return [
            item
            for item in self.items(destination)
            if (
                self.aims.controls_on(destination, item.name)
                or self.aims.interruptions_of(destination, item.name)
            )
            and self.is_delivered(item.name, destination, self.aims.sources(destination, item.name))
        ]

    def deliveries(self, item: str, destination: str, origins: tuple[str, ...]) -> Series | None:
        """Return monthly deliveries from some countries together; from all abroad for none."""
        about = {"item": item, "destination": destination, "origin": together(origins)}
        return self.series("delivered", **about)

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
