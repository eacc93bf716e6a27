"""What a search asks for, as outcomes of its runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tradesim.experiments.analysis.reading import find_outcome
from tradesim.experiments.analysis.runs import Runs


def is_search(runs: Runs) -> bool:
    """Say whether runs are those of a search."""
    return runs.asked.get("kind") == "search"


def goal_columns(runs: Runs) -> dict[str, Mapping[str, Any]]:
    """Return the objectives of a search by the column of their outcome; nothing of other designs.

    Raises:
        AnalysisError: The runs do not have one of them.
    """
    goals = runs.asked["objectives"] if is_search(runs) else ()
    return {find_outcome(runs.outcomes, goal["outcome"]).column: goal for goal in goals}
