"""What the marks of tests left out of a run is told at its end, by the reason that each gives.

Garbage is looked for among what tests make, and seldom: not among all that was imported for them.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

NEW_OBJECTS = 20_000
"""New objects after which garbage is looked for among them; Python's own choice is 2000 or less."""

left_out: Counter[str] = Counter()
"""Tests that ``-m`` left out of this run, by file and reason."""


def reason_of(item: pytest.Item) -> str:
    """Return why a test may be left out: what its mark ``once`` says, or that it is slow."""
    once = item.get_closest_marker("once")
    if once is None:
        return "slow" if item.get_closest_marker("slow") else "asked for"
    return str(once.args[0]) if once.args else "no reason given"


def pytest_collection_finish() -> None:
    """Take what collecting has made out of the reach of the garbage collector."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    left_out.update(f"{reason_of(item)}: {item.nodeid.partition('::')[0]}" for item in items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker hand over what it left out: the process that tells collects nothing."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["left_out"] = dict(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker left out: each of them leaves out the same."""
    left_out.update(Counter(getattr(node, "workeroutput", {}).get("left_out", {})) - left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.config.option.markexpr and left_out:
        terminalreporter.section(f"left out: {left_out.total()} tests")
        for place, count in sorted(left_out.items()):
            terminalreporter.line(f"{count} {place}")
