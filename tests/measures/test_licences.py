"""Licences, counted by hand."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from tests.measures.synthetic import CURB, acid, blank, scenario, value
from tradesim.measures.licences import licences_granted, market_licences
from tradesim.measures.recording import Recording

LIST = CURB | {"kind": "white_list", "name": "list", "listed_items": ["acid", "feed"]}
del LIST["items"]


@pytest.fixture
def recording() -> Recording:
    """Rows: the curb on acid, the list's acid, the list's feed."""
    recording = blank(scenario(CURB, LIST))
    panels: dict[str, Any] = recording.panels
    panels["filed"][80, 0] = 4
    panels["granted"][90, 0] = 2
    panels["granted"][92, 1] = 1
    panels["granted"][92, 2] = 7
    panels["refused"][95, 0] = 1
    panels["waited"][90, 0] = 20
    panels["waited"][92, 1] = 12
    panels["waited"][95, 0] = 15
    return recording


def test_the_controls_of_one_country_on_an_item_count_together(recording: Recording) -> None:
    figures = market_licences(acid(recording))
    assert {figure.origin for figure in figures} == {"AAA"}
    assert value(figures, "licences_filed") == 4
    assert value(figures, "licences_granted") == 3
    assert value(figures, "licences_refused") == 1
    assert value(figures, "licence_waiting_weeks") == 47 / 4


def test_no_decision_is_no_wait() -> None:
    figures = market_licences(acid(blank(scenario(CURB))))
    assert np.isnan(value(figures, "licence_waiting_weeks"))


def test_licences_are_counted_by_a_date_an_item_and_a_control(recording: Recording) -> None:
    monday = recording.layout.calendar.monday(92)
    assert licences_granted(recording).tolist() == [10]
    assert licences_granted(recording, monday).tolist() == [2]
    assert licences_granted(recording, monday + dt.timedelta(3)).tolist() == [10]
    assert licences_granted(recording, items=["acid"]).tolist() == [3]
    assert licences_granted(recording, policies=["list"]).tolist() == [8]
    assert licences_granted(recording, dt.date(2000, 1, 1)).tolist() == [0]
