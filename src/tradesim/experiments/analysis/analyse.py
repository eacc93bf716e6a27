"""The whole analysis of an experiment: every table that its runs bear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.coverage import covered
from tradesim.experiments.analysis.delta import delta_indices
from tradesim.experiments.analysis.discovery import Discovery, discover
from tradesim.experiments.analysis.features import feature_scores
from tradesim.experiments.analysis.headlines import headlines
from tradesim.experiments.analysis.intervals import few
from tradesim.experiments.analysis.outcome import Outcome, Threshold
from tradesim.experiments.analysis.paired import distributions, paired_differences
from tradesim.experiments.analysis.pareto import (
    Objective,
    chosen_objective,
    default_objectives,
    pareto_view,
    sought_objectives,
)
from tradesim.experiments.analysis.regional import regional_sensitivity
from tradesim.experiments.analysis.response import points_apart, response_curves
from tradesim.experiments.analysis.robustness import robustness
from tradesim.experiments.analysis.runs import MOST_CASES, Runs
from tradesim.experiments.analysis.search import search_tables
from tradesim.experiments.analysis.sensitivity import morris_effects, sobol_tables, too_few
from tradesim.experiments.analysis.trees import trees
from tradesim.experiments.analysis.values import one_below_another
from tradesim.showing import shown

SENSITIVITY = frozenset({"sobol", "morris"})
"""Designs whose points are drawn to tell which parameters matter."""

FEWEST_OBJECTIVES = 2

MOST_SCORED = 3
"""Outcomes that are scored: those told first, and that of the threshold."""

Named = tuple[tuple[str, pd.DataFrame], ...]
"""Tables with their names."""


@dataclass(frozen=True)
class Analysis:
    """What the runs of an experiment say.

    Attributes:
        runs: The runs.
        shown: The outcomes to tell first.
        distributions: How outcomes are distributed, by variant.
        differences: How variants differ from the reference.
        responses: Response curves of a grid or list, where a parameter can be told from others.
        points: Outcomes of each point of a list where it cannot.
        sensitivity: Indices of a ``sobol`` design or effects of a ``morris`` design.
        pairs: Indices of pairs of parameters, of a ``sobol`` design with ``second_order``.
        objectives: What the Pareto view is of.
        pareto: The Pareto view.
        robustness: How choices fare over what is not known, where parameters have roles.
        discoveries: Boxes of the runs of interest.
        notes: What was left out and why.
        further: Further tables, by name.
    """

    runs: Runs
    shown: tuple[Outcome, ...]
    distributions: pd.DataFrame
    differences: pd.DataFrame
    responses: pd.DataFrame
    points: pd.DataFrame
    sensitivity: pd.DataFrame
    pairs: pd.DataFrame
    objectives: tuple[Objective, ...]
    pareto: pd.DataFrame
    robustness: pd.DataFrame
    discoveries: tuple[Discovery, ...]
    notes: tuple[str, ...]
    further: Named = ()

    def __repr__(self) -> str:
        """Return what it is, in a line."""
        names = ", ".join(name for name, _ in self.tables())
        return f"<Analysis of '{self.runs.name}': {names}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first figure and the outcomes."""
        return str(shown("analysis_html", self))

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the tables that have rows, with their names."""
        for name, table in (
            ("distributions", self.distributions),
            ("differences", self.differences),
            ("response_curves", self.responses),
            ("points", self.points),
            (f"{self.runs.design}_indices", self.sensitivity),
            ("sobol_pairs", self.pairs),
            ("pareto", self.pareto),
            ("robustness", self.robustness),
            ("discovery_boxes", _stacked(self.discoveries, "limits")),
            ("discovery_trajectories", _stacked(self.discoveries, "trajectory")),
        ):
            if len(table):
                yield name, table
        yield from self.further

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name; without rows where there is none."""
        return dict(self.tables()).get(name, pd.DataFrame())


def analyse(
    runs: Runs,
    *,
    objectives: Mapping[str, str] | None = None,
    threshold: Threshold | None = None,
) -> Analysis:
    """Return every table that the runs of an experiment bear.

    Args:
        runs: The runs.
        objectives: Outcome columns to take for ``disruption``, ``concentration`` and ``cost``.
        threshold: Which runs are of interest; as the experiment says where absent.

    Raises:
        IncompleteDesignError: A ``sobol`` or ``morris`` design has points missing.
        AnalysisError: No run is sound, or scenario discovery was asked for and cannot be done.
    """
    if not runs.finished:
        raise AnalysisError(f"{runs.name}: no run has finished soundly; there is nothing to tell.")
    sensitivity, pairs = _sensitivity(runs)
    wanted, several = _objectives(runs, objectives or {})
    discoveries, told = _discoveries(runs, threshold)
    shown = headlines(runs)
    further, more = _further(runs, shown, threshold or runs.threshold)
    notes = (
        _missing(runs),
        few(runs.units, f"{runs.unit}s"),
        too_few(runs, sensitivity),
        covered(runs),
        _alike(runs, shown),
        told,
        *more,
    )
    return Analysis(
        runs=runs,
        shown=shown,
        distributions=distributions(runs),
        differences=paired_differences(runs),
        responses=response_curves(runs),
        points=points_apart(runs),
        sensitivity=sensitivity,
        pairs=pairs,
        objectives=wanted if several else (),
        pareto=pareto_view(runs, wanted) if several else pd.DataFrame(),
        robustness=robustness(runs, wanted),
        discoveries=discoveries,
        notes=tuple(note for note in notes if note),
        further=further,
    )


