"""Runs of a large world: what is kept of them, what it says, and how they are run again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tradesim
from tradesim.errors import RecordsError
from tradesim.measures.firm_output import FirmWeeks, group_losses
from tradesim.measures.summary import measure_all
from tradesim.measures.usual import Usual
from tradesim.records.folder import again_of, read_records
from tradesim.reporting.report.source import read_run
from tradesim.scenario import Scenario
from tradesim.scenario.synthetic import WorldSize, synthetic_tree
from tradesim.world.build import build_world


@pytest.fixture
def scenario(monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """Return a world of 40 firms, of which 30 are held to be many."""
    monkeypatch.setattr("tradesim.scenario.size.MOST_FIRMS", 30)
    return Scenario.model_validate(synthetic_tree(WorldSize(buyers=25, suppliers=15)))


def run(scenario: Scenario, replicates: int = 1) -> tradesim.Result:
    return tradesim.run(scenario, replicates=replicates, engine="ensemble")


def test_what_is_kept_does_not_grow_with_the_firms(scenario: Scenario) -> None:
    result = run(scenario)
    groups = len({p.item for p in scenario.suppliers}) + 1 + len(scenario.countries)
    worst = [each for each in result.records.measures if each.name == "firm_output_lost"]
    assert len(result.records.weekly.keys) <= groups + 3 + len(worst)
    assert result.records.trade == {}
    assert result.records.condensed


def test_its_measures_are_those_of_the_weeks_of_every_firm(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {each.key: each.values for each in run(scenario).records.measures}
    whole = tradesim.run(scenario, replicates=1, engine="mesa").recording
    assert kept == {each.key: each.values for each in measure_all(whole) if each.key in kept}
    monkeypatch.setattr("tradesim.scenario.size.MOST_FIRMS", 40)
    assert not {each.name for each in measure_all(whole)} & {key[0] for key in kept}


def test_a_firm_that_stops_is_hit_worst(scenario: Scenario) -> None:
    plant = max(scenario.suppliers, key=lambda each: each.capacity.value)
    shock = {
        "kind": "supply_shock",
        "name": "fire",
        "suppliers": [plant.name],
        "date": "2001-06-04",
        "lost_share": 1.0,
        "repair_weeks": 20,
    }
    tree = scenario.model_dump() | {"shocks": [shock], "policies": []}
    result = run(Scenario.model_validate(tree))
    worst = [each for each in result.records.measures if each.name == "firm_output_lost"]
    assert worst[0].actor == plant.name
    weekly = result.weekly
    during = weekly[(weekly["actor"] == plant.name) & (weekly["date"] == "2001-07-02")]
    assert during["mean"].tolist() == [0.0]


def test_several_runs_are_measured_as_each_alone(scenario: Scenario) -> None:
    many = run(scenario, 3).records
    for replicate in range(3):
        usual, weeks = _firms(scenario, replicate)
        for figure in group_losses(weeks):
            kept = next(each for each in many.measures if each.key == figure.key)
            assert kept.values[replicate] == figure.values[0] or np.isnan(figure.values[0])
        assert usual.names[0] == "chipmaker 1"


def _firms(scenario: Scenario, replicate: int) -> tuple[Usual, FirmWeeks]:
    usual = Usual.of(build_world(scenario, scenario.seed, [replicate]))
    again = run(scenario, 3).records.again
    panels = again.run(replicate).panels
    made = panels["output"], panels["demand"], panels["production"]
    return usual, FirmWeeks(usual, (replicate,), *made)


def test_its_folder_says_how_it_is_run_again(scenario: Scenario, tmp_path: Path) -> None:
    result = run(scenario)
    folder = result.write(tmp_path / "run", figures=True)
    names = {path.name for path in folder.iterdir()}
    assert {"firms.jsonl.zst", "worst_hit.csv", "weekly.parquet", "summary.json"} <= names
    assert not {"figures", "monthly_imports.csv", "trade.parquet"} & names
    again = again_of(folder)
    assert again.scenario == scenario
    repeated = run(again.scenario)
    assert repeated.manifest["scenario_sha256"] == result.manifest["scenario_sha256"]
    assert np.array_equal(
        repeated.records.weekly.values, result.records.weekly.values, equal_nan=True
    )
    table = pd.read_csv(folder / "worst_hit.csv")
    assert list(table["output_lost_share"]) == sorted(table["output_lost_share"], reverse=True)


def test_what_needs_every_firm_says_that_it_has_them_not(
    scenario: Scenario, tmp_path: Path
) -> None:
    folder = run(scenario).write(tmp_path / "run")
    with pytest.raises(RecordsError, match="kept by sector, country and tier"):
        read_records(folder)
    with pytest.raises(RecordsError, match="kept by sector, country and tier"):
        read_run(folder)


def test_rounding_hits_no_firm(scenario: Scenario) -> None:
    calm = [b.model_copy(update={"noise": b.noise.model_copy(update={"value": 0.0})})
            for b in scenario.buyers]  # fmt: skip
    still = scenario.model_copy(update={"policies": [], "shocks": [], "buyers": calm})
    kept = run(still).records.measures
    assert not [each.actor for each in kept if each.name == "firm_output_lost"]
    lost = [each.values for each in kept if each.name == "sector_output_lost"]
    assert lost
    assert not np.nan_to_num(np.concatenate(lost)).any()


def test_firms_that_are_cut_off_are_told(scenario: Scenario, tmp_path: Path) -> None:
    folder = run(scenario).write(tmp_path / "run")
    (folder / "firms.jsonl.zst").write_bytes(b"no such thing")
    with pytest.raises(RecordsError, match=r"firms\.jsonl\.zst: it cannot be read"):
        again_of(folder)
