"""Output: what each buyer made of what it could have sold."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Gap, Plot
from tradesim.reporting.style import INK, MARK, MUTED, SHORTFALL
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.schema import BuyerEntry

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


def _draw(material: Material, destination: str, makers: list[BuyerEntry]) -> Figure:
    country = material.country(destination)
    items = [item.name for item in material.items(destination)]
    frame = Frame(
        title=PICTURES["output"].titled(country),
        line="Output (black), possible output (grey), loss (orange); baseline = 100; "
        f"{material.band_note}",
        unit="output, baseline = 100",
        span=material.span,
        moments=material.moments(destination, items),
    )
    return draw_plots(frame, [_plot(material, maker) for maker in makers], material.size)


def _plot(material: Material, maker: BuyerEntry) -> Plot:
    """Return output under what could have been made, the gap between filled."""
    scale = 100.0 / maker.output.value
    (made,), (lost,) = (
        material.bands(name, actor=maker.name) for name in ("output", "output_lost")
    )
    output, missing = material.line(made, scale), material.line(lost, scale)
    wanted = Series(output.days, output.mean + missing.mean)
    share = float(np.nansum(missing.mean) / np.nansum(wanted.mean))
    return Plot(
        maker.name,
        (Curve(wanted, MARK), Curve(output, INK)),
        gaps=(Gap(output.days, output.mean, wanted.mean, SHORTFALL),),
        note=(_loss(share), MUTED if share < VISIBLE else INK),
    )


def _loss(share: float) -> str:
    return "no output lost" if share < VISIBLE else f"{100 * share:.1f} % of output lost"
