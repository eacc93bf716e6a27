"""The worst weeks, and what hangs on goods and plants, worked out by hand."""

import pytest

from tests.measures.synthetic import blank, scenario, value
from tradesim.measures.summary import measure_all


def test_the_worst_twentieth_of_weeks_is_at_risk() -> None:
    # 0.05 * 156 weeks are 8: four in which all is lost, and four of the six in which half is
    recording = blank(scenario())
    recording.panels["demand"][...] = 10
    recording.panels["output"][...] = 10
    recording.panels["output"][40:44] = 0
    recording.panels["output"][90:96] = 5
    measures = measure_all(recording)
    assert value(measures, "output_at_risk", destination="BBB") == pytest.approx(0.5)
    shortfall = value(measures, "output_expected_shortfall", destination="BBB")
    assert shortfall == pytest.approx((4 * 1 + 4 * 0.5) / 8)


def test_output_hangs_on_a_critical_good_its_imports_and_its_plants() -> None:
    measures = measure_all(blank(scenario()))
    assert value(measures, "item_criticality", item="acid") == pytest.approx(1.0)
    assert value(measures, "item_exposure", item="acid") == pytest.approx(0.4 + 0.2 + 0.1)
    plants = {m.actor: m.values[0] for m in measures if m.name == "plant_criticality"}
    assert plants == {"Foreign": 0.4, "Sister": 0.2, "Home": 0.3, "Third": 0.1}
