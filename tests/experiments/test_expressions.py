"""Measures of one's own: formulas over summary measures, and nothing but formulas."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.experiments.conftest import SMALL
from tradesim.errors import ExperimentError
from tradesim.experiments import read_batch, run_experiment
from tradesim.experiments.analysis import analyse, runs_of
from tradesim.experiments.executors import Inline
from tradesim.experiments.expressions import ExpressionError, parsed
from tradesim.experiments.loading import load_experiment

TABLES = {
    "a": np.array([[1.0, 4.0]]),
    "b": np.array([[1.0, 2.0], [3.0, 5.0]]),
    "b[item=x, destination=AAA]": np.array([[3.0, 5.0]]),
}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a + 1", [2.0, 5.0]),
        ("-a ** 2 / 2", [-0.5, -8.0]),
        ("sum(b) - mean(b)", [2.0, 3.5]),
        ("max(b) * b[item=x, destination=AAA]", [9.0, 25.0]),
        ("where(a > 2, sqrt(a), 0)", [0.0, 2.0]),
        ("min(a, 2, abs(-3))", [1.0, 2.0]),
        ("a / (a - 1)", [np.nan, 4.0 / 3.0]),
    ],
)
def test_a_formula_is_worked_out_run_by_run(text: str, values: list[float]) -> None:
    assert parsed(text).values(TABLES) == pytest.approx(values, nan_ok=True)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')", "a.b", "sum + a", "[a for a in b]", "lambda: a", "'a'",
        "a if a else b", "open(a)", "sum(a, b=1)", "a; b", "a and b", "1 + 2", "a :=",
        "a < 1 < 2", "sqrt(a, a)", "-" * 40 + "a", "a" * 2000, "True + a", "9j * a",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parsed(text)


def test_a_measure_of_several_columns_must_say_what_of_them() -> None:
    with pytest.raises(ExpressionError, match=r"'b' has 2 columns: .*'sum\(b\)'"):
        parsed("b + 1").values(TABLES)


OWN = """\
measures:
  loss_beside_spending:
    formula: "sum(output_lost_weeks) + 0.001 * sum(unmet_need)"
    unit: weeks
show: [loss_beside_spending]
threshold: {outcome: loss_beside_spending, above: 0.5}
"""


def test_an_experiment_analyses_measures_of_its_own(
    write: Callable[..., Path], tmp_path: Path
) -> None:
    text = SMALL.replace("samples: 30", "samples: 6").replace(
        "[summary, monthly_imports]", "[hhi_by_country_end]"
    )
    folder = run_experiment(write(text + OWN), tmp_path / "out", executor=Inline()).folder
    runs = runs_of(read_batch(folder))
    lost = [name for name in runs.columns if name.startswith("output_lost_weeks[")]
    need = [name for name in runs.columns if name.startswith("unmet_need[")]
    losses, needs = (sum(runs.column(name) for name in names) for names in (lost, need))
    told = losses + 0.001 * needs
    assert runs.column("loss_beside_spending").tolist() == pytest.approx(told.tolist())
    found = analyse(runs)
    assert [outcome.column for outcome in found.shown] == ["loss_beside_spending"]
    rows = found.distributions.set_index("outcome").loc["loss_beside_spending"]
    assert set(rows["unit"]) == {"weeks"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("sum(output_lost_weeks)", "sum(output_lost_week)", "Did you mean 'output_lost_weeks'"),
        ("sum(output_lost_weeks)", "open(x)", "no function open"),
        ("  loss_beside_spending:\n", "  unmet_need:\n", "is a measure already"),
        ("show: [loss", "show: [lost", "Did you mean 'loss_beside_spending'"),
    ],
)
def test_what_is_wrong_with_one_is_told(
    write: Callable[..., Path], before: str, after: str, said: str
) -> None:
    with pytest.raises(ExperimentError) as caught:
        load_experiment(write(SMALL + OWN.replace(before, after, 1)))
    assert said in str(caught.value)
