"""Lost output, worked by hand."""

import pytest

from tests.measures.synthetic import WEEKS, blank, scenario, tree, value
from tradesim.measures.output import output_lost, output_lost_share
from tradesim.measures.recording import Recording
from tradesim.scenario.schema import Scenario


def two_makers(**values: float) -> Recording:
    """A fab and a small line, whose output is worth so much a unit."""
    data = tree()
    fab = data["buyers"][0]
    line = fab | {"name": "Line", "output": 5}
    data["buyers"] = [
        maker | {"output_value": values.get(maker["name"], 0)} for maker in (fab, line)
    ]
    recording = blank(Scenario.model_validate(data))
    for panel in ("demand", "output"):
        recording.panels[panel][:, 0] = 10
        recording.panels[panel][:, 1] = 5
    recording.panels["output"][100:110, 0] = 4
    return recording


def test_what_demand_and_capacity_allow_is_wanted() -> None:
    recording = blank(scenario())
    recording.panels["demand"][...] = 10
    recording.panels["demand"][5] = 50  # capacity is 11
    recording.panels["output"][...] = 10
    recording.panels["output"][5] = 11
    recording.panels["output"][6] = 4
    share = output_lost_share(recording)
    assert share[0, 0] == pytest.approx(6 / (10 * (WEEKS - 1) + 11))
    assert output_lost_share(recording, slice(7, 20))[0, 0] == 0


def test_a_country_s_makers_weigh_by_the_value_of_their_output() -> None:
    figures = output_lost(two_makers(Fab=3e6, Line=2e6))
    lost = 60 / (10 * WEEKS)
    assert value(figures, "output_lost_share", actor="Fab") == pytest.approx(lost)
    assert value(figures, "output_lost_share", actor="Line") == 0
    assert value(figures, "output_lost_share", actor="") == pytest.approx(lost * 30 / 40)
    assert value(figures, "output_lost_weeks") == pytest.approx(6 * 30 / 40)
    assert value(figures, "output_lost_value") == pytest.approx(180)


def test_they_weigh_equally_where_a_value_is_missing() -> None:
    figures = output_lost(two_makers(Fab=3e6))
    assert value(figures, "output_lost_weeks") == pytest.approx(3)
    assert "output_lost_value" not in {figure.name for figure in figures}


def test_output_worth_less_than_a_dollar_is_worth_something() -> None:
    figures = output_lost(two_makers(Fab=0.5, Line=0.25))
    assert value(figures, "output_lost_value") == pytest.approx(60 * 0.5 / 1e6)
