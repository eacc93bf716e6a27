"""What the runs of an experiment say: differences, curves, indices, boxes, trade-offs."""

from __future__ import annotations

from tradesim.experiments.analysis.analyse import Analysis, analyse
from tradesim.experiments.analysis.outcome import Outcome, Parameter, Threshold, find_outcome
from tradesim.experiments.analysis.paired import compared
from tradesim.experiments.analysis.reading import runs_of
from tradesim.experiments.analysis.runs import Runs

__all__ = [
    "Analysis",
    "Outcome",
    "Parameter",
    "Runs",
    "Threshold",
    "analyse",
    "compared",
    "find_outcome",
    "runs_of",
]
