"""The hindcast of the shipped scenario: every scored figure has its statistic, inputs have none."""

import datetime as dt

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.evidence.episodes import episode_names
from tradesim.evidence.figures import default_scenario, scored_rows
from tradesim.evidence.hindcast import Hindcast, hindcast
from tradesim.evidence.observed import Key
from tradesim.evidence.observed_file import read_observed
from tradesim.evidence.periods import months_of
from tradesim.evidence.published import published_figures
from tradesim.evidence.record import Record
from tradesim.evidence.shipped import published_series
from tradesim.evidence.simulated import STATISTICS
from tradesim.evidence.window import Window
from tradesim.measures.months import monthly_imports
from tradesim.measures.recording import Recording
from tradesim.scenario import ending, load
from tradesim.scenario.bundled import bundled_table

# Scored figures that a recording does not hold, or that another figure holds already.
NOT_MEASURED = {
    "lg-display-switch-complete": "a buyer's own sources are not recorded by week",
    "hf-exports-jpn-kor-2020": "the exporter's count of hf-imports-jpn-2020",
}
SERIES = REPOSITORY.parent / "shared" / "evidence" / "observed_monthly_2018_2020.csv"


@pytest.fixture(scope="module")
def recording() -> Recording:
    scenario = ending(load(default_scenario()), dt.date(2020, 12, 31))
    return next(Ensemble(scenario, range(16), block=16).recordings())


@pytest.fixture(scope="module")
def scored(recording: Recording) -> Hindcast:
    return hindcast(recording, published_series(recording.layout.scenario))


def observation_ids() -> set[str]:
    """Return the ids of the figures that are a period of a series."""
    return {row["figure"] for row in bundled_table("tradesim.evidence", "observations.csv")}


def test_every_scored_figure_is_measured_in_a_run_or_is_a_period_of_a_series() -> None:
    figures = published_figures()
    measured = {row["figure"] for row in scored_rows()}
    periods = observation_ids()
    asked = set(figures.index[figures["role"] == "scored"])
    assert measured == asked - periods - NOT_MEASURED.keys()


def test_a_period_of_a_series_is_scored_or_what_was_known_before() -> None:
    roles = published_figures()["role"]
    assert {roles[name] for name in observation_ids()} == {"scored", "input"}
    for name in episode_names():
        scenario = load(name)
        first = Window.of(scenario).first_scored
        record = Record.of(scenario, published_series(scenario), with_figures=False)
        for line in record.lines:
            assert all(months_of(period)[-1] >= first for period in line.periods)


def test_every_episode_has_published_figures_of_its_trade() -> None:
    for name in episode_names():
        scenario = load(name)
        record = Record.of(scenario, published_series(scenario))
        assert record.lines, name
        assert [note for note in record.notes if "no goods" in note or "no country" in note] == []


def test_no_input_is_scored() -> None:
    roles = published_figures()["role"]
    assert {roles[row["figure"]] for row in scored_rows()} == {"scored"}


def test_every_statistic_has_a_name_that_is_known() -> None:
    assert {row["statistic"] for row in scored_rows()} <= STATISTICS.keys()


def test_all_figures_are_scored_on_the_scenario_they_were_collected_for(scored: Hindcast) -> None:
    assert scored.notes == ()
    episode = [row for row in scored_rows() if row["episode"] == default_scenario()]
    assert len(scored.score.figures) == len(episode) >= 30


@pytest.mark.parametrize("episode", sorted({row["episode"] for row in scored_rows()}))
def test_a_scenario_is_scored_on_its_own_figures_and_no_others(episode: str) -> None:
    recording = next(Ensemble(load(episode), range(2), block=2).recordings())
    scored = hindcast(recording, {})
    assert scored.notes == ()
    assert [figure.figure for figure in scored.score.figures] == [
        row["figure"] for row in scored_rows() if row["episode"] == episode
    ]


def test_the_document_has_the_keys_that_readers_rely_on(scored: Hindcast) -> None:
    document = scored.document()
    assert document.keys() == {
        "announced", "baseline", "first_scored", "figures", "series", "share_of_figures_hit",
        "episode", "notes",
    }  # fmt: skip
    keys = {
        "customs_group", "item", "flow", "destination", "origin", "measure", "frequency", "first",
        "last", "months", "skill", "skill_last_year", "skill_best", "best_rival", "coverage",
        "coverage_of_runs", "width", "interval", "interval_ratio", "crps", "crps_ratio", "nrmse",
        "correlation", "periods",
    }  # fmt: skip
    assert all(series.keys() == keys for series in document["series"])
    for series in document["series"]:
        inside = [period["inside"] for period in series["periods"]]
        assert len(inside) == series["months"]
        assert np.mean(inside) == pytest.approx(series["coverage"])
    hits = [figure["hit"] for figure in document["figures"]]
    assert document["share_of_figures_hit"] == pytest.approx(np.mean(hits))


def test_a_figure_is_the_statistic_of_the_imports_of_each_run(
    recording: Recording, scored: Hindcast
) -> None:
    imports = monthly_imports(recording)
    months = [n for n, month in enumerate(imports.months) if month.year == 2020]
    row = imports.series("hydrogen_fluoride", "KOR", "JPN")
    yearly = imports.quantity[months, row].sum(axis=0)
    figure = next(f for f in scored.score.figures if f.figure == "hf-imports-jpn-2020")
    assert figure.median == pytest.approx(np.median(yearly))
    assert figure.observed == pytest.approx(4942.6)


def test_a_scenario_that_ends_too_early_leaves_figures_out_with_a_note() -> None:
    scenario = ending(load(default_scenario()), dt.date(2020, 6, 30))
    recording = next(Ensemble(scenario, range(2), block=2).recordings())
    scored = hindcast(recording, {})
    assert "hf-imports-jpn-2020" not in {figure.figure for figure in scored.score.figures}
    assert any("hf-imports-jpn-2020 is not scored" in note for note in scored.notes)


def test_what_a_scenario_does_not_simulate_is_noted_not_scored(recording: Recording) -> None:
    series = next(iter(published_series().values()))
    strange = {Key("gold", "KOR", "JPN"): series}
    assert hindcast(recording, strange).score.pairs == ()
    assert "gold: no goods of 2019_curbs, not scored." in hindcast(recording, strange).notes


@pytest.mark.skipif(not SERIES.exists(), reason="no shared/evidence beside the repository")
def test_every_series_that_somebody_sells_is_scored_in_both_measures(recording: Recording) -> None:
    observed = read_observed(SERIES)
    scored = hindcast(recording, observed)
    counted = [score for score in scored.score.series if score.measure != "unit_value_usd"]
    unsold = [note for note in scored.notes if "nobody sells it in the scenario" in note]
    assert len(unsold) == 1
    assert unsold[0].startswith("photoresist from DEU to KOR")
    assert len(counted) == 2 * (len(observed) - len(unsold))
    assert {score.months for score in counted} == {18}
    skill = {(s.customs_group, s.origin, s.measure): s.skill for s in scored.score.series}
    assert skill["hydrogen_fluoride", "JPN", "quantity"] > 0.7
    assert skill["hydrogen_fluoride", "WLD", "quantity"] > 0.3
    assert skill["photoresist", "JPN", "value_usd_m"] > 0.0
