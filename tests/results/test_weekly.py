"""The weekly table."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import tradesim
from tradesim.measures.outcome_definitions import OUTCOMES
from tradesim.records.outcomes import outcomes
from tradesim.records.weekly import COLUMNS, WeeklyTable

PLACES = ["outcome", "item", "origin", "destination", "actor", "unit"]

ONLY_WHERE_THERE_IS_ONE = {
    "in_force_by_rule",
    "duty_levied",
    "grants_allocated",
    "grants_bound",
    "grants_disbursed",
    "tension",
    "escalation",
    "price_fob",
    "price_cif",
    "landed_price",
    "control_rent",
    "output_of_usual",
}
"""Outcomes of tariffs, programmes, diplomacy, prices and many firms: this world has none."""


def long(result: tradesim.Result) -> pd.DataFrame:
    """Return every week of every run, one number a row."""
    tables = list(WeeklyTable(result.recording).arrow_tables())
    return pa.concat_tables(tables).to_pandas(date_as_object=False)


def test_a_row_is_one_number_of_one_week(result: tradesim.Result) -> None:
    weekly = long(result)
    assert tuple(weekly.columns) == COLUMNS
    assert not weekly.duplicated(["replicate", "date", *PLACES]).any()
    sizes = weekly.groupby(["replicate", *PLACES], observed=True).size()
    assert (sizes == result.recording.weeks).all()
    assert all(weekly[place].dtype == "category" for place in PLACES)


def test_bands_are_those_of_every_run(result: tradesim.Result) -> None:
    every = long(result).groupby([*PLACES, "date"], observed=True, sort=False)["value"]
    weekly = result.weekly.set_index([*PLACES, "date"])
    for column, expected in {
        "mean": every.mean(), "p05": every.quantile(0.05), "p50": every.median(),
        "p95": every.quantile(0.95),
    }.items():  # fmt: skip
        found = expected.loc[weekly.index]
        assert np.allclose(weekly[column], found, rtol=1e-12, equal_nan=True), column


def test_the_run_that_is_kept_whole_is_one_of_them(result: tradesim.Result) -> None:
    alone = long(result)
    alone = alone[alone["replicate"] == result.records.number].set_index([*PLACES, "date"])
    weekly = result.weekly.set_index([*PLACES, "date"])
    assert np.array_equal(weekly["run"], alone.loc[weekly.index, "value"], equal_nan=True)


def test_numbers_are_those_of_the_recording(result: tradesim.Result) -> None:
    weekly, recording = result.weekly, result.run(2)
    rows = weekly[
        (weekly["outcome"] == "imports")
        & (weekly["item"] == "acid")
        & (weekly["origin"] == "AAA")
        & (weekly["destination"] == "BBB")
    ]
    flow = next(
        row
        for row, flow in enumerate(recording.flows)
        if recording.layout.suppliers[flow.supplier].name == "Alpha Chemicals"
        and flow.destination == "BBB"
    )
    assert (rows["actor"] == "Alpha Chemicals").all()
    assert (rows["unit"] == "t/week").all()
    every = result.recording.panels["arrivals"][:, flow]
    assert np.array_equal(every[:, 2], recording.panels["arrivals"][:, flow, 0])
    assert np.allclose(rows["mean"], every.mean(axis=1), rtol=1e-12)
    assert (rows["date"].to_numpy() == recording.layout.calendar.mondays).all()


def test_what_a_country_supplies_itself_with_is_no_import(result: tradesim.Result) -> None:
    weekly = result.weekly
    imports = weekly[weekly["outcome"] == "imports"]
    domestic = weekly[weekly["outcome"] == "domestic_supply"]
    assert (imports["origin"].astype(str) != imports["destination"].astype(str)).all()
    assert (domestic["origin"].astype(str) == domestic["destination"].astype(str)).all()
    both = imports["mean"].sum() + domestic["mean"].sum()
    assert both == pytest.approx(result.recording.panels["arrivals"].sum() / result.replicates)


def test_sourcing_shares_of_a_market_sum_to_one(result: tradesim.Result) -> None:
    weekly = result.weekly
    shares = weekly[weekly["outcome"] == "sourcing_share"]
    market = ["date", "item", "destination"]
    sums = shares.groupby(market, observed=True)["run"].sum(min_count=1).dropna()
    assert len(sums) > 100
    assert np.allclose(sums, 1.0)


def test_output_and_what_is_lost_of_it_are_what_was_wanted(result: tradesim.Result) -> None:
    by_name = {outcome.name: outcome for outcome in outcomes(result.recording)}
    lost, output = by_name["output_lost"].values, by_name["output"].values
    assert lost.max() > 0.0
    assert (lost >= 0.0).all()
    assert (lost + output <= result.recording.panels["demand"] * (1 + 1e-12)).all()


def test_every_outcome_is_defined_with_its_unit(result: tradesim.Result) -> None:
    found = outcomes(result.recording)
    names = [outcome.name for outcome in found]
    assert names == [name for name in OUTCOMES if name in names]
    assert {*OUTCOMES} - {*names} == ONLY_WHERE_THERE_IS_ONE
    for outcome in found:
        kind = OUTCOMES[outcome.name].unit.replace("{unit}", "")
        assert all(unit.endswith(kind) or unit.startswith(kind) for unit in outcome.units)
        assert outcome.values.shape[1] == len(outcome.places) == len(outcome.units)
