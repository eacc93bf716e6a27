"""What a search found: its options on two objectives, and the table of those that none beats."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.figure import Figure

from tradesim.experiments.analysis import Analysis
from tradesim.experiments.analysis.search import goal_words, goals_said
from tradesim.reporting.digest_choices import level_words
from tradesim.reporting.section import DigestTable
from tradesim.reporting.sheet import Heading, Sheet
from tradesim.reporting.style import ACCENT, INK, MARK, Size
from tradesim.wording.numbers import amount

MOST_OPTIONS = 12
"""Options of the table."""

PLANE = 2
"""Objectives of a panel."""

MOST_PANELS = 6
"""Pairs of objectives that are drawn."""


def draw_search(analysis: Analysis, size: Size) -> dict[str, Figure]:
    """Return a figure of the options of a search, a panel for each pair of objectives."""
    table = analysis.table("search_options")
    names = [goal_words(goal) for _, goal in analysis.runs.goals]
    if table.empty or len(names) < PLANE:
        return {}
    across, up = np.triu_indices(len(names), 1)
    pairs = list(zip(across, up, strict=True))[:MOST_PANELS]
    said = goals_said(analysis.runs)
    sheet = Sheet(
        Heading(
            f"Options tried: {analysis.runs.title}",
            f"{len(table)} options; the {int(table['best'].sum())} that none beats, by the "
            "smallest differences that count, stand out",
            {"none beats it": ACCENT, "beaten": MARK},
        ),
        [""] * len(pairs),
        size,
    )
    best = table["best"].to_numpy(dtype=np.bool_)
    for axes, (one, other) in zip(sheet.panels, pairs, strict=True):
        for chosen, colour, edge in ((~best, MARK, "none"), (best, ACCENT, INK)):
            x, y = (table[names[goal]][chosen] for goal in (one, other))
            axes.plot(
                x, y, "o", color=colour, alpha=0.8,
                markeredgecolor=edge, markersize=size.scaled(8), zorder=2,
            )  # fmt: skip
        sheet.dress(axes, said[one], said[other], grid="both")
    sheet.place()
    return {"search": sheet.figure}


def search_sections(analysis: Analysis) -> Iterator[DigestTable]:
    """Yield the table of options that none beats."""
    table = analysis.table("search_options")
    if table.empty:
        return
    names = [goal_words(goal) for _, goal in analysis.runs.goals]
    said = goals_said(analysis.runs)
    levers = [p for p in analysis.runs.parameters if p.role == "lever"]
    best = table[table["best"]].sort_values(names)
    more = f"; the first {MOST_OPTIONS} of {len(best)}" if len(best) > MOST_OPTIONS else ""
    new = analysis.table("search_generations")["new"].iloc[-1]
    yield DigestTable(
        "Options that none beats",
        f"{len(best)} of {len(table)} tried, by the smallest differences that count; the last "
        f"generation brought {new} of them{more}",
        (*(p.spoken for p in levers), *said),
        tuple(
            (
                *(level_words(row[p.column]) for p in levers),
                *(amount(row[name]) for name in names),
            )
            for row in best.head(MOST_OPTIONS).to_dict("records")
        ),
    )
