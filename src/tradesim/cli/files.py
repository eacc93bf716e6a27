"""Text files that commands write beside results."""

from __future__ import annotations

from pathlib import Path

from tradesim.errors import OutputError


def write_file(text: str, out: Path, *, over: bool = False) -> None:
    """Write a file, whole or not at all; over another one only where that is asked for.

    Raises:
        OutputError: It is there already, or cannot be written.
    """
    from tradesim.results.whole import unwritable, write_in_one

    try:
        write_in_one(out, lambda beside: beside.write_bytes(text.encode()), over=over)
    except FileExistsError:
        raise OutputError(f"{out} exists already. Choose another name.") from None
    except OSError as error:
        raise unwritable(out, error) from None
