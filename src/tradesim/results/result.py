"""The result of a run, as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradesim.doubt import Draws
from tradesim.measures.recording import Recording
from tradesim.records.events_file import write_events
from tradesim.records.firms_file import FIRMS, without_firms
from tradesim.records.records import Records
from tradesim.results.manifest import resolved, scenario_hash, versions
from tradesim.results.no_effect import idle_policies
from tradesim.results.tables import summary_frame
from tradesim.results.whole import write_whole
from tradesim.results.writers import summary_of, write_json, write_manifest, write_trade
from tradesim.scenario import Scenario
from tradesim.showing import shown
from tradesim.wording.numbers import counted

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Result:
    """What a run left behind; tables are made when they are first asked for.

    Attributes:
        records: What is kept of all runs, and the way to each of them.
        seconds: How long the run took.
        finished: When it was over, UTC.
        doubt: What was drawn for each replicate of what is not known; None where bands are of
            chance alone.
        matter: Policies that are known to change some outcome; None where nobody looked.
    """

    records: Records = field(repr=False)
    seconds: float
    finished: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    doubt: Draws | None = field(default=None, repr=False)
    matter: frozenset[str] | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        """Return what it is the result of, in a line."""
        runs = counted(self.replicates, "replicate")
        return f"<Result of '{self.scenario.name}': {runs}, seed {self.seed}, {self.engine}>"

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was run."""
        return self.records.scenario

    @property
    def seed(self) -> int:
        """Seed of all draws."""
        return self.records.again.seed

    @property
    def engine(self) -> str:
        """The engine that ran it."""
        return self.records.again.engine

    @property
    def replicates(self) -> int:
        """Number of replicates."""
        return self.records.replicates

    def run(self, replicate: int) -> Recording:
        """Return one run with every panel: lived again, to the same bits."""
        return self.records.run(replicate)

    @cached_property
    def recording(self) -> Recording:
        """All runs with every panel, lived again when first asked for: for few of them."""
        if self.replicates == 1:
            return self.records.run(self.records.number)
        return self.records.again.everything()

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Every outcome of every week: mean, band and the run that is kept whole."""
        return self.records.weekly.frame()

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """What markets bought, held, paid and made by month: mean, band and the whole run."""
        return self.records.monthly.frame()

    @cached_property
    def monthly_imports(self) -> pd.DataFrame:
        """Imports by calendar month, customs group and origin, with 90 % bands."""
        return self.records.trade["imports"].frame()

    @cached_property
    def monthly_exports(self) -> pd.DataFrame:
        """Exports by calendar month, customs group and destination, with 90 % bands."""
        return self.records.trade["exports"].frame()

    @property
    def events(self) -> pd.DataFrame:
        """Policies and moves of governments in all runs, and all that befell the whole run."""
        return self.records.events

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Every measure with mean, 90 % band, unit and definition."""
        return summary_frame(self.records.measures)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Policies that change no outcome, found by a paired run without each of them."""
        return tuple(idle_policies(self.scenario, self.seed, self.matter))

    @property
    def run_id(self) -> str:
        """When the run was over, and the start of the hash of its scenario."""
        return f"{self.finished:%Y%m%dT%H%M%SZ}-{self._hash[:8]}"

    @cached_property
    def _hash(self) -> str:
        return scenario_hash(self.scenario)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The scenario as run, its hash, seed, versions and more: what it takes to repeat it."""
        again = self.records.again
        usual = again.replicates == tuple(range(self.replicates))
        facts: dict[str, Any] = {
            "scenario_name": self.scenario.name,
            "run_id": self.run_id,
            "finished": self.finished.isoformat(timespec="seconds"),
            "wall_seconds": round(self.seconds, 3),
            "seed": self.seed,
            "replicates": self.replicates,
            **({} if usual else {"replicate_numbers": list(again.replicates)}),
            "whole_run": self.records.number,
            "whole_run_distance": self.records.distance,
            "engine": self.engine,
            "bands": "chance" if self.doubt is None else "doubt",
            "versions": versions(),
            "scenario_sha256": self._hash,
        }
        if again.irregular:
            facts["irregular"] = asdict(again.irregular)
        if again.classes:
            facts["custom_agents"] = sorted(again.classes)
        if self.records.condensed:
            return facts | {"firms": FIRMS, "scenario": resolved(without_firms(self.scenario))}
        return facts | {"scenario": resolved(self.scenario)}

    def plot(self) -> dict[str, Any]:
        """Return the figures of the run by name, as Matplotlib figures."""
        return shown("figures", self)  # type: ignore[no-any-return]

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the answer, the key figure, what changed."""
        return str(shown("result_html", self))

    def write(
        self,
        folder: str | Path,
        *,
        figures: bool = True,
        every_run: bool = False,
        facts: Mapping[str, Any] | None = None,
    ) -> Path:
        """Write tables, manifest and figures into a folder that is absent or empty.

        Args:
            folder: Where to write.
            figures: Whether to draw figures too; none are drawn of a large world.
            every_run: Whether to write the weeks of every run, too.
            facts: Further facts for the manifest, such as the command.

        Returns:
            The folder.

        Raises:
            OutputError: The folder is in use or cannot be written; nothing is left behind then.
        """

        def fill(target: Path) -> None:
            """Write all files into a folder."""
            from tradesim.records.folder import write_records  # noqa: PLC0415 - runs are lived without

            kept = every_run and not self.records.condensed
            write_records(self.records, target, every_run=kept)
            write_trade(self.records, target)
            write_events(self.records.happened, target / "events.csv")
            write_json(summary_of(self.records, self.doubt), target / "summary.json")
            if figures and not self.records.condensed:
                shown("save_figures", self, target / "figures")
            write_manifest({**self.manifest, **(facts or {})}, target)

        return write_whole(Path(folder), fill)
