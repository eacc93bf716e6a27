"""Output: what each buyer made of what it could have sold."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from tradesim.records.pictures import PICTURES
from tradesim.reporting.material import Material, Series
from tradesim.reporting.plot import Curve, Gap, Plot
from tradesim.reporting.style import INK, MARK, MUTED, SHORTFALL
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import country_in_prose
from tradesim.scenario.schema import BuyerEntry

VISIBLE = 0.0005
"""A loss of less than this share of output is written as none."""

MOST_BUYERS = 12
"""Buyers of a country drawn each by itself."""


def draw(material: Material) -> dict[str, Figure]:
    """Return a figure for each destination that has buyers, by name."""
    figures = {}
    for destination in material.destinations:
        makers = [m for m in material.scenario.buyers if m.country == destination]
        if makers:
            figures[f"buyer_output_{destination.lower()}"] = _draw(material, destination, makers)
    return figures


def _draw(material: Material, destination: str, makers: list[BuyerEntry]) -> Figure:
    country = country_in_prose(material.country(destination))
    items = [item.name for item in material.items(destination)]
    shown = _lost_most(material, makers) if len(makers) > MOST_BUYERS else makers
    some = f"those {len(shown)} of {len(makers):,} buyers who lost the largest share; "
    frame = Frame(
        title=PICTURES["output"].titled(country),
        line="Output (black), possible output (grey), loss (orange); baseline = 100; "
        f"{some if len(shown) < len(makers) else ''}{material.band_note}",
        unit="output, baseline = 100",
        span=material.span,
        moments=material.moments(destination, items),
    )
    return draw_plots(frame, [_plot(material, maker) for maker in shown], material.size)


def _lost_most(material: Material, makers: list[BuyerEntry]) -> list[BuyerEntry]:
    """Return the buyers of a country who lost the largest share, of equals the larger first."""
    made, lost = (
        {band.place.actor: float(np.nansum(band.mean)) for band in material.bands(each)}
        for each in ("output", "output_lost")
    )

    def rank(maker: BuyerEntry) -> tuple[float, float]:
        """Return what orders the buyers: the share lost, then the output, the largest first."""
        wanted = made[maker.name] + lost[maker.name]
        return -round(lost[maker.name] / wanted if wanted else 0.0, 4), -maker.output.value

    return sorted(makers, key=rank)[:MOST_BUYERS]


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
