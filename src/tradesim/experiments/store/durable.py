"""Files that are whole or not there, also after a power cut."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path

from tradesim.results.seal import file_hash

UNFINISHED = ".unfinished"
"""How the names of files end while they are written; they begin with a dot."""


def write_whole_file(path: Path, fill: Callable[[Path], object]) -> None:
    """Write a file under another name, and give it its own when it is safely on the disk.

    Args:
        path: The file; one that is there already is replaced.
        fill: Writes the file it is given.
    """
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}{UNFINISHED}")
    try:
        fill(beside)
        sync(beside)
        beside.replace(path)
        sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Wait until a file or the entries of a folder are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and writes their entries by itself
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def size_and_hash(path: Path) -> tuple[int, str]:
    """Return the size of a file in bytes and its SHA-256."""
    return path.stat().st_size, file_hash(path)


def remove_unfinished(folder: Path) -> None:
    """Remove what writers left behind that were stopped half-way."""
    for file in folder.rglob(f".*{UNFINISHED}"):
        file.unlink(missing_ok=True)
