"""Why somebody was short in a week: the chain back from the week to its causes."""

from __future__ import annotations

from tradesim.explanations.explaining import explain
from tradesim.explanations.explanation import KINDS, Cause, Explanation
from tradesim.explanations.one_run import OneRun, one_run
from tradesim.explanations.shortage import Shortage, shortages
from tradesim.explanations.worst import WorstShortage, worst_shortage

__all__ = [
    "KINDS",
    "Cause",
    "Explanation",
    "OneRun",
    "Shortage",
    "WorstShortage",
    "explain",
    "one_run",
    "shortages",
    "worst_shortage",
]
