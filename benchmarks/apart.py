"""Doing something in a process of its own, so that its memory is its own too."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_another_process(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what some work returns when a new process does it."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as executor:
        return executor.submit(work, *args, **kwargs).result()


def peak_bytes() -> float:
    """Return the largest resident size of this process so far.

    Linux keeps ``ru_maxrss`` of the parent across the start of a program, so it asks the memory
    map itself where it can.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        return next(float(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
