"""Files and folders that get their name when they are whole: what is stopped leaves nothing behind.

What is being written stands beside its place under a name that says which process of which
machine writes it; what processes left that died is swept away by the next that writes there.
"""

from __future__ import annotations

import errno
import os
import platform
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tradesim.errors import OutputError
from tradesim.interrupted import note
from tradesim.limits import said_by_system
from tradesim.records.manifest_form import MANIFEST

UNFINISHED = ".unfinished-"
"""In the name of what is being written; the machine and the process that does follow."""

IN_USE = {errno.EEXIST, errno.ENOTEMPTY}
"""What a system says of a folder in which something stands."""

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
        write_into(folder, fill, over=False)
    except OSError as error:
        if error.errno in IN_USE:
            said = "another process has written here meanwhile, and earlier results are never "
            raise OutputError(f"{folder}: {said}overwritten. Name another one.") from None
        raise OutputError(
            f"{folder}: results cannot be written: {said_by_system(error)}."
        ) from error
    return folder


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise OutputError(f"{folder}: it cannot be read: {said_by_system(error)}.") from None


def check_file(path: Path, *, over: bool = True, option: str = "--out") -> None:
    """Refuse a file that cannot be written, before anything is computed.

    Args:
        path: The file.
        over: Whether it is to be replaced where it exists.
        option: What names it.

    Raises:
        OutputError: It exists and is not to be replaced, or its folder may not be written.
    """
    if not over and os.path.lexists(path):
        raise OutputError(f"{path} exists already. Choose another name.")
    parent = nearest_above(Path(os.path.realpath(path)).parent)
    if parent.is_dir():
        check_permission(path, parent, option)


def check_permission(path: Path, parent: Path, option: str = "--out") -> None:
    """Refuse a file or a folder where nothing may be written.

    Args:
        path: What is to be written.
        parent: The folder above it that exists.
        option: What names it.

    Raises:
        OutputError: There is no permission.
    """
    if not os.access(parent, os.W_OK | os.X_OK):
        said = f"no permission to write in '{parent}'. Name another place with {option}."
        raise OutputError(f"{path}: {said}")


def unwritable(path: Path, error: OSError) -> OutputError:
    """Return the refusal of a file or folder that the system does not let be written."""
    said = f"it cannot be written: {said_by_system(error)}. Name another place with --out."
    return OutputError(f"{path}: {said}")


def nearest_above(path: Path) -> Path:
    """Return a path, or what of the folders above it exists and is nearest."""
    while not os.path.lexists(path) and path != path.parent:
        path = path.parent
    return path


def write_in_one(path: Path, fill: Callable[[Path], object], *, over: bool = True) -> None:
    """Write a file beside its place and move it there when it is complete.

    Args:
        path: The file; folders above it are made. A device or a pipe is written at once.
        fill: Writes the file that it is given, whose name ends otherwise.
        over: Whether one that is there is replaced.

    Raises:
        FileExistsError: It is there, and is not to be replaced.
        OSError: It cannot be written.
    """
    if not over and os.path.lexists(path):
        raise FileExistsError(str(path))
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        fill(place)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    sweep(place.parent)
    beside = beside_of(place)
    try:
        fill(beside)
        beside.replace(place)
        note(path)
    finally:
        beside.unlink(missing_ok=True)


def write_into(folder: Path, fill: Callable[[Path], object], *, over: bool = True) -> None:
    """Write files apart and move them into a folder when all are complete, the manifest last.

    They are written within the folder where it is there: it may be a disk of its own, beside which
    nothing can be moved into it.

    Args:
        folder: Made where it is absent; files of the same names in it are replaced, others stay.
        fill: Writes files into the folder that it is given.
        over: Whether files may come to stand beside others, or replace them.

    Raises:
        FileExistsError: The folder holds something meanwhile, and they may not.
        OSError: It cannot be written.
    """
    place = Path(os.path.realpath(folder))
    beside = beside_of(place / place.name if place.is_dir() else place)
    sweep(beside.parent)
    try:
        beside.mkdir(parents=True)
        fill(beside)
        if not over and place.is_dir() and any(map(_is_whole, place.iterdir())):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        _moved(beside, place)
        note(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _moved(beside: Path, place: Path) -> None:
    """Move a folder to its place, or what it holds into the one that is there."""
    if not place.is_dir():
        beside.replace(place)
        return
    for file in sorted(beside.iterdir(), key=lambda file: (file.name == MANIFEST, file.name)):
        file.replace(place / file.name)


def _is_whole(path: Path) -> bool:
    """Say whether a file or a folder has its own name, being written no longer."""
    return UNFINISHED not in path.name


def beside_of(path: Path) -> Path:
    """Return the name under which this process writes a file or a folder."""
    name = path.name or "results"
    return path.with_name(f".{name}{UNFINISHED}{platform.node()}-{os.getpid()}")


def sweep(place: Path) -> None:
    """Remove what processes of this machine began to write in a folder and died over.

    Args:
        place: The folder that what they wrote stands in.
    """
    for left in place.glob(f".*{UNFINISHED}{platform.node()}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdecimal() and not _is_alive(int(number)):
            _remove(left)


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
        return
    with suppress(OSError):  # another user's: it is no hindrance
        left.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # there, asking after a process would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
