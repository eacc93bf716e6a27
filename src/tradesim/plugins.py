"""What installed packages add: objects under an entry point group, and those that are left out."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points
from typing import Any, NamedTuple


class PluginWarning(UserWarning):
    """A package says that it adds something, and it cannot be used."""


class Plugins(NamedTuple):
    """What is registered under an entry point group.

    Attributes:
        loaded: What can be used, with the module it is from, by its name there.
        failed: Why something cannot, with its package, by its name there.
    """

    loaded: dict[str, tuple[str, Any]]
    failed: dict[str, str]


def plugins(group: str, fault: Callable[[str, Any], str]) -> Plugins:
    """Return what installed packages register under an entry point group.

    What cannot be used is left out, and said in a warning that names package and error.

    Args:
        group: The group.
        fault: Returns in which way something of a name cannot be used; empty where it can.
    """
    found = Plugins({}, {})
    for point in sorted(_registered().select(group=group), key=lambda point: point.name):
        given, error = _loaded(point)
        error = error or fault(point.name, given)
        if error:
            package = point.dist.name if point.dist else "an installed package"
            said = f"'{point.name}' of the package {package} ({point.value}) is left out: {error}"
            found.failed[point.name] = said
            warnings.warn(said, PluginWarning, stacklevel=2)
        else:
            found.loaded[point.name] = point.module, given
    return found


@cache
def _registered() -> EntryPoints:
    """Return what installed packages register, of all groups: their files are read once."""
    return entry_points()


def _loaded(point: EntryPoint) -> tuple[Any, str]:
    """Return what an entry point names, and why it cannot be loaded.

    Who imports a module of a package before tradesim comes by here while that import is under
    way; begun anew, the module finds all that it asks for, and is the one that the importer gets.
    """
    module, _, attribute = point.value.partition(":")
    begun = sys.modules.get(module)
    if begun is not None and attribute and not hasattr(begun, attribute.partition(".")[0]):
        del sys.modules[module]
    try:
        return point.load(), ""
    except (Exception, SystemExit) as error:  # noqa: BLE001  (others' code may raise anything)
        if begun is not None:
            sys.modules.setdefault(module, begun)
        return None, f"it cannot be loaded: {type(error).__name__}: {error}"
