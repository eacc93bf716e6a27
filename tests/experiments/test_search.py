"""A search: its generations stand in one store, and it finds what is known to be best."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.experiments.conftest import SMALL, contents
from tests.experiments.test_runner import StopsAfter
from tradesim.arrays import Floats
from tradesim.cli import app
from tradesim.errors import BatchError, ExperimentError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.analysis import analyse, runs_of
from tradesim.experiments.analysis.search import epsilon_best, over_states
from tradesim.experiments.executors import Inline
from tradesim.experiments.generations import Tried, next_options
from tradesim.experiments.loading import load_experiment
from tradesim.experiments.runner import prepare
from tradesim.experiments.search_schema import Search, SearchGoal
from tradesim.reporting.digest import digest
from tradesim.reporting.experiment_figures import draw_all

Write = Callable[..., Path]

SEARCH = """\
name: sought
scenario: world.yaml
vary:
  policies.reserve.cover_weeks: {range: [0, 12], unit: week, role: lever}
  buyers.Beta Devices.needs.acid.importance:
    {categorical: [critical, important], role: lever}
  policies.acid curb.review_weeks: {range: [1, 26], unit: week, role: uncertainty}
measures:
  lost: {formula: "sum(output_lost_weeks)", unit: week}
design:
  kind: search
  options: 14
  generation: 6
  states: 2
  objectives:
    - {outcome: lost, over_states: worst, epsilon: 0.01}
    - {outcome: "stock_holding_cost[item=acid, destination=BBB]", epsilon: 0.001}
