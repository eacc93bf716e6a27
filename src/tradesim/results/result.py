"""The result of a run, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from tradesim.doubt import Draws
from tradesim.measures.months import monthly_exports, monthly_imports
from tradesim.measures.recording import Recording
from tradesim.results.events import events_frame
from tradesim.results.folder import write_whole
from tradesim.results.manifest import scenario_hash
from tradesim.results.no_effect import idle_policies
from tradesim.results.tables import monthly_frame, summary_frame
from tradesim.results.weekly import WeeklyTable
from tradesim.results.writers import fill_folder, manifest_of, write_manifest
from tradesim.scenario import Scenario
from tradesim.showing import shown


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Result:
    """What a run left behind; tables are made when they are first asked for.

    Attributes:
        scenario: The scenario as it was run.
        seed: Seed of all draws.
        engine: The engine that ran it.
        recording: Weekly panels and events, as arrays.
        seconds: How long the run took.
        finished: When it was over, UTC.
        doubt: What was drawn for each replicate of what is not known; None where bands are of
            chance alone.
    """

    scenario: Scenario
    seed: int
    engine: str
    recording: Recording = field(repr=False)
    seconds: float
    finished: dt.datetime = field(default_factory=_now)
    doubt: Draws | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        """Return what it is the result of, in a line."""
        runs = f"{self.replicates} replicate{'s' if self.replicates != 1 else ''}"
        return f"<Result of '{self.scenario.name}': {runs}, seed {self.seed}, {self.engine}>"

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return len(self.recording.replicates)

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Every outcome of every week: replicate, date, what, where, who, value and unit."""
        return WeeklyTable(self.recording).frame()

    @cached_property
    def monthly_imports(self) -> pd.DataFrame:
        """Imports by calendar month, customs group and origin, with 90 % bands."""
        return monthly_frame(monthly_imports(self.recording))

    @cached_property
    def monthly_exports(self) -> pd.DataFrame:
        """Exports by calendar month, customs group and destination, with 90 % bands."""
        return monthly_frame(monthly_exports(self.recording))

    @cached_property
    def events(self) -> pd.DataFrame:
        """Policy changes, licence decisions, qualifications, projects and stock-outs, dated."""
        return events_frame(self.recording)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Every measure with mean, 90 % band, unit and definition."""
        return summary_frame(self.recording)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Policies that change no outcome, found by a paired run without each of them."""
        return tuple(idle_policies(self.scenario, self.seed))

    @property
    def run_id(self) -> str:
        """When the run was over, and the start of the hash of its scenario."""
        return f"{self.finished:%Y%m%dT%H%M%SZ}-{scenario_hash(self.scenario)[:8]}"

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The scenario as run, its hash, seed, versions and more: what it takes to repeat it."""
        return manifest_of(self)

    def plot(self) -> dict[str, Any]:
        """Return the figures of the run by name, as Matplotlib figures."""
        return shown("figures", self)  # type: ignore[no-any-return]

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the answer, the key figure, what changed."""
        return str(shown("result_html", self))

    def write(
        self, folder: str | Path, *, figures: bool = True, facts: Mapping[str, Any] | None = None
    ) -> Path:
        """Write tables, manifest and figures into a folder that is absent or empty.

        Args:
            folder: Where to write.
            figures: Whether to draw figures too.
            facts: Further facts for the manifest, such as the command.

        Returns:
            The folder.

        Raises:
            OutputError: The folder is in use or cannot be written; nothing is left behind then.
        """

        def fill(target: Path) -> None:
            """Write all files into a folder."""
            fill_folder(self, target)
            if figures:
                shown("save_figures", self, target / "figures")
            write_manifest(self, target, facts or {})

        return write_whole(Path(folder), fill)
