"""Tables of rates are read, or refused with every problem and its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tradesim.customs import read_rates
from tradesim.errors import CustomsError

Make = Callable[..., Path]


def test_rates_are_units_for_a_dollar_or_dollars_for_a_unit(make: Make) -> None:
    per = read_rates(make("month,currency,per_usd\n2019-07,JPY,125\n201908,JPY,100\n"))
    assert per.worth("2019-07", "JPY") == 0.008
    assert per.worth("2019-08", "JPY") == 0.01
    dollars = read_rates(make("month,currency,usd\n2019,EUR,1.12\n"))
    assert dollars.worth("2019", "EUR") == 1.12
    assert dollars.worth("2019-07", "EUR") is None
    assert dollars.worth("2019-07", "USD") == 1.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "its heading must be month,currency,per_usd"),
        ("month,currency,rate\n", "not month, currency, rate"),
        ("month,currency,per_usd\n2019-99,JPY,1\n", "line 2, month: '2019-99'"),
        ("month,currency,per_usd\n2019-07,YEN,1\n", "line 2, currency: 'YEN' is no currency"),
        ("month,currency,per_usd\n2019-07,JPY,0\n", "line 2, per_usd: '0' is no rate"),
        ('month,currency,per_usd\n2019-07,EUR,"0,909"\n', "line 2, per_usd: '0,909' is no rate"),
        ("month,currency,per_usd\n2019-07,JPY,\n", "line 2, per_usd: '' is no rate"),
        ("month,currency,per_usd\n" + "2019-07,JPY,1\n" * 2, "JPY in 2019-07 stands there twice"),
    ],
)
def test_rates_that_cannot_be_used_are_refused(make: Make, text: str, said: str) -> None:
    with pytest.raises(CustomsError) as caught:
        read_rates(make(text))
    assert said in str(caught.value)


def test_rates_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CustomsError, match="there is no such file"):
        read_rates(tmp_path / "rates.csv")


def test_rates_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CustomsError, match="not CSV in UTF-8"):
        read_rates(path)