outcomes: [output_lost_weeks, stock_holding_cost]
"""


def test_epsilon_dominance_keeps_one_option_a_box() -> None:
    values = np.array([[0.1, 0.9], [0.4, 0.6], [0.45, 0.55], [1.2, 0.2], [1.1, 1.9], [np.nan, 0.0]])
    best = epsilon_best(values, [0.5, 0.5])
    assert best.tolist() == [False, False, True, True, False, False] or best.sum() == 2
    assert not best[4:].any()


def test_what_counts_over_states_is_the_bad_end() -> None:
    states = np.arange(20.0).reshape(1, 20)
    assert over_states(states, "lower", "mean") == 9.5
    assert over_states(states, "lower", "worst_tenth") == 18.5
    assert over_states(states, "higher", "worst") == 0.0
    assert over_states(states, "higher", "worst_tenth") == -0.5


def sought(options: Floats) -> Floats:
    """Two objectives whose best options lie at 0.2 to 0.7 of the first lever, 0.5 of the other."""
    off = (options[:, 1] - 0.5) ** 2
    return np.column_stack([abs(options[:, 0] - 0.2) + off, abs(options[:, 0] - 0.7) + off])


def searched(seed: int, options: int) -> Floats:
    asked = Search(
        options=options, generation=20, objectives=[SearchGoal(outcome="x", epsilon=0.02)] * 2
    )
    tried = np.random.default_rng(seed).random((20, 2))
    while len(tried) < options:
        values = sought(tried)
        sound = np.ones(len(tried), dtype=bool)
        tried = np.concatenate([tried, next_options(asked, Tried(tried, values, sound), seed)])
    return tried


def test_the_known_front_is_found_and_the_same_seed_finds_the_same() -> None:
    before = random.getstate()
    tried = searched(3, 300)
    assert random.getstate() == before
    best = tried[epsilon_best(sought(tried), [0.02, 0.02])]
    assert len(best) > 10
    assert np.abs(best[:, 1] - 0.5).max() < 0.15
    assert ((best[:, 0] > 0.15) & (best[:, 0] < 0.75)).all()
    chance = np.random.default_rng(9).random((len(tried), 2))
    by_chance = chance[epsilon_best(sought(chance), [0.02, 0.02])]
    assert np.abs(best[:, 1] - 0.5).mean() < np.abs(by_chance[:, 1] - 0.5).mean()
    again = searched(3, 60)
    np.testing.assert_array_equal(again, tried[: len(again)])


def test_another_way_than_that_of_the_folder_is_refused() -> None:
    asked = Search(
        options=80, generation=20, objectives=[SearchGoal(outcome="x", epsilon=0.02)] * 2
    )
    tried = searched(3, 60)
    tried[50, 0] = 0.123
    sound = np.ones(len(tried), dtype=bool)
    with pytest.raises(BatchError, match="another way than the options that stand in its folder"):
        next_options(asked, Tried(tried, sought(tried), sound), 3)


def test_options_without_a_value_are_not_kept() -> None:
    asked = Search(
        options=80, generation=20, objectives=[SearchGoal(outcome="x", epsilon=0.02)] * 2
    )
    tried = np.random.default_rng(1).random((20, 2))
    while len(tried) < 160:
        sound = tried[:, 0] > 0.5
        values = np.where(sound[:, None], sought(tried), 0.0)
        tried = np.concatenate([tried, next_options(asked, Tried(tried, values, sound), 1)])
    assert (tried[-40:, 0] > 0.5).mean() > 0.7


def test_a_search_that_was_stopped_ends_with_the_same_bytes_and_is_analysed(
    write: Write, tmp_path: Path
) -> None:
    file = write(SEARCH)
    whole = run_experiment(file, tmp_path / "whole", executor=Inline()).folder
    stop = StopsAfter(3, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        run_experiment(file, tmp_path / "stopped", executor=stop)
    again = run_experiment(file, tmp_path / "stopped", executor=Inline(), resume=True).folder
    assert contents(again) == contents(whole)
    repeated = run_experiment(whole / "manifest.json", tmp_path / "repeated", executor=Inline())
    assert contents(repeated.folder) == contents(whole)
    batch = read_batch(whole)
    assert batch.manifest["grown"][-1] == {"options": 14}
    assert len(batch.runs) == 28 == batch.manifest["runs"]
    found = analyse(runs_of(batch))
    table = found.table("search_options")
    assert len(table) == 14
    assert table["best"].any()
    assert table["generation"].tolist()[:6] == [1] * 6
    lost = batch.runs.filter(like="output_lost_weeks").sum(axis=1).groupby(batch.runs["point"])
    worst = lost.mean().to_numpy().reshape(14, 2).max(axis=1)
    np.testing.assert_allclose(table["lost, worst"], worst)
    assert found.table("search_generations")["options"].tolist()[-1] == 14
    assert "search" in draw_all(found)
    assert any(section.title == "Options that none beats" for section in digest(found))
    assert set(found.robustness["objective"]) == {"lost", found.shown[1].column}
    assert [outcome.measure for outcome in found.shown] == ["lost", "stock_holding_cost"]
    assert found.pareto.empty
    with pytest.raises(BatchError, match="does not grow by samples"):
        run_experiment(file, whole, executor=Inline(), resume=True, grow={"samples": 30})
    with pytest.raises(BatchError, match="does not grow by replicates"):
        run_experiment(file, whole, executor=Inline(), resume=True, grow={"replicates": 3})


def test_what_is_sought_high_counts_as_its_negative(write: Write, tmp_path: Path) -> None:
    text = SEARCH.replace("epsilon: 0.001}", "epsilon: 0.001, better: higher}")
    text = text.replace("options: 14", "options: 6")
    done = run_experiment(write(text), tmp_path / "out", executor=Inline()).folder
    found = analyse(runs_of(read_batch(done)))
    cost = found.robustness[
        found.robustness["what"].str.startswith("Minus cost of holding more acid")
    ]
    assert len(cost) == 6
    options = found.table("search_options")["stock_holding_cost[item=acid, destination=BBB], mean"]
    assert sorted(cost["expected"]) == pytest.approx(sorted(-options))
    assert options.abs().max() > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", role: uncertainty", "", "a search must know what may be chosen"),
        ("role: lever", "role: uncertainty", "needs a parameter with role: lever"),
        ("role: uncertainty", "role: lever", "every state would be the same"),
        ("options: 14", "options: 5", "the first generation alone has 6 options"),
        ("outcome: lost", "outcome: lots", "'lots' is no outcome"),
        ("epsilon: 0.01", "epsilon: 0", "design.objectives"),
        ("outcomes:", "variants: {a: {}, b: {}}\noutcomes:", "within one variant"),
    ],
)
def test_what_is_wrong_with_a_search_is_said(write: Write, old: str, new: str, said: str) -> None:
    with pytest.raises(ExperimentError, match="line") as caught:
        load_experiment(write(SEARCH.replace(old, new)))
    assert said in str(caught.value)


def test_a_search_is_no_array_of_jobs(write: Write, tmp_path: Path) -> None:
    asked = [
        "batch",
        str(write(SEARCH)),
        "--blocks",
        "0:1",
        "--out",
        str(tmp_path / "out"),
        "--quiet",
    ]
    outcome = CliRunner().invoke(app, asked)
    assert outcome.exit_code == 2
    assert "run it as one batch" in " ".join(outcome.output.split())


def test_a_search_leaves_no_trace_in_other_batches(write: Write, tmp_path: Path) -> None:
    before = prepare(write(SMALL), tmp_path / "before").manifest
    prepare(write(SEARCH), tmp_path / "search")
    assert prepare(write(SMALL), tmp_path / "after").manifest == before


def test_a_measure_that_is_several_numbers_a_run_decides_nothing(
    write: Write, tmp_path: Path
) -> None:
    """The first of its markets was taken, whichever it was, and nobody was told."""
    file = write(SEARCH.replace('"stock_holding_cost[item=acid, destination=BBB]"', "price_peak"))
    with pytest.raises(BatchError, match=r"objectives\[1\]: 'price_peak' is 2 numbers") as refused:
        run_experiment(file, tmp_path / "out", executor=Inline())
    assert 'formula: "sum(price_peak)"' in str(refused.value)
    stop = (
        "name: own\nscenario: world.yaml\nstop_when: {outcome: price_peak, half_width: 1, most: 9}"
    )
    with pytest.raises(BatchError, match="stop_when: 'price_peak' is 2 numbers a run"):
        run_experiment(write(stop), tmp_path / "stop", executor=Inline())
