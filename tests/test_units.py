"""Units: what one is of another, and what is not converted."""

import pytest

from tradesim.units import converted, duration, weeks


@pytest.mark.parametrize(
    ("value", "found", "meant", "number"),
    [
        (4.6, "t/month", "kg/week", 1057.9),
        (1000, "m2/year", "m2/week", 19.165),
        (2, "USD/kg", "USD/t", 2000),
        (3, "thousand USD/t", "USD/t", 3000),
        (5, "tonnes", "kg", 5000),
        (12, "wafers/day", "wafer/week", 84),
        (1, "100 kg", "kg", 100),
        (30, "%", "share", 0.3),
        (10, "working days", "week", 2),
        (7, "thousand wafers/week", "wafer/week", 7000),
    ],
)
def test_a_number_is_converted_within_its_kind(
    value: float, found: str, meant: str, number: float
) -> None:
    assert converted(value, found, meant) == pytest.approx(number, rel=1e-4)


@pytest.mark.parametrize(
    ("found", "meant"),
    [("t/month", "m2/week"), ("t", "t/week"), ("ton", "t"), ("mt", "t"), ("", "t"), ("EUR", "USD")],
)
def test_what_is_not_of_one_kind_is_not_converted(found: str, meant: str) -> None:
    assert converted(1.0, found, meant) is None


def test_a_month_is_a_twelfth_of_a_year() -> None:
    assert weeks(12, "months") == pytest.approx(weeks(1, "year"))
    assert weeks(1, "tonne") is None


@pytest.mark.parametrize("text", ["45 working days", "45 Working  days", " 45 working day "])
def test_a_duration_is_a_number_and_its_unit(text: str) -> None:
    read = duration(text)
    assert read is not None
    assert weeks(*read) == 9


@pytest.mark.parametrize("text", ["45", "45 t", "working days", "1,5 weeks", "2 weeks ago"])
def test_another_text_is_no_duration(text: str) -> None:
    assert duration(text) is None
