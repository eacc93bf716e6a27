"""The records of a run in its folder."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import tradesim
from tradesim.errors import RecordsError
from tradesim.records.folder import EVERY_RUN, read_records
from tradesim.results import forecast
from tradesim.scenario import Scenario, apply


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> tradesim.Result:
    return tradesim.run(scenario, replicates=5)


@pytest.fixture(scope="module")
def folder(result: tradesim.Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("records") / "run"
    return result.write(target, figures=False, every_run=True)


def test_what_is_read_is_what_was_written(result: tradesim.Result, folder: Path) -> None:
    ours, read = result.records, read_records(folder)
    assert (read.number, read.distance) == (ours.number, ours.distance)
    for name in ("weekly", "monthly"):
        one, two = getattr(ours, name), getattr(read, name)
        assert one.keys == two.keys
        assert np.array_equal(one.values, two.values, equal_nan=True)
        assert np.array_equal(one.dates, two.dates)
    for name in ("measures", "facts"):
        pairs = zip(getattr(ours, name), getattr(read, name), strict=True)
        assert all(
            one.key == two.key and np.array_equal(one.values, two.values, equal_nan=True)
            for one, two in pairs
        )
    assert read.events.astype(str).equals(ours.events.astype(str))


def test_a_run_of_a_folder_is_lived_again(result: tradesim.Result, folder: Path) -> None:
    ours, theirs = result.run(2), read_records(folder).run(2)
    assert all(np.array_equal(ours.panels[name], theirs.panels[name]) for name in ours.panels)


def test_every_run_is_written_when_it_is_asked_for(result: tradesim.Result, folder: Path) -> None:
    file = pq.ParquetFile(folder / EVERY_RUN)
    assert file.num_row_groups == result.replicates
    table = file.read().to_pandas()
    assert set(table["replicate"]) == set(range(5))
    one = table[(table["replicate"] == 4) & (table["outcome"] == "stock")]
    stock = result.recording.panels["stock"][:, :, 4]
    assert np.array_equal(one["value"].to_numpy(), stock.T.ravel())
    assert "deliveries" in set(table["outcome"])


def test_every_run_has_its_months(result: tradesim.Result, folder: Path) -> None:
    table = pq.read_table(folder / "trade.parquet").to_pandas()
    imports = table[table["flow"] == "imports"]
    runs = np.stack(imports["quantity"].to_numpy())
    trade = result.records.trade["imports"].runs()
    assert np.allclose(runs, trade.quantity.reshape(runs.shape), rtol=1e-7)
    months = pd.read_csv(folder / "monthly_imports.csv")
    assert np.allclose(runs.mean(axis=1), months["quantity"], rtol=1e-6)


def test_a_run_of_a_forecast_draws_what_it_drew(scenario: Scenario, tmp_path: Path) -> None:
    result = forecast(apply(scenario, {"start": "2018-07-02"}), replicates=3)
    folder = result.write(tmp_path / "forecast", figures=False)
    read = read_records(folder)
    assert read.again.irregular == result.records.again.irregular
    assert read.again.irregular is not None
    assert read.again.irregular.shown
    ours, theirs = result.run(1), read.run(1)
    assert all(np.array_equal(ours.panels[name], theirs.panels[name]) for name in ours.panels)


def test_a_forecast_that_does_not_say_how_months_scatter_in_its_runs_is_refused(
    scenario: Scenario, tmp_path: Path
) -> None:
    """Older versions learnt it from all runs whenever they were lived again."""
    folder = forecast(scenario, replicates=2).write(tmp_path / "forecast", figures=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["irregular"]["shown"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RecordsError, match=r"scatter.*Run the scenario again"):
        read_records(folder)
