"""Monthly imports and the summary."""

import json

import numpy as np
import pandas as pd
import pytest

import tradesim
from tradesim.results.tables import MONTHLY_COLUMNS, SUMMARY_COLUMNS, summary_document
from tradesim.scenario import Scenario


def test_months_have_means_and_bands_in_order(result: tradesim.Result) -> None:
    monthly = result.monthly_imports
    assert tuple(monthly.columns) == MONTHLY_COLUMNS
    assert monthly["month"].iloc[0] == pd.Timestamp("2019-02-01")  # January starts on a Tuesday
    assert (monthly["quantity_p05"] <= monthly["quantity_p95"]).all()
    late = monthly[monthly["month"] >= "2020-01-01"]
    assert (late["value_p05"] < late["value_p95"]).any()
    assert not monthly.duplicated(["month", "customs_group", "destination", "origin"]).any()


def test_the_world_is_the_sum_of_origins(result: tradesim.Result) -> None:
    monthly = result.monthly_imports
    market = ["month", "customs_group", "destination"]
    world = monthly[monthly["origin"] == "WLD"].groupby(market)["quantity"].sum()
    parts = monthly[monthly["origin"] != "WLD"].groupby(market)["quantity"].sum()
    assert len(world) > 30
    assert np.allclose(world, parts)


def test_imports_of_a_month_at_rest_are_those_of_its_days(result: tradesim.Result) -> None:
    monthly = result.monthly_imports
    rows = monthly[
        (monthly["customs_group"] == "acids")
        & (monthly["origin"] == "AAA")
        & (monthly["month"] == "2019-04-01")
    ]
    assert rows["quantity"].item() == pytest.approx(80 * 30 / 7)
    assert rows["value_usd_m"].item() == pytest.approx(80 * 30 / 7 * 2000 / 1e6)
    assert rows["unit"].item() == "t"


def test_a_measure_has_its_band_and_its_definition(result: tradesim.Result) -> None:
    summary = result.summary
    assert tuple(summary.columns) == SUMMARY_COLUMNS
    chosen = (summary["measure"] == "licences_filed") & (summary["item"] == "acid")
    row = summary[chosen].iloc[0]
    filed = result.recording.panels["filed"]
    names = [control.item for _, control in result.recording.layout.control_list]
    rows = [number for number, item in enumerate(names) if item == "acid"]
    by_run = filed[:, rows].sum(axis=(0, 1))
    assert row["mean"] == pytest.approx(by_run.mean())
    assert row["p05"] <= row["p50"] <= row["p95"]
    assert row["unit"] == "applications"
    assert "Applications" in row["definition"]


def test_the_document_says_the_same_and_has_no_numbers_that_json_lacks(
    result: tradesim.Result,
) -> None:
    document = json.loads(json.dumps(summary_document(result.recording), allow_nan=False))
    assert len(document["measures"]) == len(result.summary)
    names = {measure["measure"] for measure in document["measures"]}
    assert set(document["definitions"]) == names
    assert "definition" not in document["measures"][0]


def test_a_world_without_foreign_trade_has_tables_too(scenario: Scenario) -> None:
    maker = scenario.buyers[1]
    need = maker.needs[0].model_copy(update={"candidates": []})
    alone = scenario.model_copy(
        update={
            "buyers": [maker.model_copy(update={"needs": [need]})],
            "suppliers": [scenario.suppliers[0]],
            "items": [scenario.items[0]],
            "policies": [],
            "shocks": [],
            "variants": {},
        }
    )
    result = tradesim.run(alone)
    assert len(result.monthly_imports) == 0
    assert len(result.weekly) > 0
    assert len(result.summary) > 0
