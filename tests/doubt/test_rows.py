"""What rows a world has does not hang on what a run drew."""

from __future__ import annotations

import numpy as np
import pytest

from tests.source_tree import REPOSITORY
from tradesim.doubt.judged import judged_figures
from tradesim.measures.recording import Recording
from tradesim.records.again import Again
from tradesim.records.outcomes import each_outcome
from tradesim.scenario import Scenario, load

SCENARIOS = ("2010_rare_earths", "2023_lithography", "taiwan_relocation")


def _series(recording: Recording) -> list[tuple[str, object]]:
    outcomes = each_outcome(recording, links=False)
    return [(outcome.name, place) for outcome in outcomes for place in outcome.places]


def _with_freight_in_doubt(scenario: Scenario) -> Scenario:
    freight = {"value": 0.05, "judgement": "a test", "range": (0, 0.1)}
    data = scenario.model_dump(exclude_unset=True)
    exporter, user = scenario.suppliers[0].country, scenario.buyers[0].country
    assert exporter != user
    route = {"origin": exporter, "destination": user, "lead_time_weeks": 4}
    data["routes"] = [{**route, "freight_share": freight}]
    return Scenario.model_validate(data)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_run_lived_alone_has_the_series_that_all_runs_together_have(name: str) -> None:
    scenario = _with_freight_in_doubt(load(REPOSITORY / "scenarios" / f"{name}.yaml"))
    judged = judged_figures(scenario)
    ends = {each.path: np.array([each.range.low, each.range.high]) for each in judged}
    values = {
        each.path: np.clip(ends[each.path], each.range.floor, each.range.ceiling) for each in judged
    }
    assert any((column == 0.0).any() for column in values.values())
    again = Again(scenario, 1, (0, 1), values=values)
    together = _series(again.everything())
    assert [_series(again.run(number)) == together for number in (0, 1)] == [True, True]
