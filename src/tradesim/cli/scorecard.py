"""The printed scores of a hindcast: figures first, then the observed series, then the episode."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tradesim.cli.terminal import wide_terminal
from tradesim.measures.months import CALLED
from tradesim.scenario.naming import words
from tradesim.wording.dates import date_of

if TYPE_CHECKING:
    from tradesim.evidence.episode_score import EpisodeScore
    from tradesim.evidence.figure_scores import FigureScore
    from tradesim.evidence.hindcast import Hindcast
    from tradesim.evidence.scores import SeriesScore
    from tradesim.results import Result

NOTHING = "–"
WHOLE = 1000
"""Numbers from here on are written without decimals."""

READING = (
    "skill: of the median against the naive forecast that errs least (1 perfect, 0 no better);\n"
    "band: share of periods inside the 90 % band; width: of the band, over the usual level;\n"
    "intv., CRPS: interval score and continuous ranked probability score over those of the best "
    "naive\nforecast (0 perfect, 1 no better);\n"
    "closed first: nothing while trade is reviewed, banned or held as published, then as before."
)


def print_scorecard(result: Result, scored: Hindcast, ensemble: Path | None) -> None:
    """Print figures and series, observed beside simulated, and what the episode comes to.

    Args:
        result: The runs.
        scored: Their scores.
        ensemble: The file their parameters were drawn from, None for one set of parameters.
    """
    console = wide_terminal()
    drawn = f"parameters from {ensemble.name}" if ensemble else "one set of parameters"
    doubt = "a forecast: bands hold what is not known" if result.doubt is not None else drawn
    console.print()
    console.print(Text(result.scenario.title, style="bold"))
    console.print(f"{result.replicates} replicates, seed {result.seed}, {doubt}")
    console.print(_window(scored), "", sep="\n")
    if scored.score.figures:
        console.print(_figures(scored), _share(scored), "", sep="\n")
    if scored.score.pairs:
        console.print(_series(scored), READING, *_unrivalled(scored), "", sep="\n")
    console.print(_episode(scored.score), "", sep="\n")


def _unrivalled(scored: Hindcast) -> list[str]:
    """Say why some series have no naive forecast, where some have none."""
    if all(score.best_rival for score in scored.score.series):
        return []
    before = f"{scored.window.baseline[0]} to {scored.window.baseline[-1]}"
    said = (
        f"{NOTHING}: of months before the measure nothing is known there, so that no naive "
        "forecast can be\n"
        f"made: give the same series for {before}, too (in the table, or a second --observed)."
    )
    return [said]


def _window(scored: Hindcast) -> str:
    window = scored.window
    first, last = window.baseline[0], window.baseline[-1]
    return (
        f"Announced {window.announced}: no change is the mean of {first} to {last}; scored from "
        f"{window.first_scored}"
    )


def _share(scored: Hindcast) -> str:
    score = scored.score
    hits = sum(figure.is_hit for figure in score.figures)
    inside = sum(figure.is_inside for figure in score.figures)
    return (
        f"{hits} of {len(score.figures)} figures hit ({score.share_of_figures_hit:.0%}): "
        f"the median within {scored.window.tolerance:.0%}, 5 points of a share, 4 weeks of a "
        f"date; {inside} inside the band."
    )


def _figures(scored: Hindcast) -> Table:
    table = Table(box=None, pad_edge=False, title="Figures", title_justify="left")
    table.add_column("figure", no_wrap=True, overflow="fold")
    for heading in ("observed", "median", "90 % band", "unit"):
        table.add_column(heading, justify="left" if heading == "unit" else "right")
    table.add_column("")
    for figure in scored.score.figures:
        band = f"{_number(figure, figure.low)} to {_number(figure, figure.high)}"
        table.add_row(
            figure.figure,
            _number(figure, figure.observed),
            _number(figure, figure.median),
            band,
            "" if figure.unit == "date" else figure.unit,
            "hit" if figure.is_hit else Text("miss", style="bold"),
        )
    return table


def _number(figure: FigureScore, value: float) -> str:
    if not math.isfinite(value):
        return "never"
    if figure.unit == "date":
        return str(date_of(value))
    return f"{value:,.0f}" if abs(value) >= WHOLE else f"{value:.3g}"


def _series(scored: Hindcast) -> Table:
    headings = {
        "skill_best": "skill",
        "coverage": "band",
        "width": "width",
        "interval_ratio": "intv.",
        "crps_ratio": "CRPS",
    }
    table = Table(box=None, pad_edge=False, title="Trade, observed", title_justify="left")
    table.add_column("goods", overflow="fold")
    for heading in ("way", "measure", "periods"):
        table.add_column(heading, no_wrap=True)
    for heading in ("n", *headings.values()):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("best naive", no_wrap=True)
    for score in scored.score.series:
        table.add_row(
            words(score.item or score.customs_group),
            way(score),
            CALLED[score.measure],
            span(score),
            str(score.months),
            *(decimals(getattr(score, name)) for name in headings),
            score.best_rival or NOTHING,
        )
    return table


def way(score: SeriesScore) -> str:
    """Return where a series goes: imports into a country, or exports out of one."""
    return f"{score.flow} {score.origin}>{score.destination}"


def span(score: SeriesScore) -> str:
    """Return the months from the first to the last that a series covers, or its only period."""
    first, last = score.first.split("..")[0], score.last.split("..")[-1]
    return first if first == last else f"{first}–{last}"


def decimals(value: float) -> str:
    """Return a score with two decimals, a dash where there is none."""
    return f"{value:.2f}" if math.isfinite(value) else NOTHING


def _episode(score: EpisodeScore) -> str:
    inside = f"{score.inside} of {score.count} observed numbers lie inside the 90 % band"
    lines = [f"{inside}; {score.figures_in_band:.0%} as the mean over series."]
    if math.isfinite(score.coverage):
        lines.append(
            f"Series of at least 8 months: {score.coverage:.2f} of months inside in the mean, "
            f"{score.lowest_coverage:.2f} in the worst."
        )
    if score.best_rival:
        lines.append(
            f"Against the best naive forecast ({score.best_rival}): skill of the median "
            f"{decimals(score.skill)}, interval score {decimals(score.interval_ratio)}, CRPS "
            f"{decimals(score.crps_ratio)}."
        )
    return "\n".join(lines)
