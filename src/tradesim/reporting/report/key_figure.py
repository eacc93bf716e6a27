"""The key figure: production and the deliveries that it hangs on, or own plants' shares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.figure import Figure

from tradesim.reporting.material import Series
from tradesim.reporting.plot import Curve, Plot, Points
from tradesim.reporting.report.document import Drawing, Fold, SectionPart
from tradesim.reporting.report.lowest import Low, lowest_table, said_of, worst_months
from tradesim.reporting.report.periods import period_table
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.style import COLUMN, INK, PRINT, Size, applied, distinct
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.scenario.naming import capital, label_of
from tradesim.wording.lists import joined
from tradesim.wording.shortening import shortened
from tradesim.world.shortage import LEAST_LOST

MOST_ITEMS = 6
"""Items of the key figure."""

TALL = 2.9
"""Height of the key figure on a telephone, inches."""

PRODUCTION = "Production"


def key_figure(subject: Subject) -> list[SectionPart]:
    """Return output and the deliveries that it hangs on; without controls, own plants' shares."""
    lines = _lines(subject) if subject.main else {}
    if not lines:
        return []
    country = subject.named(subject.main)
    said, unit, lows = (
        f"Share of plants in {country} in its deliveries, per cent of a quarter", "per cent", {},
    )  # fmt: skip
    if PRODUCTION in lines:
        said, unit = _indices(subject, alone=len(lines) == 1), "index, year before = 100"
        lows = worst_months(subject, lines.keys() - {PRODUCTION})
    with applied():
        wide = _drawn(subject, (lines, lows), PRINT, unit)
        narrow = _drawn(subject, (lines, lows), replace(COLUMN, height=TALL), unit)
    table = period_table(capital(unit), lines, subject.weeks, "0")
    more = len(subject.threatened(subject.main)) - MOST_ITEMS
    said += f"; the first {MOST_ITEMS} of {MOST_ITEMS + more} items" if more > 0 else ""
    points = "; points: the lowest single month of each line" if lows else ""
    caption = f"{said}{points}; {subject.band_note}."
    drawing = Drawing("key_figure", caption, wide, narrow)
    tables = [table, *([lowest_table(lows, subject.aims.outset)] if lows else [])]
    return [drawing, *said_of(lows), Fold("Numbers of this figure", tuple(tables))]


def _indices(subject: Subject, *, alone: bool) -> str:
    """Return what the lines of production, and of the deliveries that it hangs on, are."""
    country = subject.named(subject.main)
    said = f"Production in {country}, over its mean"
    if not alone:
        of = joined([subject.named(code) for code in subject.aims.sources(subject.main)])
        said = f"Production in {country} (black) and deliveries from {of}, each over its mean"
    lines = "Line: means" if alone else "Lines: means"
    return (
        f"{said} in the year before the {subject.aims.outset} = 100. "
        f"{lines} of the 13 weeks up to each month"
    )


def _lines(subject: Subject) -> dict[str, Series]:
    """Return the lines of the key figure: indices, or shares in per cent."""
    main = subject.main
    lines: dict[str, Series | None] = {}
    hit = subject.measure("output_lost_share", destination=main).mean > LEAST_LOST
    if not subject.aims.sources(main) and not hit:
        for item in subject.items(main)[:MOST_ITEMS]:
            for share in subject.bands("own_share", item=item.name, destination=main):
                lines[label_of(item)] = subject.line(share, 100.0)
    else:
        for item in (subject.threatened(main) or subject.items(main))[:MOST_ITEMS]:
            about = {"item": item.name, "destination": main}
            lines[label_of(item)] = subject.series("delivered_index", **about)
        lines[PRODUCTION] = subject.series("production_index", destination=main)
    return {
        name: line
        for name, line in lines.items()
        if line is not None and np.isfinite(line.mean).any()
    }


def _drawn(
    subject: Subject, given: tuple[dict[str, Series], dict[str, Low]], size: Size, unit: str
) -> Figure:
    main, (lines, lows) = subject.main, given
    items = [item.name for item in subject.threatened(main) or subject.items(main)]
    names = [name for name in lines if name != PRODUCTION]
    colours = dict(zip(names, distinct(len(names)), strict=True)) | {PRODUCTION: INK}
    letters = 28 if size is PRINT else 20
    curves = [
        Curve(line, colours[name], shortened(name, letters), 1.6 if name == PRODUCTION else 1.0)
        for name, line in lines.items()
    ]
    points = [
        Points(np.array([low.day]), np.array([low.index]), colours[name])
        for name, low in lows.items()
    ]
    frame = Frame(subject.span, subject.moments(main, items), unit=unit)
    return draw_plots(frame, [Plot(curves=curves, points=points)], size, labelled=size is PRINT)
