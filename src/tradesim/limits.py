"""What a file may ask of a machine: counts that size an allocation, and sizes of files.

A number in a file must not take the memory of a machine: each count has a limit, stated where it
is refused. Whether what is within the limits fits this machine, ``machine`` says.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

SYSTEMS_NUMBER = re.compile(r"\[errno (\d+)\]", re.IGNORECASE)
"""Where a library wraps what the system says, the number of that."""

MOST_REPLICATES = 1_000_000
"""Replicates of a scenario, of a point, or of a folder that is read."""

MOST_POINTS = 10_000_000
"""Points of a design, or of a parameter ensemble."""

MOST_RUNS = 100_000_000
"""Runs of a batch: points by variants by replicates."""

MOST_FIRMS = 1_000_000
"""Buyers, or suppliers, of a network that is generated."""

MOST_WORKERS = 1024
"""Worker processes of one machine."""

LARGEST_SEED = 2**63 - 1
"""Largest seed: every library that draws takes it."""

LARGEST_FIGURE, SMALLEST_FIGURE = 1e18, 1e-18
"""Beyond these, above zero or below, a product or quotient of figures is no number any more."""

LARGEST_TABLE = 100_000_000
"""Bytes of a table of observed months, of parameters or of points."""

MOST_ROWS = 2_000_000
"""Rows of such a table."""

MOST_FILES = 1_000_000
"""Files of an archive of results."""

LARGEST_NETWORK = 1_000_000_000
"""Bytes of a table of firms, needs, links or sales: ten million links are some 400 MB.

So many bytes the firms of a run unfold to at most, too.
"""

MOST_NETWORK_ROWS = 20_000_000
"""Rows of such a table, which a small file may unfold to."""

MOST_RESULT_ROWS = 50_000_000
"""Rows of a Parquet table of results: two thousand firms over twenty years have a third of it."""

LARGEST_TEXT = 1_000_000_000
"""Bytes of a text of results: the events or months of a run, the record of a batch."""


def lacks_thread(error: BaseException) -> bool:
    """Say whether an error is a system without memory that starts no thread."""
    return isinstance(error, RuntimeError) and "start new thread" in str(error)


def check_network(path: Path) -> None:
    """Refuse a table of a network that is larger than one may be.

    Raises:
        OSError: It is not there, or is too large.
    """
    if path.stat().st_size > LARGEST_NETWORK:
        raise too_large(f"more than the {LARGEST_NETWORK:,} bytes that such a table may have")


def check_text(path: Path) -> Path:
    """Refuse a text of results that is larger than one may be, or return its path.

    Raises:
        OSError: It is not there, or is too large.
    """
    if path.stat().st_size > LARGEST_TEXT:
        raise too_large(f"it has more than the {LARGEST_TEXT:,} bytes that such a file may have")
    return path


def table_text(path: Path) -> str:
    """Return the text of a table in UTF-8.

    Raises:
        OSError: It cannot be read, or is larger than a table may be.
        UnicodeDecodeError: It is not UTF-8.
    """
    content = bytes_of(path, LARGEST_TABLE)
    if content is None:
        raise too_large(f"more than the {LARGEST_TABLE:,} bytes that a table may have")
    return content.decode("utf-8-sig")


def bytes_of(path: Path, most: int) -> bytes | None:
    """Return what is in a file; None where that is more than some bytes.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(most + 1)
    return content if len(content) <= most else None


def unread(error: Exception) -> str:
    """Return why a file could not be read, as a sentence without its end: the same of every file.

    Args:
        error: What the system, or a reader, said.
    """
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "this is a directory, not a file"
    reason = getattr(error, "strerror", None) or (str(error).strip().splitlines() or ["no text"])[0]
    return f"it cannot be read: {reason[:1].lower()}{reason[1:].rstrip('.')}"


def said_by_system(error: OSError) -> str:
    """Return what the system says of a file or folder that it cannot write or read, in a clause."""
    said = error.strerror or str(error)
    number = SYSTEMS_NUMBER.search(said)  # of pyarrow, which wraps what the system says
    return (os.strerror(int(number[1])) if number else said).lower()


def too_large(said: str) -> OSError:
    """Return the error that a file is larger than it may be, which readers tell as any other."""
    return OSError(errno.EFBIG, said)
