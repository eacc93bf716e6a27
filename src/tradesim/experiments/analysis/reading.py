"""From what a batch left behind to the runs that are analysed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.errors import AnalysisError
from tradesim.experiments.analysis.outcome import Outcome, Parameter, Threshold, find_outcome
from tradesim.experiments.analysis.runs import CELLS_AT_ONCE, Runs
from tradesim.experiments.columns import SHARE_OF
from tradesim.experiments.expressions import ExpressionError, parsed
from tradesim.experiments.manifest import columns_in
from tradesim.experiments.search_schema import Search
from tradesim.experiments.store.by_column import StoredRuns
from tradesim.experiments.store.reading import BatchFiles
from tradesim.measures.naming import Phrases
from tradesim.scenario.paths import WILDCARD

RULE = "when"
"""Part of a dotted path that begins the rule of a policy; what follows is said together with it."""

STRUCTURE = frozenset({"terms", "needs", "value"})
"""Parts of a dotted path that tell a reader nothing."""


def runs_of(batch: BatchFiles) -> Runs:
    """Return the runs of a batch.

    Raises:
        AnalysisError: Its threshold, or what it shows, names no outcome of the runs.
    """
    manifest, points = batch.manifest, batch.design.set_index("point").sort_index()
    experiment = manifest["experiment"]
    vary, design = experiment.get("vary", {}), experiment["design"]
    paths = [path for path in vary if path in points.columns]
    phrases = Phrases.of(manifest.get("scenario", {}))
    names = parameter_names(paths, phrases.items)
    given = tuple(Outcome.of(column, phrases) for column in columns_in(manifest))
    own, added = own_measures(batch.stored, given, experiment.get("measures", {}))
    frame, outcomes = batch.stored.keys.assign(**own), (*given, *added)
    places = [SHARE_OF + path for path in paths]
    sampled = bool(places) and set(places) <= set(points.columns)
    asked = Search.model_validate(design) if design["kind"] == "search" else None
    later = (step["options"] for step in manifest.get("grown", ()) if "options" in step)
    runs = Runs(
        name=manifest["name"],
        title=experiment.get("title") or manifest["name"],
        frame=frame,
        parameters=tuple(
            Parameter(path, names[path], vary[path].get("unit") or "", vary[path].get("role") or "")
            for path in paths
        ),
        outcomes=outcomes,
        variants=tuple(manifest["variants"]),
        reference=experiment.get("reference") or manifest["variants"][0],
        design=design["kind"],
        points=int(manifest["points"]),
        replicates=int(manifest["replicates"]),
        levels=design.get("levels", 4),
        second_order=design.get("second_order", False),
        settings=points[paths],
        share=points[places].to_numpy(dtype=np.float64) if sampled else None,
        show=tuple(find_outcome(outcomes, each).column for each in experiment.get("show", ())),
        search=asked,
        generations=(asked.generation, *later) if asked else (),
        stored=batch.stored,
    )
    return replace(runs, threshold=_threshold(experiment.get("threshold"), runs))


def own_measures(
    stored: StoredRuns, outcomes: tuple[Outcome, ...], own: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Floats], list[Outcome]]:
    """Return measures of one's own, worked out of the runs of a batch, some runs at a time.

    Args:
        stored: The runs.
        outcomes: Their outcomes.
        own: ``formula``, ``unit``, ``least`` and ``greatest`` of each measure, by its name.

    Returns:
        Values by name, shape (run,), and the outcomes that they are.

    Raises:
        AnalysisError: A formula is none, the runs do not have what it is made of, or a value is
            none that the measure can take.
    """
    added, columns = list[Outcome](), dict[str, Floats]()
    for name, facts in own.items():
        try:
            columns[name] = _worked_out(stored, outcomes, str(facts["formula"]))
        except ExpressionError as error:
            raise AnalysisError(f"measures, {name}: {error}") from None
        outcome = Outcome(
            name,
            name,
            str(facts.get("unit") or ""),
            least=facts.get("least"),
            greatest=facts.get("greatest"),
        )
        for value in outcome.domain.outside(columns[name]):
            said = f"a run has {value:g}, outside of {outcome.domain}: mend its ends or formula."
            raise AnalysisError(f"measures, {name}: {said}")
        added.append(outcome)
    return columns, added


def _worked_out(stored: StoredRuns, outcomes: Sequence[Outcome], text: str) -> Floats:
    formula = parsed(text)
    named = {
        word: [o.column for o in outcomes if word in {o.column, o.measure}]
        for word in formula.names()
    }
    if unknown := next((word for word, columns in named.items() if not columns), None):
        raise ExpressionError(f"the runs have no '{unknown}'.")
    step = max(CELLS_AT_ONCE // max(sum(map(len, named.values())), 1), 1)
    found = np.empty(len(stored))
    for first in range(0, len(stored), step):
        last = min(first + step, len(stored))
        found[first:last] = formula.values(
            {
                word: np.stack([stored.column(column, first, last) for column in columns])
                for word, columns in named.items()
            }
        )
    return found


def parameter_names(
    paths: Sequence[str], labels: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return a short name for each dotted path: its last word, and whose it is.

    ``policies.curb on acid.terms.review_weeks`` is "review weeks, curb on acid",
    ``policies.reserve.when.below`` "when below, reserve" and ``buyers.*.noise`` "noise, all
    buyers". Where two would be called the same, both
    keep their paths.

    Args:
        paths: Dotted paths.
        labels: What parts of them are called, where that is another name.
    """
    names = {path: _short(path, labels or {}) for path in paths}
    called = list(names.values())
    return {path: path if called.count(name) > 1 else name for path, name in names.items()}


def _short(path: str, labels: Mapping[str, str]) -> str:
    section, *parts = path.split(".")
    before = (section, *parts)
    parts = [
        f"all {before[place]}" if part == WILDCARD else part for place, part in enumerate(parts)
    ]
    told = [part for part in parts if part not in STRUCTURE]
    if not told:
        return section.replace("_", " ")
    if RULE in told[:-1]:
        told = [*told[: told.index(RULE)], " ".join(told[told.index(RULE) :])]
    return ", ".join([told[-1].replace("_", " "), *(labels.get(part, part) for part in told[:-1])])


def threshold_of(
    outcomes: Sequence[Outcome],
    column: Callable[[str], Floats],
    given: str,
    value: float,
    *,
    above: bool,
) -> Threshold:
    """Return which runs are of interest, by a column or by a measure.

    Of a measure of several places the first counts that divides the runs.

    Args:
        outcomes: What was recorded.
        column: What gives an outcome of all runs by its column.
        given: A column or a measure.
        value: The value that divides the runs.
        above: Whether those above it are of interest, or those below.

    Raises:
        AnalysisError: There is no such outcome.
    """
    first = Threshold(find_outcome(outcomes, given).column, value, above)
    if first.column == given:
        return first
    places = [outcome.column for outcome in outcomes if outcome.measure == given]
    for name in (first.column, *places):
        chosen, values = Threshold(name, value, above), column(name)
        wanted = chosen.of_interest(values[~np.isnan(values)])
        if wanted.any() and not wanted.all():
            return chosen
    return first


def _threshold(asked: Mapping[str, Any] | None, runs: Runs) -> Threshold | None:
    if asked is None:
        return None
    above = asked.get("above") is not None
    value = float(asked["above" if above else "below"])
    return threshold_of(runs.outcomes, runs.column, asked["outcome"], value, above=above)
