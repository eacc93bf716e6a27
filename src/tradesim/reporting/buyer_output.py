"""Output: what each buyer made of what it could have sold."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tradesim.measures.spans import Floats
from tradesim.reporting.material import Material, Series, series
from tradesim.reporting.panel import Panel
from tradesim.reporting.sheet import Frame, Sheet
from tradesim.reporting.style import INK, MARK, MUTED, SHORTFALL
from tradesim.scenario.schema import Buyer

VISIBLE = 0.0005
"""A loss of less than this share of output is written as none."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination that has buyers, by name."""
    figures = {}
    for destination in material.destinations:
        makers = [m for m in material.scenario.buyers if m.country == destination]
        if makers:
            figures[f"buyer_output_{destination.lower()}"] = _draw(material, destination, makers)
    return figures


def _draw(material: Material, destination: str, makers: list[Buyer]) -> Figure:
    country = material.country(destination)
    items = [item.name for item in material.items(destination)]
    frame = Frame(
        title=f"Output of buyers in {country}",
        line="Output (black), possible output (grey), loss (orange); baseline = 100; "
        f"{material.band_note}",
        unit="output, baseline = 100",
        span=material.span,
        moments=material.moments(destination, items),
    )
    sheet = Sheet(frame, [maker.name for maker in makers], material.size)
    made, lost = material.outcome("output"), material.outcome("output_lost")
    for panel, maker in zip(sheet.panels, makers, strict=True):
        output = made[made["actor"] == maker.name]
        _fill(panel, maker, output, lost[lost["actor"] == maker.name])
    return sheet.finish()


def _fill(panel: Panel, maker: Buyer, made: pd.DataFrame, lost: pd.DataFrame) -> None:
    """Draw output under what could have been made, the gap between filled."""
    scale = 100.0 / maker.output.value
    output, missing = (_scaled(series(rows), scale) for rows in (made, lost))
    wanted = Series(output.days, output.mean + missing.mean)
    panel.line(wanted, MARK)
    panel.axes.fill_between(
        output.days, output.mean, wanted.mean, color=SHORTFALL, linewidth=0, zorder=1.7
    )
    panel.line(output, INK)
    share = float(np.nansum(missing.mean) / np.nansum(wanted.mean))
    panel.note(_loss(share), MUTED if share < VISIBLE else INK)


def _loss(share: float) -> str:
    return "no output lost" if share < VISIBLE else f"{100 * share:.1f} % of output lost"


def _scaled(data: Series, scale: float) -> Series:
    def times(values: Floats | None) -> Floats | None:
        """Return values on the scale of the axis."""
        return None if values is None else values * scale

    return Series(data.days, data.mean * scale, times(data.low), times(data.high))
