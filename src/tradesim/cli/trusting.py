"""Files that are read though they were changed: what then does not fit is no fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def trusted(folder: Path, *, trust: bool) -> Iterator[None]:
    """Tell that files which were edited do not fit each other, where that is what went wrong.

    Args:
        folder: The folder that they stand in.
        trust: Whether they are read whatever their seal says.

    Raises:
        RecordsError: They do not fit each other.
    """
    from tradesim.errors import RecordsError
    from tradesim.results.seal import broken

    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not trust or not broken(folder):
            raise
        raise RecordsError(
            f"{folder}: its files were changed since, and do not fit each other "
            f"({type(error).__name__}: {error}). Restore them, or run it again."
        ) from None
