"""What this machine has, as far as is told: cores and their use, memory and disk left."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

MEMORY = Path("/proc/meminfo")
GROUP = Path("/sys/fs/cgroup")
"""Where Linux tells of memory: that of the machine, and that of a container."""

MOST_AT_ONCE = 2
"""Blocks of runs that are simulated at a time at most: each takes the memory of its panels."""


def core_count() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def blocks_at_once() -> int:
    """Return how many blocks of runs one process should simulate at a time, by threads.

    One where threads wait for the lock of the interpreter (Python 3.11 to 3.14 as they are usually
    built), since two then take longer than one after the other (decision record 600).
    """
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    return 1 if locked else min(core_count(), MOST_AT_ONCE)


def free_memory() -> int | None:
    """Return the bytes of memory that programs may still take; None where nobody says."""
    told = [size for size in (_of_machine(), _of_container()) if size is not None]
    return min(told, default=None)


def free_disk(folder: Path) -> int | None:
    """Return the bytes of disk that are free where a folder is, or will be; None if unknown.

    Args:
        folder: The folder; the nearest one above it that exists is asked.
    """
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return None


def said_size(count: float) -> str:
    """Return a number of bytes as people say it."""
    for limit, unit, size in ((1e6, "kB", 1e3), (1e9, "MB", 1e6), (1e12, "GB", 1e9)):
        if count < limit:
            return f"{max(count / size, 1):.0f} {unit}"
    return f"{count / 1e12:.1f} TB"


def _of_machine() -> int | None:
    try:
        lines = MEMORY.read_text(encoding="ascii").splitlines()
        kilobytes = next(line for line in lines if line.startswith("MemAvailable:")).split()[1]
        return int(kilobytes) * 1024
    except (OSError, ValueError, IndexError, StopIteration):
        return None


def _of_container() -> int | None:
    try:
        limit, used = (
            int((GROUP / name).read_text(encoding="ascii"))
            for name in ("memory.max", "memory.current")
        )
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return None
    return min(max(limit - used, 0) + _of_files_read(), limit)


def _of_files_read() -> int:
    """Return the bytes that a container holds of files it has read, and gives up when asked."""
    try:
        lines = (GROUP / "memory.stat").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("inactive_file ")).split()[1])
    except (OSError, ValueError, IndexError, StopIteration):
        return 0
