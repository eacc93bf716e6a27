"""When what was decided: policies as bars on an axis of time, licences below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradesim.arrays import Floats
from tradesim.policies.base import Policy
from tradesim.policies.destinations import AimedPolicy
from tradesim.policies.rule import follows_rule, rule_of
from tradesim.reporting.labels import POINTS, text_width
from tradesim.reporting.lettering import LetteredCanvas
from tradesim.reporting.material import days_of
from tradesim.reporting.moments import first_day
from tradesim.reporting.report.document import (
    Cell,
    Drawing,
    Fold,
    Section,
    SectionPart,
    Table,
    Text,
)
from tradesim.reporting.report.numbers import written
from tradesim.reporting.report.subject import Subject
from tradesim.reporting.sheet import DPI
from tradesim.reporting.style import COLUMN, GRID, INK, MUTED, PRINT, Size, applied
from tradesim.reporting.time_axis import time_axis
from tradesim.scenario.naming import label_of
from tradesim.wording.lists import joined
from tradesim.wording.numbers import counted, fixed
from tradesim.wording.shortening import shortened

ENDS = frozenset({"lifted", "restored", "ended"})
"""Words for the date on which a policy is over."""

BEGINS = ("in force", "began")
"""Words for the date from which a policy acts."""

HALF = 0.5
"""Share of runs in which a policy must be in force by its rule to be drawn."""

MOST_LANES = 14
"""Lanes of the figure; further kinds of policies stand in the table alone."""


@dataclass(frozen=True)
class Lane:
    """Policies of one kind by one actor.

    Attributes:
        label: What they are.
        country: Whose colour they have.
        spans: First and last day in force of each; both the same where only a date is known.
        dots: Other dates.
    """

    label: str
    country: str
    spans: tuple[tuple[float, float], ...]
    dots: tuple[float, ...]


def timeline(subject: Subject) -> Section:
    """Return the section that tells what was decided when."""
    policies = subject.scenario.happenings
    licences = _licences(subject)
    if not policies:
        text = "No policy and no shock: nobody intervenes in this scenario."
        return Section("timeline", "What was decided, and when", (Text(text),))
    lanes = lanes_of(subject, policies)
    shown = lanes[:MOST_LANES]
    caption = (
        "Policies and shocks. Bars: in force, by a rule in half of the runs or more; points: "
        "announced, amended or decided"
        + ("; below: licences granted per month, mean of runs" if licences is not None else "")
        + ("." if len(shown) == len(lanes) else f"; {len(lanes) - len(shown)} more in the table.")
    )
    with applied():
        wide, narrow = (_drawn(subject, shown, licences, size) for size in (PRINT, COLUMN))
    blocks: list[SectionPart] = [
        Drawing("timeline", caption, wide, narrow),
        Fold("The dates as a table", (_table(subject, policies),)),
    ]
    if licences is not None:
        blocks.append(Fold("Licences granted, by year", (_licence_table(subject),)))
    happened = _happened(subject)
    if happened:
        blocks.append(Text(happened, "note"))
    return Section("timeline", "What was decided, and when", tuple(blocks))


def lanes_of(subject: Subject, policies: Sequence[Policy]) -> list[Lane]:
    """Return policies of a kind and actor together, in the order of their first dates."""
    groups: dict[tuple[str, str, str], list[Policy]] = {}
    for policy in policies:
        if any(True for _ in policy.dates()) or follows_rule(policy):
            groups.setdefault(_key(subject, policy), []).append(policy)
    lanes = [_lane(subject, key, members) for key, members in groups.items()]
    lanes = [lane for lane in lanes if lane.dots or lane.spans]
    return sorted(lanes, key=lambda lane: min([*lane.dots, *(span[0] for span in lane.spans)]))


def _key(subject: Subject, policy: Policy) -> tuple[str, str, str]:
    """Return kind, country and aim: policies with the same share a lane."""
    codes = subject.country_names
    plants = {plant.name: plant.country for plant in subject.scenario.suppliers}
    actor = policy.actor if policy.actor in codes else plants.get(policy.actor, "")
    return policy.instrument, actor, _aim(subject, policy)


def _aim(subject: Subject, policy: Policy) -> str:
    """Return whom a policy is aimed at in words: a country, or how many."""
    countries = [code for code in policy.targets if code in subject.country_names]
    if len(countries) > 1:
        everybody = isinstance(policy, AimedPolicy) and policy.destinations == policy.others
        return "all others" if everybody else f"{len(countries)} countries"
    return subject.country(countries[0]) if countries else ""


def _lane(subject: Subject, key: tuple[str, str, str], members: list[Policy]) -> Lane:
    instrument, actor, target = key
    who = subject.country(actor) if actor else ""
    pair = f"{who} → {target}" if who and target else who
    many = f" ({len(members)})" if len(members) > 1 else ""
    label = f"{pair}: {instrument}{many}" if pair else f"{instrument}{many}"
    label = label if pair or len(members) > 1 else members[0].name
    spans, dots = [], []
    last = subject.span[1]
    for policy in members:
        dates = [(word, float(days_of([first_day(date)])[0])) for word, date in policy.dates()]
        begin = next((day for word, day in dates if word in BEGINS), None)
        over = next((day for word, day in dates if word in ENDS), None)
        if begin is not None:
            spans.append((begin, over if over is not None else last))
        dots += [day for word, day in dates if word not in ENDS and word not in BEGINS]
        if follows_rule(policy):
            spans += _spans_by_rule(subject, policy)
    return Lane(label, actor, tuple(spans), tuple(dots))


def _spans_by_rule(subject: Subject, policy: Policy) -> list[tuple[float, float]]:
    """Return first and last day of each time a policy is in force by its rule in half of runs."""
    spans: list[tuple[float, float]] = []
    for band in subject.bands("in_force_by_rule", actor=policy.name):
        held = np.diff((band.mean >= HALF).astype(int), prepend=0, append=0)
        first, after = np.flatnonzero(held > 0), np.flatnonzero(held < 0)
        last = np.minimum(after, len(band.days) - 1)
        spans += zip(band.days[first].tolist(), band.days[last].tolist(), strict=True)
    return spans


def _licences(subject: Subject) -> pd.Series[float] | None:
    """Return licences granted per month, mean over runs; None where none was."""
    granted = subject.bands("licences_granted")
    filed = subject.bands("licences_filed")
    if not any(band.mean.any() for band in filed) or not any(b.mean.any() for b in granted):
        return None
    weekly = pd.Series(np.add.reduce([band.mean for band in granted]))
    months = _dates(granted[0].days).to_period("M")
    sums = weekly.groupby(months.to_numpy()).sum()
    return sums.astype(np.float64)


def _dates(days: Floats) -> pd.DatetimeIndex:
    return pd.to_datetime(days, unit="D")


def _drawn(
    subject: Subject, lanes: Sequence[Lane], licences: pd.Series[float] | None, size: Size
) -> Figure:
    """Draw lanes one below the other, each under its label, and licences below them."""
    lane_height, foot = size.text * 2.6, size.scaled(48)
    below = size.text * 9.0 if licences is not None else 0.0
    wide = size.width * POINTS
    high = lane_height * len(lanes) + below + foot + size.scaled(10)
    figure = Figure(figsize=(size.width, high / POINTS), dpi=DPI, facecolor="white")
    LetteredCanvas(figure)
    left = size.scaled(16) + text_width("000", size.small)
    width = (wide - left - size.scaled(10)) / wide
    bottom = foot + below
    axes = figure.add_axes((left / wide, bottom / high, width, lane_height * len(lanes) / high))
    _draw_lanes(axes, subject, lanes, size)
    time_axis(axes, subject.span, size, named=licences is None)
    if licences is not None:
        room = (below - size.text * 2.2) / high
        lower = figure.add_axes((left / wide, foot / high, width, room))
        _draw_licences(lower, licences, size)
        time_axis(lower, subject.span, size, named=True)
    return figure


def _draw_lanes(axes: Axes, subject: Subject, lanes: Sequence[Lane], size: Size) -> None:
    first, last = subject.span
    room = float(axes.get_position().width) * size.width * POINTS
    letters = int(len("x" * 40) * room / text_width("x" * 40, size.small))
    for row, lane in enumerate(lanes):
        colour = subject.colours.country(lane.country)
        for begin, end in lane.spans:
            ends = [max(begin, first), min(end, last)]
            axes.plot(
                ends, [row + 0.3] * 2, color=colour, alpha=0.45, linewidth=size.scaled(9),
                solid_capstyle="butt", zorder=2,
            )  # fmt: skip
        marked = [*lane.dots, *(begin for begin, _ in lane.spans)]
        axes.plot(
            marked, [row + 0.3] * len(marked), linestyle="none", marker="o", color=colour,
            markersize=size.scaled(7), markeredgecolor="white",
            markeredgewidth=size.scaled(1), zorder=3,
        )  # fmt: skip
        axes.annotate(
            shortened(lane.label, letters), (0.0, row - 0.12),
            xycoords=("axes fraction", "data"), fontsize=size.small, color=INK, va="center",
            xytext=(size.scaled(3), 0), textcoords="offset points", zorder=4,
        )  # fmt: skip
        axes.axhline(row + 0.62, color=GRID, linewidth=size.scaled(1), zorder=1)
    axes.set_ylim(len(lanes) - 0.38, -0.5)
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def _draw_licences(axes: Axes, licences: pd.Series[float], size: Size) -> None:
    days = days_of([month.start_time.date() for month in licences.index])
    axes.bar(days, licences.to_numpy(), width=26.0, align="edge", color=MUTED, linewidth=0)
    axes.set_title(
        "Licences granted per month", loc="left", fontsize=size.small, color=INK,
        pad=size.scaled(4),
    )  # fmt: skip
    top = max(float(licences.max()), 1.0)
    axes.set_yticks([0, top], ["0", fixed(top, 0)], fontsize=size.small, color=MUTED)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "left", "right"]].set_visible(False)


def _table(subject: Subject, policies: Sequence[Policy]) -> Table:
    """Return every date: who, what, which policy."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    codes = subject.country_names
    for policy in policies:
        who = subject.country(policy.actor) if policy.actor in codes else policy.actor
        aim = _aim(subject, policy)
        if aim and policy.actor:
            who = f"{who} → {aim}"
        when = rule_of(policy)
        keys = [(str(date.value), who, word) for word, date in policy.dates()]
        for key in keys if when is None else [("by rule", who, when.said)]:
            rows.setdefault(key, []).append(policy.name)
    cells = tuple((*key, joined(names)) for key, names in sorted(rows.items()))
    return Table("Dates of policies and shocks", ("date", "who", "what", "policy"), cells, words=4)


