"""The key figure: production and the deliveries that it hangs on, or own plants' shares."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.figure import Figure

from tradesim.reporting.labels import shortened
from tradesim.reporting.material import wide_table
from tradesim.reporting.report.document import Block, Drawing, Fold, Table, row
from tradesim.reporting.report.numbers import Number
from tradesim.reporting.report.plots import Plot, by_period, monthly
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.style import COLUMN, INK, PRINT, Size, applied, distinct
from tradesim.scenario.naming import label_of
from tradesim.scenario.schema import Item
from tradesim.wording.lists import joined
from tradesim.wording.numbers import fixed

MOST_ITEMS = 6
"""Items of the key figure."""

TALL = 2.9
"""Height of the key figure on a telephone, inches."""

PRODUCTION = "Production"

YEAR_DAYS = 364
"""Days of the year that deliveries are compared with where no policy begins."""


def key_figure(subject: Subject) -> list[Block]:
    """Return output and the deliveries that it hangs on; without controls, own plants' shares."""
    lines = _lines(subject) if subject.main else {}
    if not lines:
        return []
    country = subject.country(subject.main)
    of = joined([subject.country(code) for code in subject.sources(subject.main)])
    said, unit = (
        f"Share of plants in {country} in its deliveries, per cent of a quarter",
        "per cent",
    )
    if of:
        said = f"Production in {country} (black) and deliveries from {of}, year before = 100"
        unit = "index, year before = 100"
    with applied():
        wide = _drawn(subject, lines, PRINT, unit)
        narrow = _drawn(subject, lines, replace(COLUMN, height=TALL), unit)
    periods, means = by_period(lines)
    rows = tuple(
        row(period, *(Number(fixed(v[place], 0), v[place]) for v in means.values()))
        for place, period in enumerate(periods)
    )
    table = Table(unit[:1].upper() + unit[1:], ("mean of", *means), rows)
    more = len(subject.controlled(subject.main)) - MOST_ITEMS
    said += f"; the first {MOST_ITEMS} of {MOST_ITEMS + more} items" if more > 0 else ""
    caption = f"{said}; {subject.material.band_note}."
    drawing = Drawing("key_figure", caption, wide, narrow)
    return [drawing, Fold("Numbers of this figure", (table,))]


def _lines(subject: Subject) -> dict[str, pd.DataFrame]:
    """Return the lines of the key figure, weekly by replicate: indices, or shares in per cent."""
    main = subject.main
    if not subject.imposers(main):
        items = subject.material.items(main)[:MOST_ITEMS]
        return {
            label_of(item): share
            for item in items
            if (share := _own_share(subject, item)) is not None
        }
    lines: dict[str, pd.DataFrame] = {}
    for item in (subject.controlled(main) or subject.material.items(main))[:MOST_ITEMS]:
        origins = subject.sources(main, item.name) or subject.sources(main)
        lines |= _index(subject, label_of(item), subject.arrivals(item.name, main, origins))
    return lines | _index(subject, PRODUCTION, _made(subject))


def _own_share(subject: Subject, item: Item) -> pd.DataFrame | None:
    main = subject.main
    own = subject.arrivals(item.name, main, (main,))
    everything = subject.arrivals(item.name, main, tuple(subject.material.country_names))
    if own.empty or everything.empty:
        return None
    lately = everything.rolling(13, min_periods=1).sum()
    return 100.0 * own.rolling(13, min_periods=1).sum() / lately.where(lately > 0.0)


def _made(subject: Subject) -> pd.DataFrame:
    """Return a country's output: final buyers weigh by value, equally by capacity without one."""
    made = subject.material.outcome("output")
    makers = [maker for maker in subject.scenario.buyers if maker.country == subject.main]
    weights = {m.name: _weight(m.output_value.value, m.output.value) for m in makers}
    rows = made[made["actor"].isin(list(weights))]
    scaled = rows["value"] * rows["actor"].astype(str).map(weights).astype(float)
    return wide_table(rows.assign(value=scaled))


def _weight(value: float, output: float) -> float:
    """Return what a unit of a final buyer's output counts: its value, or equally by capacity."""
    return value or 1.0 / output


def _index(subject: Subject, name: str, wide: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return a quarter's means over the mean of the year before the first control, 100 = same."""
    if wide.empty or not wide.to_numpy().any():
        return {}
    since = subject.first_control(subject.main)
    days = pd.to_datetime(pd.Series(list(wide.index)))
    before = (
        days < pd.Timestamp(since) if since else days < days.iloc[0] + pd.Timedelta(days=YEAR_DAYS)
    )
    base = wide[before.to_numpy()].tail(52).mean()
    if not (base > 0.0).all():
        return {}
    return {name: 100.0 * wide.rolling(13, min_periods=1).mean() / base}


def _drawn(subject: Subject, lines: dict[str, pd.DataFrame], size: Size, unit: str) -> Figure:
    main = subject.main
    items = [item.name for item in subject.controlled(main) or subject.material.items(main)]
    plot = Plot(subject.material.span, size, subject.material.moments(main, items))
    names = [name for name in lines if name != PRODUCTION]
    colours = dict(zip(names, distinct(len(names)), strict=True))
    for name, table in lines.items():
        is_output = name == PRODUCTION
        text = shortened(name, 28 if size is PRINT else 20)
        colour = INK if is_output else colours[name]
        plot.panel.line(monthly(table), colour, text, weight=1.6 if is_output else 1.0)
    return plot.finish(unit, labelled=size is PRINT)
