"""Two episodes that nobody lived: one world in two places, observed where its truth is known."""

from pathlib import Path

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.ensemble import Ensemble
from tradesim.evidence.leave_out.design import LeaveOutStudy, load_design
from tradesim.evidence.leave_out.folds import Bench
from tradesim.evidence.observed import Key, Observed, ObservedSeries
from tradesim.experiments.executors import Crew, Inline
from tradesim.measures.months import monthly_imports
from tradesim.scenario import Scenario, apply, load

WORLD = (REPOSITORY / "tests" / "worlds" / "two_countries.yaml").read_text(encoding="utf-8")

TRUTH = {"behaviour.alarm_stock_response": 4.0, "behaviour.distrust_weight": 0.5}

DESIGN = """
kind: common_design
name: trial
scenarios: [{scenarios}]
points: 12
replicates: 3
kept: 10
forecast_runs: 20
vary:
  behaviour.alarm_stock_response: {{unit: factor, range: [0, 5]}}
  behaviour.distrust_weight: {{unit: factor, range: [0, 6]}}
mechanisms:
  alarm: {{title: alarm, off: {{behaviour.alarm_stock_response: 0}}}}
  stores: {{title: room to store, off: {{items.*.maximum_cover_weeks: 5}}}}
"""


def observed_of(scenario: Scenario, truth: dict[str, float]) -> Observed:
    """Return the months of imports that a scenario has with some behaviour."""
    scenario = apply(scenario, dict(truth))
    imports = monthly_imports(next(Ensemble(scenario, range(8), block=8).recordings()))
    found: Observed = {}
    for place, (group, destination, origin) in enumerate(imports.rows):
        series = ObservedSeries(imports.units[place])
        for month, amounts in zip(imports.months, imports.quantity[:, place], strict=True):
            series.values["quantity"][f"{month:%Y-%m}"] = float(np.mean(amounts))
        found[Key(group, destination, origin)] = series
    return found


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> LeaveOutStudy:
    folder = tmp_path_factory.mktemp("episodes")
    files = []
    for name in ("here", "there"):
        file = folder / f"{name}.yaml"
        file.write_text(WORLD.replace("name: two_countries", f"name: {name}"), encoding="utf-8")
        files.append(str(file))
    design = folder / "design.yaml"
    design.write_text(DESIGN.format(scenarios=", ".join(files)), encoding="utf-8")
    return load_design(design)


@pytest.fixture(scope="session")
def observed(study: LeaveOutStudy) -> dict[str, Observed]:
    return {name: observed_of(scenario, TRUTH) for name, scenario in study.scenarios.items()}


@pytest.fixture
def bench(study: LeaveOutStudy, observed: dict[str, Observed], tmp_path: Path) -> Bench:
    return bench_in(tmp_path, study, observed)


def bench_in(folder: Path, study: LeaveOutStudy, observed: dict[str, Observed]) -> Bench:
    return Bench(study, observed, folder / "runs", Crew(Inline(), 1, 1, "this process"), None)


@pytest.fixture(scope="session")
def world() -> Scenario:
    return load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")
