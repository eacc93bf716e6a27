"""A batch that has grown: more replicates or more samples, added to what was done.

A stage is a plan of its own for the runs that it adds. Its runs and blocks are numbered after those
of the stages before it, so that nothing that was computed changes: no number, no file, no byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from tradesim.errors import BatchError, GrowthError
from tradesim.experiments.arrays import Ids
from tradesim.experiments.design import Design, extended, of_share
from tradesim.experiments.loading import Study
from tradesim.experiments.plan import Plan, RunBlock, SharedScenario, Yardstick
from tradesim.experiments.search_schema import Search
from tradesim.experiments.searching import further_points
from tradesim.limits import MOST_RUNS

Growth = Mapping[str, int]
"""What a stage brings the batch to: ``replicates``, ``samples`` or, of a search, ``options``."""


@dataclass(frozen=True)
class GrowthStage:
    """What one stage adds.

    Attributes:
        plan: Its runs, numbered from 0, at points and replicates numbered from 0.
        run: Number of its first run.
        block: Number of its first block.
        world: Number of its first world.
        point: Number of its first point.
        replicate: Number of its first replicate.
    """

    plan: Plan
    run: int = 0
    block: int = 0
    world: int = 0
    point: int = 0
    replicate: int = 0


@dataclass(frozen=True)
class GrownPlan(Plan):
    """The plan of a batch and of everything that was added to it.

    Attributes:
        stages: What each stage adds, the first being the batch as it was begun.
    """

    stages: tuple[GrowthStage, ...] = ()

    @classmethod
    def of(cls, study: Study, growth: Sequence[Growth]) -> GrownPlan:
        """Return the plan of a study that has grown.

        Args:
            study: The study as it was begun.
            growth: What each further stage brings it to.

        Raises:
            GrowthError: The batch cannot grow so.
        """
        stages, whole = [GrowthStage(Plan(study))], study
        for step in growth:
            added, whole, place = _added(whole, step)
            last = stages[-1]
            stages.append(
                GrowthStage(
                    Plan(added),
                    run=last.run + last.plan.run_count,
                    block=last.block + len(last.plan.blocks),
                    world=last.world + len(last.plan.worlds),
                    **place,
                )
            )
        if (runs := sum(stage.plan.run_count for stage in stages)) > MOST_RUNS:
            raise GrowthError(f"{runs:,} runs are more than {MOST_RUNS:,}.")
        return cls(whole, tuple(stages))

    @property
    def begun(self) -> Study:
        """The study as the batch was begun."""
        return self.stages[0].plan.study

    @property
    def run_count(self) -> int:
        """Runs of all stages."""
        return sum(stage.plan.run_count for stage in self.stages)

    @cached_property
    def panel_block(self) -> int:
        """Runs that the ensemble simulates together: it changes no number."""
        return max(stage.plan.panel_block for stage in self.stages)

    @cached_property
    def yardstick(self) -> Yardstick | None:
        """What all variants are measured beside."""
        return self.stages[0].plan.yardstick

    @cached_property
    def worlds(self) -> tuple[SharedScenario, ...]:
        """The worlds of all stages, with the numbers that runs have in the whole batch."""
        return tuple(
            replace(world, runs=world.runs + stage.run)
            for stage in self.stages
            for world in stage.plan.worlds
        )

    @cached_property
    def blocks(self) -> tuple[RunBlock, ...]:
        """The blocks of all stages, one stage after the other."""
        return tuple(
            RunBlock(block.number + stage.block, block.world + stage.world, block.runs + stage.run)
            for stage in self.stages
            for block in stage.plan.blocks
        )

    def points(self, runs: Ids) -> Ids:
        """Return the point of each run."""
        return self._each(runs, lambda stage, own: stage.plan.points(own) + stage.point)

    def replicate_numbers(self, runs: Ids) -> Ids:
        """Return the replicate of each run."""
        return self._each(
            runs, lambda stage, own: stage.plan.replicate_numbers(own) + stage.replicate
        )

    def number(self, variant: int, point: int, replicate: int) -> int:
        """Return the number of a run."""
        for stage in reversed(self.stages):
            if point >= stage.point and replicate >= stage.replicate:
                own = (point - stage.point, replicate - stage.replicate)
                return stage.run + stage.plan.number(variant, *own)
        raise BatchError(f"no stage has point {point} and replicate {replicate}.")

    def _each(self, runs: Ids, of: Any) -> Ids:
        found = np.empty(len(runs), dtype=np.int64)
        firsts = np.array([stage.run for stage in self.stages])
        places = np.searchsorted(firsts, runs, side="right") - 1
        for place in set(places.tolist()):
            here = places == place
            stage = self.stages[place]
            found[here] = of(stage, runs[here] - stage.run)
        return found


def _added(study: Study, step: Growth) -> tuple[Study, Study, dict[str, int]]:
    """Return what a step adds to a study as one of its own, the whole, and where it begins."""
    if isinstance(study.experiment.design, Search) and "options" not in step:
        said = "what it tried followed from the runs that it had. Write more of them into the "
        said += "experiment, and begin anew with --out."
        raise GrowthError(f"a search does not grow by {next(iter(step))}: {said}")
    if "replicates" in step:
        before, wanted = study.experiment.replicates, step["replicates"]
        if wanted <= before:
            raise GrowthError(f"--replicates: the batch has {before} already; give more of them.")
        added = _with(study, replicates=wanted - before)
        return added, _with(study, replicates=wanted), {"point": 0, "replicate": before}
    first, asked = study.design.count, study.experiment.design
    if "options" in step and isinstance(asked, Search):
        points = further_points(asked, study.course, step["options"])
        design = of_share(study.experiment, study.design.kind, points)
        whole = replace(study, design=design)
    else:
        design = extended(study.experiment, study.design, step["samples"], study.seed)
        longer = asked.model_copy(update={"samples": step["samples"]})
        whole = replace(_with(study, design=longer), design=design)
    new = Design(
        design.kind,
        {path: values[first:] for path, values in design.values.items()},
        None if design.share is None else design.share[first:],
        design.count - first,
    )
    return replace(study, design=new), whole, {"point": first, "replicate": 0}


def _with(study: Study, **changed: Any) -> Study:
    """Return a study whose experiment says something else."""
    return replace(study, experiment=study.experiment.model_copy(update=changed))


def grown(manifest: Mapping[str, Any] | None, more: Growth | None) -> list[dict[str, int]]:
    """Return the steps by which a batch has grown, and the one that is asked for now."""
    steps = [dict(step) for step in (manifest or {}).get("grown", ())]
    is_news = more and dict(more) not in steps[-1:]  # else what was stopped goes on
    return [*steps, dict(more or {})] if is_news else steps


def whole_of(plan: Plan) -> dict[str, int]:
    """Return the numbers of a batch that has grown, as its manifest says them beside the first."""
    return {
        "runs": plan.run_count,
        "points": plan.study.design.count,
        "replicates": plan.replicates,
        "blocks": len(plan.blocks),
    }
