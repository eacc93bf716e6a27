"""How the runs of ``tradesim hindcast`` are made: how many, from which parameters, how doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tradesim.cli.progress import progress

if TYPE_CHECKING:
    from tradesim.doubt import Draws
    from tradesim.evidence.record import Record
    from tradesim.evidence.simulated_record import Simulated
    from tradesim.records.again import Again
    from tradesim.results import Result
    from tradesim.scenario import Scenario


@dataclass(frozen=True)
class RunOptions:
    """How the runs of a scenario are made.

    Attributes:
        replicates: How many.
        seed: Seed of all draws; the scenario's where absent.
        parameters: File of a parameter ensemble to draw from; that beside the scenario if absent.
        point: Draw from none.
        doubt: Whether bands hold what is not known, or chance (and that ensemble) alone.
        silent: Show no progress.
    """

    replicates: int
    seed: int | None
    parameters: Path | None
    point: bool
    doubt: bool
    silent: bool

    def ensemble(self, file: str) -> Path | None:
        """Return the file that the parameters of a scenario are drawn from."""
        from tradesim.evidence.parameters import parameters_beside

        return self.parameters if self.parameters or self.point else parameters_beside(file)

    def of(self, world: Scenario, file: str, record: Record) -> tuple[Result, Simulated]:
        """Run a scenario, taking from each block of runs what was published of the world."""
        from tradesim.evidence.simulated_record import Simulated
        from tradesim.results import weeks_to_live
        from tradesim.results.running import lived

        again, drawn = self._to_live(world, file)
        parts: list[Simulated] = []
        with progress(weeks_to_live(world, self.replicates), silent=self.silent) as advance:
            result = lived(
                again, advance, drawn, lambda block: parts.append(record.simulated(block))
            )
        return result, Simulated.joined(parts)

    def _to_live(self, world: Scenario, file: str) -> tuple[Again, Draws | None]:
        from tradesim.cli.ensembles import points_of
        from tradesim.doubt import Doubt
        from tradesim.results.forecasting import runs_in_doubt
        from tradesim.results.running import runs_at

        ensemble = self.ensemble(file)
        values = points_of(ensemble, world) if ensemble else {}
        if self.doubt:  # how months scatter is learnt from the months before, series by series
            doubt = Doubt(values, months=False) if values else Doubt(months=False)
            return runs_in_doubt(world, doubt, self.seed, self.replicates)
        return runs_at(world, values, self.seed, self.replicates), None
