"""Figures of experiments: which are drawn of what, and that what they say can be read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample

from tests.experiments.made_runs import Floats, grow_few_trees, made_runs
from tradesim.experiments.analysis import Outcome, Runs, analyse
from tradesim.reporting.digest import digest, interval
from tradesim.reporting.experiment_figures import draw_all, save_all
from tradesim.reporting.report.batch_report import batch_report
from tradesim.reporting.report.document import Text
from tradesim.reporting.style import PRINT

NAMES = ("review weeks, curb on acid", "distrust weight", "capacity, plant")
PROBLEM = {"num_vars": 3, "names": list(NAMES), "bounds": [[0.0, 1.0]] * 3}
GRID = np.array([[a, b] for a in (0.0, 1.0, 2.0) for b in (1.0, 2.0)])


def steep(x: Floats, noise: Any) -> Any:
    return 1 + 3 * x[0] + x[1] + noise


def flat(x: Floats, noise: Any) -> Any:
    return 1 + x[0] + x[1] + noise


def widened(runs: Runs) -> Runs:
    """Return runs with a second and a third objective."""
    lost = runs.frame["output_lost_weeks"]
    outcomes = (
        *runs.outcomes,
        Outcome("share", "imposing_country_share_end", "share", "acid", "AAA", "BBB"),
        Outcome("cost", "extra_input_cost", "USD million", "acid", "", "BBB"),
    )
    frame = runs.frame.assign(share=1 / (1 + lost), cost=lost**2)
    return replace(runs, frame=frame, outcomes=outcomes)


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    grow_few_trees(monkeypatch)


@pytest.fixture(scope="module")
def grid() -> Runs:
    variants = {"as it was": steep, "with a store": flat}
    return widened(made_runs(GRID, variants, replicates=5, spread=0.2, names=NAMES))


def words(figure: Figure) -> str:
    """Return everything that is written on a figure."""
    axes = [text for ax in figure.axes for text in (ax.title, ax.xaxis.label, ax.yaxis.label)]
    left = [ax.get_title(loc="left") for ax in figure.axes]
    ticks = [label for ax in figure.axes for label in ax.get_yticklabels()]
    parts = [*(text.get_text() for text in (*figure.texts, *axes, *ticks)), *left]
    return " ".join(" ".join(parts).split())


def test_a_grid_with_variants_has_curves_differences_distributions_and_trade_offs(
    grid: Runs,
) -> None:
    figures = draw_all(analyse(grid), PRINT)
    assert set(figures) == {
        "response_review_weeks_curb_on_acid",
        "response_distrust_weight",
        "differences",
        "distributions",
        "pareto",
    }
    assert "Difference from as it was" in words(figures["differences"])
    assert "with a store" in words(figures["differences"])
    curves = words(figures["response_review_weeks_curb_on_acid"])
    assert "over all levels of the others" in curves
    assert "distrust weight 1" not in curves
    assert "Larger points: more of cost of dearer goods" in words(figures["pareto"])


def test_axes_say_what_they_measure_and_in_which_unit(grid: Runs) -> None:
    figures = draw_all(analyse(grid), PRINT)
    curves = words(figures["response_review_weeks_curb_on_acid"])
    assert "Review weeks, curb on acid" in curves
    assert "Extra cost of acid in BBB" in curves
    assert "AAA's share of acid in BBB at the end" in curves
    for figure in figures.values():
        assert "_" not in words(figure)


def test_one_variant_has_nothing_to_differ_from() -> None:
    runs = widened(
        made_runs(GRID[:, :1], {"only": lambda x, e: x[0] + e + 9}, replicates=3, names=NAMES)
    )
    assert set(draw_all(analyse(runs), PRINT)) == {"response", "pareto"}


@pytest.mark.parametrize(
    ("levels", "written"),
    [
        (pd.to_datetime(["2020-01-06", "2021-07-05", "2023-03-27"]), {"2021", "2022", "2023"}),
        (["soon", "late", "never"], {"soon", "late", "never"}),
    ],
)
def test_levels_that_are_no_numbers_are_written_as_what_they_are(
    levels: Any, written: set[str]
) -> None:
    runs = widened(made_runs(GRID, {"only": steep}, replicates=3, names=NAMES))
    named = dict(zip((0.0, 1.0, 2.0), levels, strict=True))
    settings = runs.settings.assign(**{NAMES[0]: runs.settings[NAMES[0]].map(named)})
    runs = replace(runs, settings=settings)
    figure = draw_all(analyse(runs), PRINT)["response_review_weeks_curb_on_acid"]
    ticks = {label.get_text() for label in figure.axes[0].get_xticklabels()}
    assert written <= ticks
    assert "18262" not in ticks


@pytest.mark.once("asks where texts stand in figures that other tests draw")
def test_a_sobol_design_has_its_indices_the_largest_on_top() -> None:
    settings = sobol_sample.sample(PROBLEM, 32, calc_second_order=False, seed=1)
    runs = made_runs(settings, {"only": steep}, design="sobol", names=NAMES)
    figure = draw_all(analyse(runs), PRINT)["sobol"]
    ticks = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert ticks[0] == NAMES[0]
    assert figure.axes[0].get_ylim()[0] > figure.axes[0].get_ylim()[1]


@pytest.mark.once("asks where texts stand in figures that other tests draw")
def test_an_interval_of_sobol_that_ends_beyond_the_axis_has_an_arrow_there() -> None:
    for count, reaches in ((1024, False), (32, True)):
        settings = sobol_sample.sample(PROBLEM, count, calc_second_order=False, seed=1)
        runs = made_runs(settings, {"only": steep}, design="sobol", names=NAMES)
        figure = draw_all(analyse(runs), PRINT)["sobol"]
        arrows = [line for line in figure.axes[0].lines if line.get_marker() in {"<", ">"}]
        assert bool(arrows) is reaches
        assert ("arrow: it reaches further" in words(figure)) is reaches


def test_a_morris_design_has_its_effects() -> None:
    settings = morris_sample.sample(PROBLEM, 6, seed=1)
    runs = widened(made_runs(settings, {"only": steep}, design="morris", names=NAMES))
    figure = draw_all(analyse(runs), PRINT)["morris"]
    assert "mu* (weeks)" in words(figure)


def test_no_interval_of_a_morris_effect_runs_through_its_name() -> None:
    settings = morris_sample.sample(PROBLEM, 6, seed=1)
    bent = {"only": lambda x, _: float(np.exp(x[0]) * x[1] ** 2 + x[0])}
    runs = made_runs(settings, bent, design="morris", names=NAMES)
    axes = draw_all(analyse(runs), PRINT)["morris"].axes[0]
    names = [each.get_window_extent() for each in axes.texts if each.get_text()]
    ends = [axes.transData.transform(line.get_xydata()) for line in axes.lines]
    intervals = [found for found in ends if len(found) > 1 and found[1, 0] > found[0, 0]]
    assert names
    assert intervals
    for box in names:
        for (low, height), (high, _) in intervals:
            assert not (box.y0 < height < box.y1 and low < box.x1 and high > box.x0)


def test_figures_are_written_twice_each_and_the_same_every_time(grid: Runs, tmp_path: Path) -> None:
    found = analyse(grid)
    first = save_all(found, tmp_path / "one", PRINT)
    second = save_all(found, tmp_path / "two", PRINT)
    assert {path.suffix for path in first} == {".png", ".svg"}
    for one, two in zip(first, second, strict=True):
        if one.suffix == ".svg":
            assert one.read_bytes() == two.read_bytes()


def test_a_digest_tells_what_the_tables_say(grid: Runs) -> None:
    sections = {section.title: section for section in digest(analyse(grid))}
    assert set(sections) == {
        "Outcomes",
        "Difference from as it was",
        "Response to review weeks, curb on acid",
        "Response to distrust weight",
        "Efficient options",
    }
    for section in sections.values():
        assert {len(row) for row in section.rows} == {len(section.columns)}
    verdicts = {row[-1] for row in sections["Difference from as it was"].rows}
    assert verdicts == {"larger than noise"}


def test_an_interval_that_does_not_exist_is_a_dash() -> None:
    assert interval(float("nan"), float("nan")) == "–"
    assert interval(1.0, 2.0) == "1 to 2"


def leads(runs: Runs) -> list[str]:
    """Return the sentences of the answer in the report of a batch."""
    report = batch_report(analyse(runs), {})
    return [b.text for b in report.sections[0].blocks if isinstance(b, Text) and b.tone == "lead"]


def test_a_report_tells_the_ends_of_a_response_at_levels_of_one_parameter() -> None:
    """It took one level from a parameter and the other from the next."""
    assert leads(made_runs(GRID, {"only": steep}, names=NAMES))[0] == (
        "Output lost lies between 2.5 weeks (at review weeks, curb on acid 0) and 8.5 weeks "
        "(at 2), mean over the others."
    )
    variants = {"first": flat, "second": steep}
    hole = leads(made_runs(GRID[1:], variants, names=NAMES))[-1]
    assert "(at 2), with second, distrust weight " in hole
    level = {"first": lambda *_: 1.0, "second": lambda *_: 2.0}
    assert (
        " at every level of review weeks, curb on acid, with "
        in leads(made_runs(GRID, level, names=NAMES))[-1]
    )
