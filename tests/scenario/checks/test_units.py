"""Units that are the item's own."""

import pytest

from tests.scenario.conftest import Report


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "capacity: 1000",
            "capacity: {value: 1000, unit: t/week}",
            "line 41, suppliers[2].capacity.unit: 't/week' is given, but 'm2/week' is meant.",
        ),
        (
            "unit: USD/t}",
            "unit: USD/kg}",
            (
                "line 30, suppliers[0].price: 'USD/kg' is given, but 'USD/t' is meant. "
                "Write {value: 2000000, unit: USD/t}."
            ),
        ),
        (
            "unit: wafer/week}",
            "unit: chip/week}",
            "line 54, buyers[0].output.unit: 'chip/week' is given, but 'wafer/week' is meant.",
        ),
        (
            "unit: m2/week}",
            "unit: t/week}",
            "line 111, policies[2].capacity_added.unit: 't/week' is given, but 'm2/week' is meant.",
        ),
        (
            "baseline_use: {value: 100, unit: t/week}",
            "baseline_use: {value: 5200, unit: t/year}",
            (
                "line 58, buyers[0].needs[0].baseline_use: 5200 is in 't/year', but "
                "'t/week' is meant. Write {value: 99.66, unit: t/week}."
            ),
        ),
        (
            "customs_group: films",
            "customs_group: acids",
            (
                "line 22, items[1].unit: 'm2' is not the unit of customs group 'acids': 'acid' is "
                "counted in t. Items of one group share a unit."
            ),
        ),
        (
            "capacity: 1000",
            "capacity: {value: 1000, range: [1100, 1200]}",
            (
                "line 41, suppliers[2].capacity.range: the value 1000 does not lie between "
                "1100 and "
                "1200."
            ),
        ),
        (
            "capacity: 1000",
            "capacity: {value: 1000, range: [1200, 900]}",
            (
                "line 41, suppliers[2].capacity.range: the range ends before it begins. Write "
                "[900, 1200], the lower end first."
            ),
        ),
    ],
)
def test_units_that_do_not_agree(report: Report, old: str, new: str, message: str) -> None:
    assert report((old, new)) == [message]
