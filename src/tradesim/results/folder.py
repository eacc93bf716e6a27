"""The folder of a run: written as a whole or not at all, and never over an earlier one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tradesim.errors import OutputError
from tradesim.results.whole import (
    beside_of,
    check_permission,
    nearest_above,
    sweep,
    write_into,
)

ROOT = Path("results")

LONGEST_PART, LONGEST_PATH = 255, 3800
"""Bytes of a name, as nearly every file system limits it, and of a path, with room for files."""

SHOWN = 60
"""Characters of a name that is too long which are shown."""


def default_folder(scenario_name: str, run_id: str) -> Path:
    """Return a folder for a run that no earlier run has: ``results/<scenario>/<run id>``."""
    folder = ROOT / scenario_name / run_id
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{run_id}-{number}")
    return folder


def check_destination(folder: Path) -> None:
    """Refuse a folder that cannot be written, before anything is computed.

    Raises:
        OutputError: It holds something already, is a file, has a name that is too long, or may
            not be written.
    """
    check_length(folder)
    if folder.is_dir() and any(_listed(folder)):
        raise OutputError(
            f"{folder}: this folder is not empty, and earlier results are never overwritten. "
            "Name another one, or move it away."
        )
    parent = nearest_above(folder)
    if not parent.is_dir():
        raise OutputError(f"{folder}: '{parent}' is a file. Name a folder to write results to.")
    check_permission(folder, parent)


def check_length(folder: Path) -> None:
    """Refuse a folder whose name, or that under which it is written, no system takes.

    Raises:
        OutputError: It is too long.
    """
    path = beside_of(folder.absolute())
    longest = max(len(os.fsencode(part)) for part in path.parts)
    if longest > LONGEST_PART or len(os.fsencode(path)) > LONGEST_PATH:
        said = "this name is too long for a folder of results. Name a shorter one."
        raise OutputError(f"{str(folder)[:SHOWN]}…: {said}")


def write_whole(folder: Path, fill: Callable[[Path], None]) -> Path:
    """Fill a folder beside its place, or within it where it is there, and move all when complete.

    Args:
        folder: Where the results are to be; absent or empty.
        fill: Writes all files into the folder it is given.

    Returns:
        The folder.

    Raises:
        OutputError: The disk is full, a permission is missing, or the folder came into use.
    """
    check_destination(folder)
    try:
        if folder.is_dir():
            write_into(folder, fill)
        else:
            _write_at_once(folder, fill)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{folder}: results cannot be written: {reason}.") from error
    return folder


def _write_at_once(folder: Path, fill: Callable[[Path], None]) -> None:
    sweep(folder.parent)
    beside = beside_of(folder)
    try:
        beside.mkdir(parents=True)
        fill(beside)
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{folder}: it cannot be read: {reason}.") from None
