"""What installed packages add: objects under an entry point group, and those that do not load."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, NamedTuple


class PluginWarning(UserWarning):
    """A package says that it adds something, and it cannot be loaded."""


class Plugins(NamedTuple):
    """What is registered under an entry point group.

    Attributes:
        loaded: What was loaded, by its name there.
        failed: Why something could not be loaded, with its package, by its name there.
    """

    loaded: Mapping[str, Any]
    failed: Mapping[str, str]


@cache
def plugins(group: str) -> Plugins:
    """Return what installed packages register under an entry point group.

    What cannot be imported is left out, and said in a warning that names package and error.
    """
    loaded: dict[str, Any] = {}
    failed: dict[str, str] = {}
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            loaded[point.name] = point.load()
        except Exception as error:  # noqa: BLE001  (others' code may raise anything)
            failed[point.name] = _failure(point, error)
            warnings.warn(failed[point.name], PluginWarning, stacklevel=2)
    return Plugins(loaded, failed)


def _failure(point: EntryPoint, error: Exception) -> str:
    package = point.dist.name if point.dist else "an installed package"
    return (
        f"'{point.name}' of the package {package} ({point.value}) cannot be loaded and is left "
        f"out: {type(error).__name__}: {error}"
    )
