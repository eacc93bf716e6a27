"""The table of events."""

from itertools import pairwise

import numpy as np
import pandas as pd

import tradesim
from tradesim.records.events import events_frame
from tradesim.results import run_points
from tradesim.scenario import Scenario


def of_policy(events: pd.DataFrame, name: str) -> list[tuple[str, str]]:
    rows = events[events["replicate"].isna() & events["detail"].str.startswith(f"{name} (")]
    return [
        (f"{date:%Y-%m-%d}", kind) for date, kind in zip(rows["date"], rows["kind"], strict=True)
    ]


def test_every_date_of_a_policy_is_there_once_however_many_replicates(
    result: tradesim.Result,
) -> None:
    assert of_policy(result.events, "acid curb") == [
        ("2019-07-01", "policy announced"),
        ("2019-07-04", "policy in force"),
        ("2020-01-06", "policy amended"),
        ("2021-03-01", "policy lifted"),
    ]
    assert of_policy(result.events, "list removal") == [
        ("2019-08-02", "policy decided"),
        ("2019-08-07", "policy promulgated"),
        ("2019-08-28", "policy in force"),
        ("2021-06-01", "policy restored"),
    ]
    assert of_policy(result.events, "boom") == [
        ("2020-03-02", "shock began"),
        ("2020-12-28", "shock ended"),
    ]


def test_columns_say_who_did_what_to_whom(result: tradesim.Result) -> None:
    events = result.events
    columns = ["date", "actor", "kind", "target", "item", "detail", "replicate"]
    assert list(events.columns) == columns
    first = events.iloc[0]
    assert list(first[["actor", "target", "item"]]) == ["AAA", "BBB", "acid"]
    decided = events[events["kind"] == "licence granted"].iloc[0]
    assert list(decided[["actor", "target"]]) == ["AAA", "Beta Devices"]
    assert decided["detail"].startswith("Alpha Chemicals, after ")


def test_every_event_of_the_log_is_there_by_date_and_replicate(result: tradesim.Result) -> None:
    events = events_frame(result.recording)
    logged = events[events["replicate"].notna()]
    assert len(logged) == len(result.recording.events)
    assert set(logged["replicate"]) == {0, 1, 2}
    order = list(zip(events["date"], events["replicate"].fillna(-1), strict=True))
    assert all(earlier <= later for earlier, later in pairwise(order))


def test_a_result_tells_the_events_of_the_run_that_is_kept_whole(result: tradesim.Result) -> None:
    number = result.records.number
    every = events_frame(result.recording)
    own = every[every["replicate"].isna() | (every["replicate"] == number)]
    assert len(own) < len(every)
    assert result.events.astype(str).values.tolist() == own.astype(str).values.tolist()


def test_decisions_are_counted_as_in_the_panels(result: tradesim.Result) -> None:
    counts = events_frame(result.recording)["kind"].value_counts()
    panels = result.recording.panels
    granted = counts["licence granted"] + counts.get("licence granted in part", 0)
    assert granted == panels["granted"].sum() > 0
    assert counts["licence refused"] == panels["refused"].sum() > 0
    assert counts["licence applied for"] == panels["filed"].sum()


def test_both_engines_tell_the_same(scenario: Scenario) -> None:
    agents, ensemble = (
        tradesim.run(scenario, replicates=2, engine=engine) for engine in ("mesa", "ensemble")
    )
    pd.testing.assert_frame_equal(agents.events, ensemble.events)


def test_a_world_without_policies_has_an_empty_table(scenario: Scenario) -> None:
    calm = scenario.model_copy(update={"policies": [], "shocks": [], "variants": {}})
    events = tradesim.run(calm).events
    assert len(events) == 0
    assert "replicate" in events


def test_a_date_that_varies_by_run_is_an_event_of_each_run(scenario: Scenario) -> None:
    dates = np.array(["2019-07-04", "2019-09-05"], dtype="datetime64[D]")
    result = run_points(scenario, {"policies.acid curb.effective": dates}, replicates=2)
    events = result.events
    curb = events["detail"] == "acid curb (individual export licences)"
    rows = events[(events["kind"] == "policy in force") & curb]
    assert rows["replicate"].tolist() == [0, 1]
    assert rows["date"].dt.date.astype(str).tolist() == ["2019-07-04", "2019-09-05"]
