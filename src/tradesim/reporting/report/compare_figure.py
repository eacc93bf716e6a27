"""Trade, price and sales of two scenarios, one small figure each."""

from __future__ import annotations

import numpy as np

from tradesim.experiments.comparison import Comparison
from tradesim.experiments.trade_lines import MEANINGS, TradeLine
from tradesim.reporting.material import Series
from tradesim.reporting.plot import Curve, Plot
from tradesim.reporting.report.document import Cell, Drawing, Fold, Panels, SectionPart, Table
from tradesim.reporting.report.numbers import written
from tradesim.reporting.style import COLUMN, distinct
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.wording.dates import date_of, month
from tradesim.wording.numbers import amount, fixed

LETTERS = "A", "B"
"""What lines are called at their ends; names of scenarios are long."""

LEAST = 0.01
"""Sales that differ by less have not parted."""

MARGIN = 0.1
"""A price is drawn on an axis at least this much wider than its lines, above and below."""


def trade_figure(found: Comparison) -> list[SectionPart]:
    """Return trade, price and sales by month in both scenarios; nothing where nothing is traded."""
    chosen = [name for name in MEANINGS if any(_of(found, name, each) for each in found.names)]
    if not chosen:
        return []
    tables = tuple(_table(found, name) for name in chosen)
    panels = Panels(tuple(_drawing(found, name) for name in chosen))
    return [panels, Fold("Numbers of these figures", tables)]


def trade_sentence(found: Comparison) -> str:
    """Return what was sold and paid in both from the month on in which they part; or nothing."""
    lines = {
        name: [line for each in found.names if (line := _of(found, name, each))]
        for name in MEANINGS
    }
    if any(len(pair) < len(found.names) for pair in lines.values()):
        return ""
    first, second = lines["sales"]
    if len(first.days) != len(second.days):
        return ""
    apart = np.flatnonzero(~np.isclose(first.mean, second.mean, rtol=LEAST, atol=0.0))
    if not len(apart):
        return ""
    since = month(date_of(first.days[apart[0]]))
    sold, paid = ([np.nanmean(x.mean[apart[0] :]) for x in lines[n]] for n in ("sales", "price"))
    return (
        f"From {since} on, where the two part, exporters under control sold for USD "
        f"{amount(sold[1])} million a week with {found.names[1]}, against {amount(sold[0])} with "
        f"{found.names[0]}, and buyers paid {fixed(paid[1], 2)} times the prices of the start, "
        f"against {fixed(paid[0], 2)}."
    )


def _of(found: Comparison, name: str, scenario: str) -> TradeLine | None:
    """Return a line of a scenario that has some value above zero."""
    lines = (line for line in found.lines.get(scenario, ()) if line.name == name)
    return next((line for line in lines if np.nansum(line.mean) > 0.0), None)


def _drawing(found: Comparison, name: str) -> Drawing:
    lines = [line for each in found.names if (line := _of(found, name, each)) is not None]
    days = np.concatenate([line.days for line in lines])
    curves = [
        Curve(Series(line.days, line.mean, line.low, line.high), colour, letter)
        for letter, colour, scenario in zip(LETTERS, distinct(2), found.names, strict=True)
        if (line := _of(found, name, scenario)) is not None
    ]
    bottom, top = 0.0, None
    if name == "price":
        bottom = max(min(float(np.nanmin(line.low)) for line in lines) - MARGIN, 0.0)
        top = max(float(np.nanmax(line.high)) for line in lines) + MARGIN
    title, unit = MEANINGS[name]
    names = ", ".join(
        f"{letter}: {each}" for letter, each in zip(LETTERS, found.names, strict=True)
    )
    caption = f"{title}, {unit} ({names}; mean and 90 % of runs)"
    frame = Frame((float(days.min()), float(days.max())), unit=unit.partition(",")[0])
    plot = Plot(curves=curves, bottom=bottom, top=top)
    return Drawing(f"compared_{name}", caption, draw_plots(frame, [plot], COLUMN))


def _table(found: Comparison, name: str) -> Table:
    """Return the means of each year."""
    years: dict[int, list[float]] = {}
    for place, scenario in enumerate(found.names):
        line = _of(found, name, scenario)
        if line is None:
            continue
        in_year = line.days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
        for year in np.unique(in_year):
            means = years.setdefault(int(year), [np.nan, np.nan])
            means[place] = float(np.nanmean(line.mean[in_year == year]))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), *(written(mean) for mean in means)) for year, means in sorted(years.items())
    )
    title, unit = MEANINGS[name]
    return Table(f"{title}, {unit}: means of the months of a year", ("year", *found.names), rows)
