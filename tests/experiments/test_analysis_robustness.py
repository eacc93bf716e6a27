"""Choices over what is not known: expected value, worst tenth, regret, good enough."""

from dataclasses import replace

import numpy as np
import pytest

from tests.experiments.made_runs import made_runs
from tradesim.experiments.analysis import Analysis, Threshold, analyse
from tradesim.experiments.analysis.pareto import Objective
from tradesim.experiments.analysis.robustness import robustness
from tradesim.experiments.analysis.runs import Runs
from tradesim.experiments.analysis.search import over_states
from tradesim.reporting.digest import digest

GRID = np.array([[lever, state] for lever in (0.0, 1.0) for state in (0.0, 1.0, 2.0)])
LOSS = Objective("disruption", "loss", "week", ("output_lost_weeks",), summed=True)


def with_roles(settings: np.ndarray = GRID) -> Runs:
    runs = made_runs(settings, {"only": lambda x, _: 4.0 * x[1] if x[0] == 0.0 else 3.0})
    first, second = runs.parameters
    roles = (replace(first, role="lever"), replace(second, role="uncertainty"))
    return replace(runs, parameters=roles, threshold=Threshold("output_lost_weeks", 3.5))


def test_each_choice_is_told_over_all_states() -> None:
    table = robustness(with_roles(), [LOSS]).set_index("a")
    assert table["states"].tolist() == [3, 3]
    assert table["expected"].tolist() == [4.0, 3.0]
    assert table["worst_tenth"].tolist() == [8.0, 3.0]
    assert table["mean_regret"].tolist() == pytest.approx([(0 + 1 + 5) / 3, 1.0])
    assert table["largest_regret"].tolist() == [5.0, 3.0]
    assert table["good_enough"].tolist() == pytest.approx([1 / 3, 1.0])


def test_regret_is_over_the_states_that_all_choices_met() -> None:
    table = robustness(with_roles(GRID[:-1]), [LOSS])
    assert table["shared_states"].tolist() == [2, 2]
    assert table["largest_regret"].tolist() == [1.0, 3.0]
    apart = with_roles(np.array([[0.0, 1.0], [1.0, 2.0]]))
    assert robustness(apart, [LOSS])["largest_regret"].isna().all()


def test_without_roles_nothing_is_told() -> None:
    runs = made_runs(GRID, {"only": lambda x, _: x[0]})
    assert robustness(runs, [LOSS]).empty


def test_the_worst_tenth_is_of_at_least_one() -> None:
    assert over_states(np.array([[1.0, 5.0, 2.0]]), "lower", "worst_tenth") == 5.0


def analysed(settings: np.ndarray) -> Analysis:
    """The analysis of runs with a second objective, so that options can be compared."""
    runs = with_roles(settings)
    frame = runs.frame.assign(spent=1.0 + runs.frame["a"])
    outcomes = (
        *runs.outcomes,
        replace(runs.outcomes[0], column="spent", measure="public_spending", unit="USD million"),
    )
    return analyse(replace(runs, frame=frame, outcomes=outcomes, threshold=None))


def test_the_digest_tells_choices_not_points() -> None:
    found = analysed(GRID)
    titles = {section.title: section for section in digest(found)}
    assert any(title.startswith("Choices over what is not known") for title in titles)
    options = titles["Efficient options"]
    assert options.columns[:2] == ("variant", "a")
    assert "b" not in options.columns
    assert set(found.pareto["points"]) == {3}


@pytest.mark.parametrize(("settings", "apart"), [(GRID, False), (GRID[:-1], True)])
def test_choices_that_met_different_states_are_told_with_caution(
    settings: np.ndarray, apart: object
) -> None:
    chosen = [
        section.note
        for section in digest(analysed(settings))
        if section.title.startswith(("Choices over", "Efficient options"))
    ]
    assert len(chosen) == 3
    assert all(("a difference may be theirs" in meaning) is apart for meaning in chosen)
