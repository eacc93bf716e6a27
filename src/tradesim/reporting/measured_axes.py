"""Axes that measure what is written around them once for a layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.axis import Tick, XAxis, YAxis
from matplotlib.backend_bases import RendererBase
from matplotlib.transforms import Bbox

PLACES = 6
"""Decimals of a place, as a share of the figure."""


class Numbered:
    """An axis that makes a tick when one is drawn, not one already when it is made itself."""

    majorTicks: list[Tick]  # noqa: N815  (Matplotlib's)
    minorTicks: list[Tick]  # noqa: N815

    def reset_ticks(self) -> None:
        """Have no tick."""
        self.majorTicks, self.minorTicks = [], []


class Across(Numbered, XAxis):
    """An axis across."""


class Upwards(Numbered, YAxis):
    """An axis upwards."""


class MeasuredAxes(Axes):
    """Axes whose numbers, names and labels stay the same while they are given a place.

    Measuring these is most of what a layout costs. How far they reach beyond the axes does not
    hang on where the axes stand.
    """

    _keeps = False
    _beyond: npt.NDArray[np.float64] | None = None

    def _init_axis(self) -> None:
        """Make the axes' own axes, as Matplotlib asks of each kind of axes."""
        self.xaxis, self.yaxis = Across(self, clear=False), Upwards(self, clear=False)
        for side in ("bottom", "top"):
            self.spines[side].register_axis(self.xaxis)
        for side in ("left", "right"):
            self.spines[side].register_axis(self.yaxis)

    @contextmanager
    def measured_once(self) -> Iterator[None]:
        """Measure at the first asking only."""
        self._keeps, self._beyond = True, None
        try:
            yield
        finally:
            self._keeps = False

    def get_tightbbox(self, renderer: RendererBase | None = None, **kwargs: Any) -> Bbox | None:
        """Return the box of the axes and all around them, in pixels."""
        if not self._keeps:
            return super().get_tightbbox(renderer, **kwargs)
        if self._beyond is None:
            found = super().get_tightbbox(renderer, **kwargs)
            if found is None:
                return None
            self._beyond = np.asarray(found.extents) - np.asarray(self.get_window_extent().extents)
        return Bbox.from_extents(*(np.asarray(self.get_window_extent().extents) + self._beyond))

    def settle(self) -> None:
        """Round the place: the last digits of the solver are others each time."""
        left, bottom, width, height = (
            round(each, PLACES) for each in self.get_position(original=True).bounds
        )
        self.set_position((left, bottom, width, height))
        self.set_in_layout(True)
