"""How problems of a customs file are gathered: a handful is told, the rest is counted."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tradesim.errors import CustomsError, Problem


def refused(path: str | os.PathLike[str], message: str, line: int | None = None) -> CustomsError:
    """Return the refusal of a file for one reason."""
    return CustomsError(os.fspath(path), [Problem(line, "", message)])


def refusal(path: str | os.PathLike[str], problems: Sequence[Problem]) -> CustomsError:
    """Return the refusal of a file with its problems."""
    return CustomsError(os.fspath(path), problems)
