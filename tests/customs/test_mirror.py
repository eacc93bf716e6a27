"""Partners' exports arrive as imports, later by the journey."""

import pytest

from tests.customs.conftest import Reader, rows

HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m,flow\n"


def exports(*quantities: float) -> str:
    return "".join(
        f"2019-{month:02d},salt,KOR,JPN,{quantity:g},t,{quantity / 10:g},exports\n"
        for month, quantity in enumerate(quantities, start=1)
    )


def test_without_a_journey_exports_arrive_in_their_month(trade: Reader) -> None:
    found = trade(HEADING + exports(10, 20)).mirrored(0)
    assert rows(found, "month", "flow", "quantity", "flag") == [
        ("2019-01", "imports", 10.0, "mirror"),
        ("2019-02", "imports", 20.0, "mirror"),
    ]


def test_a_journey_of_weeks_moves_that_much_to_later_months(trade: Reader) -> None:
    found = trade(HEADING + exports(31, 28, 31)).mirrored(1)
    # of January's 31 days, the last 7 arrive in February; of February's 28, the last 7 in March
    assert rows(found, "month", "quantity", "value_usd_m") == [
        ("2019-02", 28.0, 2.8),
        ("2019-03", 31.0, 3.1),
    ]


def test_nothing_is_lost_on_the_way(trade: Reader) -> None:
    sent = (0.0, 12.0, 24.0, 36.0, 0.0, 0.0, 0.0)
    found = trade(HEADING + exports(*sent)).mirrored(5)
    assert sum(quantity for (quantity,) in rows(found, "quantity")) == pytest.approx(sum(sent))


def test_own_imports_stand_before_the_mirror(trade: Reader) -> None:
    own = "2019-02,salt,KOR,JPN,99,t,9.9,imports\n"
    found = trade(HEADING + own + exports(10, 20, 30)).mirrored(0)
    assert rows(found, "month", "quantity") == [
        ("2019-02", 99.0),
        ("2019-01", 10.0),
        ("2019-03", 30.0),
    ]


def test_an_unknown_month_of_departure_makes_the_arrival_unknown(trade: Reader) -> None:
    text = exports(10, 20, 30).replace(",20,t,2,", ",,t,2,")
    found = trade(HEADING + text).mirrored(1)
    assert [quantity for (quantity,) in rows(found, "quantity")] == [None, None]


def test_years_are_not_shifted(trade: Reader) -> None:
    found = trade(HEADING + "2019,salt,KOR,JPN,60,t,6,exports\n").mirrored(5)
    assert rows(found, "month", "flow", "quantity") == [("2019", "imports", 60.0)]


def test_a_table_without_exports_stays_as_it_is(trade: Reader) -> None:
    found = trade(HEADING + "2019-01,salt,KOR,JPN,60,t,6,imports\n")
    assert rows(found.mirrored(5), "month", "quantity") == [("2019-01", 60.0)]
