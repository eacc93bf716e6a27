"""Scenario discovery by a tree: which limits, one after the other, part the runs of interest.

CART, classification and regression trees (Breiman et al. 1984; Lempert et al. 2008), from
scikit-learn, which is an optional extra. PRIM finds one box, a tree divides all of the space.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tradesim.experiments.analysis.discovery import extra
from tradesim.experiments.analysis.intervals import SEED
from tradesim.experiments.analysis.outcome import Threshold
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.values import limit_words, one_below_another
from tradesim.experiments.arrays import Ids

SMALLEST_LEAF = 0.05
"""Least share of the runs in a leaf."""

MOST_LEAVES = 6
"""Leaves of a tree: so many a reader takes in."""

FOLDS = 5
"""Parts of the points of which each is predicted from the others."""


def trees(runs: Runs, threshold: Threshold) -> pd.DataFrame:
    """Return the tree that parts the runs of interest from the others, for each variant.

    Args:
        runs: The runs; each counts by itself, at the parameters of its point.
        threshold: Which runs are of interest.

    Returns:
        One row a node, the root first: its ``parent`` and ``depth``; ``told``, the limit that
        leads to it; ``where``, all limits that do; ``parameter`` and ``limit`` that divide it
        further (nothing at a leaf); its ``runs``, those ``of_interest`` and their ``density``,
        and its ``coverage`` of all that are. ``foretold`` is the share of runs that a tree
        tells rightly which has not seen their points, interesting and other runs weighing alike:
        a half is no better than a coin.

    Raises:
        AnalysisError: scikit-learn is not installed.
    """
    with extra("Trees need scikit-learn"):
        from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415
    parts = []
    for variant in runs.variants if runs.parameters else ():
        rows, values = runs.cases(variant, threshold.column)
        hit = threshold.of_interest(values)
        if min(int(hit.sum()), int((~hit).sum())) >= FOLDS:
            found = _nodes(DecisionTreeClassifier, runs, rows, hit)
            parts.append(found.assign(variant=variant, of_interest_where=runs.said(threshold)))
    return one_below_another(parts)


def _nodes(
    classifier: Any, runs: Runs, rows: pd.DataFrame, hit: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    cases = runs.numbers(rows)
    fresh = _fresh(classifier)
    tree = fresh.fit(cases, hit).tree_
    inside = np.asarray(fresh.decision_path(cases).todense(), dtype=np.bool_)
    parent, depth, told, bounds = _ways(tree, runs, rows)
    columns = {p.name: rows[p.column] for p in runs.parameters}
    table = []
    for node in range(tree.node_count):
        here, leads_on = inside[:, node], tree.children_left[node] >= 0
        limits = (limit_words(n, columns[n], *ends) for n, ends in bounds[node].items())
        table.append(
            {
                "node": node,
                "parent": parent[node],
                "depth": depth[node],
                "told": told[node],
                "where": " and ".join(words for words in limits if words),
                "parameter": runs.parameters[tree.feature[node]].name if leads_on else "",
                "limit": float(tree.threshold[node]) if leads_on else np.nan,
                "runs": int(here.sum()),
                "of_interest": int(hit[here].sum()),
                "density": float(hit[here].mean()),
                "coverage": float(hit[here].sum() / hit.sum()),
            }
        )
    return pd.DataFrame(table).assign(
        foretold=_foretold(classifier, cases, hit, rows.index.to_numpy())
    )


def _ways(tree: Any, runs: Runs, rows: pd.DataFrame) -> tuple[dict[int, Any], ...]:
    """Return the parent, depth, last limit and all limits of each node."""
    bounds: dict[int, Any] = {0: {p.name: (-np.inf, np.inf) for p in runs.parameters}}
    told, parent, depth = {0: ""}, {0: -1}, {0: 0}
    for node in range(tree.node_count):
        if tree.children_left[node] < 0:
            continue
        name, limit = runs.parameters[tree.feature[node]], float(tree.threshold[node])
        low, high = bounds[node][name.name]
        sides = (
            (tree.children_left, (low, limit), (-np.inf, limit)),
            (tree.children_right, (limit, high), (limit, np.inf)),
        )
        for children, ends, step in sides:
            child = int(children[node])
            bounds[child] = {**bounds[node], name.name: ends}
            told[child] = limit_words(name.name, rows[name.column], *step)
            parent[child], depth[child] = node, depth[node] + 1
    return parent, depth, told, bounds


def _fresh(classifier: Any) -> Any:
    return classifier(max_leaf_nodes=MOST_LEAVES, min_samples_leaf=SMALLEST_LEAF, random_state=SEED)


def _foretold(classifier: Any, cases: Any, hit: npt.NDArray[np.bool_], point: Ids) -> float:
    """Return the balanced share of runs told rightly at points that were left out."""
    order = np.random.default_rng(SEED).permutation(int(point.max()) + 1)
    fold = order[point] % FOLDS
    guess = np.zeros(len(hit), dtype=np.bool_)
    for part in range(FOLDS):
        out = fold == part
        if out.any() and not out.all():
            guess[out] = _fresh(classifier).fit(cases[~out], hit[~out]).predict(cases[out])
    return float((guess[hit].mean() + (~guess[~hit]).mean()) / 2.0)
