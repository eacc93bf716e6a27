"""What is hard to believe is said; what only a slip of units explains is left out."""

from typing import Any

from tests.customs.conftest import SALT, Reader, rows
from tradesim.fields import Figure

HEADING = "month,customs_group,destination,origin,quantity,unit,value_usd_m\n"
PRICED = SALT.model_copy(update={"price": Figure(value=2000, unit="USD/t")})


def months(values: list[float], quantity: float = 10.0, origin: str = "JPN") -> str:
    return "".join(
        f"2019-{month:02d},salt,KOR,{origin},{quantity + month / 100:g},t,{value:g}\n"
        for month, value in enumerate(values, start=1)
    )


def said(found: Any) -> str:
    return "\n".join(found.warnings)


def test_a_thousandfold_unit_value_is_named_and_left_out(trade: Reader) -> None:
    found = trade(HEADING + months([0.02] * 6) + "2019-07,salt,KOR,JPN,10000,t,0.02\n")
    assert [month for (month,) in rows(found, "month")] == [f"2019-0{m}" for m in range(1, 7)]
    assert "2019-07, salt from JPN to KOR: 2 a t is one" in said(found)
    assert "left out, not scored" in said(found)


def test_a_file_in_which_all_is_a_thousandfold_is_seen_by_the_price(trade: Reader) -> None:
    text = HEADING + months([20.0, 0.02])
    found = trade(text, items=[PRICED])
    assert rows(found, "month") == [("2019-02",)]
    assert "2e+06 a t is 999 times its price. A slip of units" in said(found)


def test_a_usual_unit_value_far_from_the_price_is_said(trade: Reader) -> None:
    found = trade(HEADING + months([1.0, 1.0, 1.0]), items=[PRICED])
    assert len(rows(found, "month")) == 3
    assert "salt: the usual unit value is 50 times the price of the items file." in said(found)


def test_countries_beyond_the_world_are_said(trade: Reader) -> None:
    world = "2019-01,salt,KOR,WLD,10.01,t,0.01\n"
    found = trade(HEADING + months([0.02]) + world)
    assert "salt, value: in 2019-01 the countries are 2.00 times the world." in said(found)


def test_countries_short_of_the_world_are_said(trade: Reader) -> None:
    world = "2019-01,salt,KOR,WLD,40.04,t,0.08\n"
    found = trade(HEADING + months([0.02]) + world)
    assert "in 2019-01 the countries are only 25% of the world" in said(found)


def test_countries_that_are_the_world_are_not_mentioned(trade: Reader) -> None:
    found = trade(HEADING + months([0.02]) + months([0.02], origin="WLD"))
    assert said(found) == ""


def test_a_month_that_repeats_the_month_before_is_said(trade: Reader) -> None:
    text = "2019-01,salt,KOR,JPN,5,t,0.01\n2019-02,salt,KOR,JPN,5,t,0.01\n"
    found = trade(HEADING + text)
    assert "salt, imports of KOR from JPN: 2019-02 repeats the month before." in said(found)


def test_a_break_in_units_is_said(trade: Reader) -> None:
    found = trade(HEADING + months([0.02] * 5 + [1.0] * 5))
    assert "from 2019-06 on a unit costs 50 times" in said(found)


def test_provisional_months_are_listed(trade: Reader) -> None:
    text = HEADING.strip() + ",flag\n2019-01,salt,KOR,JPN,5,t,0.01,provisional\n"
    assert "provisional months, which may be revised: 2019-01." in said(trade(text))


def test_many_of_a_kind_are_counted(trade: Reader) -> None:
    text = "".join(f"2019-{m:02d},salt,KOR,JPN,5,t,0.01\n" for m in range(1, 13))
    assert "... and 6 more like these." in said(trade(HEADING + text))
