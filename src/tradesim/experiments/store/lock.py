"""One coordinator at a time: a lock on the folder of a batch that dies with its holder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tradesim.errors import OutputError, TakenError
from tradesim.limits import said_by_system

NAME = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; it is made where there is none.

    Raises:
        TakenError: Another process holds it.
        OutputError: It cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(f"{folder}: it cannot be written: {said_by_system(error)}.") from error
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there is no other on Windows

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            # A file system without locks, as some clusters have, is no reason not to run.
            with suppress(NotImplementedError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise TakenError(f"{folder}: another process works in it. Wait until it is done.") from None
