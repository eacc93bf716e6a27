"""The memory of panels: one block after another writes over it."""

from __future__ import annotations

from functools import cached_property

from tradesim.arrays import Floats
from tradesim.ensemble import PanelArrays
from tradesim.measures.panels import PANELS
from tradesim.trunk.moment import Stretch

Past = tuple[Stretch, ...]
"""What was recorded of a setting before it began, stretch by stretch."""


class PanelMemory:
    """Panels as large as those of the largest block, whatever the size of the next.

    A block often begins where the one before did; what was recorded until then still stands in the
    panels, and is not written again.

    Args:
        without: Panels that nobody will read, which are not kept.

    Attributes:
        panels: The memory, by panel.
        without: Those that are not kept.
    """

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        """Begin with none."""
        self.without = without
        self.panels: PanelArrays = {}
        self._runs = 0
        self._stands: tuple[object, ...] = ()
        self._past: dict[int, Past] = {}
        self._before: dict[int, Past] = {}

    @cached_property
    def of_offices(self) -> PanelMemory:
        """Where the panels of offices stand that are lived beside the block: those of controls."""
        return PanelMemory(self.without | {name for name in PANELS if not is_of_controls(name)})

    @property
    def size(self) -> int:
        """Bytes of it."""
        return sum(panel.nbytes for panel in self.panels.values())

    def make_room(self, runs: int) -> None:
        """Let go of panels that are too small for so many runs, before larger ones are made."""
        if runs > self._runs:
            self._runs = runs
            self.panels.clear()

    def take(self, panels: PanelArrays, settings: int) -> None:
        """Note the panels of the block that is about to be lived, and of how many settings."""
        for name, panel in panels.items():
            if name not in self.panels or panel.size > self.panels[name].size:
                self.panels[name] = panel
        stands = (settings, *(_place(panels[name]) for name in panels if not is_of_controls(name)))
        self._before = self._past if stands == self._stands else {}
        self._stands, self._past = stands, {}

    def begin(self, place: int, past: Past) -> bool:
        """Note where a setting begins, and say whether its past stands in the panels already."""
        stands = self._before.get(place) == past
        self._past[place] = past
        return stands


def is_of_controls(panel: str) -> bool:
    """Say whether the rows of a panel are controls, which differ from setting to setting."""
    return PANELS.get(panel) == "control"


def _place(panel: Floats) -> tuple[object, ...]:
    return panel.__array_interface__["data"][0], panel.shape
