"""Files that get their name when they are whole: what is stopped half-way leaves nothing behind.

What is being written stands beside its place under a name that says which process of which
machine writes it; what processes left that died is swept away by the next that writes there.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable
from pathlib import Path

from tradesim.errors import OutputError
from tradesim.records.manifest_form import MANIFEST

UNFINISHED = ".unfinished-"
"""In the name of what is being written; the machine and the process that does follow."""


def check_file(path: Path, *, over: bool = True) -> None:
    """Refuse a file that cannot be written, before anything is computed.

    Raises:
        OutputError: It exists and is not to be replaced, or its folder may not be written.
    """
    if not over and os.path.lexists(path):
        raise OutputError(f"{path} exists already. Choose another name.")
    parent = nearest_above(Path(os.path.realpath(path)).parent)
    if parent.is_dir():
        check_permission(path, parent)


def check_permission(path: Path, parent: Path) -> None:
    """Refuse a file or a folder where nothing may be written.

    Args:
        path: What is to be written.
        parent: The folder above it that exists.

    Raises:
        OutputError: There is no permission.
    """
    if not os.access(parent, os.W_OK | os.X_OK):
        said = f"no permission to write in '{parent}'. Name another place with --out."
        raise OutputError(f"{path}: {said}")


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
    finally:
        beside.unlink(missing_ok=True)


def write_into(folder: Path, fill: Callable[[Path], object]) -> None:
    """Write files apart and move them into a folder when all are complete, the manifest last.

    They are written within the folder where it is there: it may be a disk of its own, beside which
    nothing can be moved into it.

    Args:
        folder: Made where it is absent; files of the same names in it are replaced, others stay.
        fill: Writes files into the folder that it is given.

    Raises:
        OSError: It cannot be written.
    """
    place = Path(os.path.realpath(folder))
    beside = beside_of(place / place.name if place.is_dir() else place)
    sweep(beside.parent)
    try:
        beside.mkdir(parents=True)
        fill(beside)
        place.mkdir(exist_ok=True)
        for file in sorted(beside.iterdir(), key=lambda file: (file.name == MANIFEST, file.name)):
            file.replace(place / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
    try:
        left.unlink(missing_ok=True)
    except OSError:
        return  # another user's: it is no hindrance


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
