"""What installed packages add: objects under an entry point group, and those that do not load."""

from __future__ import annotations

import warnings
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any


class PluginWarning(UserWarning):
    """A package says that it adds something, and it cannot be loaded."""


@cache
def plugins(group: str) -> dict[str, Any]:
    """Return what installed packages register under an entry point group, by its name there.

    What cannot be imported is left out, and said in a warning that names package and error.
    """
    found: dict[str, Any] = {}
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            found[point.name] = point.load()
        except Exception as error:  # noqa: BLE001  (others' code may raise anything)
            warnings.warn(_failure(point, error), PluginWarning, stacklevel=2)
    return found


def _failure(point: EntryPoint, error: Exception) -> str:
    package = point.dist.name if point.dist else "an installed package"
    return (
        f"'{point.name}' of {package} ({point.group}: {point.value}) cannot be loaded and is left "
        f"out: {type(error).__name__}: {error}"
    )