def _licence_table(subject: Subject) -> Table:
    sums: dict[str, pd.Series[float]] = {}
    for band in subject.bands("licences_granted"):
        yearly = pd.Series(band.mean).groupby(_dates(band.days).year).sum()
        before = sums.get(band.place.item)
        sums[band.place.item] = yearly if before is None else before + yearly
    cells: list[tuple[Cell, ...]] = [
        (label_of(item), *(written(n, "1") for n in sums[item.name]))
        for item in subject.scenario.items
        if item.name in sums and sums[item.name].any()
    ]
    columns = ("item", *(str(year) for year in next(iter(sums.values())).index))
    return Table("Licences granted, mean of runs", columns, tuple(cells))


def _happened(subject: Subject) -> str:
    """Return how many new sources were qualified and plants finished, in a run on average."""
    said = [
        f"{words}: {fixed(mean, 1)}"
        for kind, words in (
            ("qualification_passed", "new sources qualified"),
            ("project_complete", "plants or extensions finished"),
            ("moved_up", "escalations by governments that decide for themselves"),
            ("rule_in_force", "times that a policy took hold by its rule"),
        )
        if (mean := subject.records.measure("events", actor=kind).mean) > 0.0
    ]
    runs = counted(subject.replicates, "run")
    return f"Mean of {runs}: {'; '.join(said)}." if said else ""
