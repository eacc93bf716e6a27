"""How results draw and show themselves: attached from above, so that they import no drawing.

The package attaches what stands in ``tradesim.attached`` whenever any part of it is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

_WAYS: dict[str, Callable[..., Any]] = {}


def attach(ways: Mapping[str, Callable[..., Any]]) -> None:
    """Keep functions that draw or show, by name."""
    _WAYS.update(ways)


def shown(way: str, *things: Any) -> Any:
    """Return what an attached function makes of some things."""
    return _WAYS[way](*things)