def _objectives(runs: Runs, columns: Mapping[str, str]) -> tuple[tuple[Objective, ...], bool]:
    """Return what policies should have little of, and whether several are to be weighed by it."""
    usual = sought_objectives(runs) if runs.search else default_objectives(runs)
    chosen = {objective.role: objective for objective in usual}
    chosen |= {role: chosen_objective(runs, role, column) for role, column in columns.items()}
    several = len(runs.variants) * runs.points > 1 and len(chosen) >= FEWEST_OBJECTIVES
    # Of a search's options `search_options` tells which none beats.
    return tuple(chosen.values()), several and runs.search is None


def _sensitivity(runs: Runs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what matters by parameter and by pair, as far as the design tells it."""
    if runs.design == "sobol":
        return sobol_tables(runs)
    return morris_effects(runs) if runs.design == "morris" else pd.DataFrame(), pd.DataFrame()


def _alike(runs: Runs, shown: Sequence[Outcome]) -> str:
    """Return that nothing that varies makes a difference; nothing where something does."""
    if shown or len(runs.variants) * runs.points == 1:
        return ""
    return "No outcome differs between points or variants: what varies changes none that is kept."


def _missing(runs: Runs) -> str:
    """Return how many runs are missing; nothing where none is."""
    gap = runs.expected - runs.finished
    if gap <= 0:
        return ""
    failed = f", {runs.failed} of them failed" if runs.failed else ""
    return f"{gap} of {runs.expected} runs are missing{failed}: figures are of the others."


def _discoveries(runs: Runs, asked: Threshold | None) -> tuple[tuple[Discovery, ...], str]:
    """Return the boxes and what to say; only what was asked for here must be possible."""
    threshold = asked or runs.threshold
    if threshold is None:
        return (), ""
    try:
        found = tuple(discover(runs, threshold))
    except AnalysisError as error:
        if asked:
            raise
        return (), str(error)
    if found:
        return found, drawn(runs, found)
    said = runs.said(threshold)
    return (), f"In no variant is {said} in some runs and not in others: no box to find."


def _further(
    runs: Runs, shown: Sequence[Outcome], threshold: Threshold | None
) -> tuple[Named, list[str]]:
    """Return further tables by name, those that have rows, and what could not be done and why."""
    outcomes = list(shown[:MOST_SCORED])
    if threshold and all(outcome.column != threshold.column for outcome in outcomes):
        outcomes.append(runs.outcome(threshold.column))
    options, generations = search_tables(runs)
    deltas, without = delta_indices(runs, outcomes)
    asked: dict[str, Callable[[], pd.DataFrame]] = {
        "feature_scores": lambda: feature_scores(runs, outcomes),
        "delta_indices": lambda: deltas,
        "regional_sensitivity": lambda: regional_sensitivity(runs, outcomes, threshold),
        "discovery_trees": lambda: trees(runs, threshold) if threshold else pd.DataFrame(),
        "search_options": lambda: options,
        "search_generations": lambda: generations,
    }
    found, notes = dict[str, pd.DataFrame](), list[str]()
    for name, work in asked.items():
        try:
            found[name] = work()
        except AnalysisError as error:
            notes.append(str(error))
    return tuple((name, table) for name, table in found.items() if len(table)), [*notes, without]


def drawn(runs: Runs, found: Sequence[Discovery]) -> str:
    """Return among how many runs boxes were sought; nothing where among all."""
    most = max(len(runs.placed[each.variant]) for each in found)
    if most <= MOST_CASES:
        return ""
    return f"Boxes and trees are of {MOST_CASES:,} runs, drawn from {most:,} of a variant."


def _stacked(discoveries: tuple[Discovery, ...], what: str) -> pd.DataFrame:
    """Return a table of all boxes as one: their ``limits``, or their ``trajectory``."""
    return one_below_another(
        [
            getattr(found, what).assign(variant=found.variant, of_interest=str(found.threshold))
            for found in discoveries
        ]
    )
