"""Japan's trade statistics on e-Stat: wide tables by country and by customs office."""

from typing import Any

from tests.customs.conftest import HORSES, Reader, left_out, rows

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WIDE = [f"{m}-{p}" for p in ("Year", *MONTHS) for m in ("Quantity1", "Quantity2", "Value")]
OWN = ("month", "destination", "origin", "quantity", "value_m", "currency")


def heading(*before: str) -> str:
    return ",".join((*before, "Unit1", "Unit2", *WIDE)) + "\n"


def row(*before: str, units: str = "  ,KG", **months: tuple[int, int, int]) -> str:
    figures = [months.get(p, (0, 0, 0)) for p in ("Year", *MONTHS)]
    cells = [str(figure) for month in figures for figure in month]
    return ",".join((*before, units, *cells)) + "\n"


COUNTRY = heading("Exp or Imp", "Year", "HS", "Country")
OFFICE = heading("Exp or Imp", "Year", "Custom", "HS", "Country")
JUNE, JULY = (0, 3_000_000, 600_000), (0, 500_000, 119_000)
KOREA = row("1", "2019", "'250100000'", "103", Year=(0, 3_500_000, 719_000), Jun=JUNE, Jul=JULY)


def test_months_are_read_and_the_year_is_not(trade: Reader) -> None:
    found = trade(COUNTRY + KOREA)
    assert found.files[0].layout == "estat_country"
    assert rows(found, *OWN) == [
        ("2019-06", "KOR", "JPN", 3000.0, 600.0, "JPY"),
        ("2019-07", "KOR", "JPN", 500.0, 119.0, "JPY"),
    ]
    assert rows(found, "flow", "basis")[0] == ("exports", "fob")


def test_months_without_any_trade_at_the_ends_are_not_published(trade: Reader) -> None:
    found = trade(COUNTRY + KOREA)
    assert "jan, feb, mar, apr, may, aug, sep, oct, nov, dec" in found.files[0].notes[0]


def test_other_goods_show_that_a_month_was_published(trade: Reader) -> None:
    other = row("1", "2019", "'270100000'", "103", May=(0, 1, 1), Sep=(0, 1, 1))
    found = trade(COUNTRY + KOREA + other)
    assert rows(found, "month", "quantity") == [
        ("2019-05", 0.0),
        ("2019-06", 3000.0),
        ("2019-07", 500.0),
        ("2019-08", 0.0),
        ("2019-09", 0.0),
    ]


def test_imports_are_cif_and_taiwan_has_a_code(trade: Reader) -> None:
    found = trade(COUNTRY + row("2", "2019", "'250100000'", "106", Jul=JULY))
    assert rows(found, "flow", "basis", "origin", "destination") == [
        ("imports", "cif", "TWN", "JPN")
    ]


def test_customs_offices_are_added_up(trade: Reader) -> None:
    both = "".join(row("1", "2019", c, "'250100000'", "103", Jul=JULY) for c in ("100", "200"))
    found = trade(OFFICE + both)
    assert found.files[0].layout == "estat_office"
    assert rows(found, *OWN) == [("2019-07", "KOR", "JPN", 1000.0, 238.0, "JPY")]


def test_weight_and_number_are_told_apart(trade: Reader) -> None:
    horse = row("1", "2019", "'010121000'", "103", units="NO,KG", Jul=(3, 1500, 2100))
    assert rows(trade(COUNTRY + horse, items=[HORSES]), "quantity", "unit") == [(3.0, "piece")]
    salt = row("1", "2019", "'250100000'", "103", units="NO,KG", Jul=(3, 1500, 2100))
    assert rows(trade(COUNTRY + salt), "quantity", "unit") == [(1.5, "t")]


def test_heads_are_no_weight(trade: Reader) -> None:
    salt = row("1", "2019", "'250100000'", "103", units="  ,NO", Jul=(0, 3, 2100))
    found = trade(COUNTRY + salt)
    assert rows(found, "quantity", "value_m") == [(None, 2.1)]
    assert "quantities in 'NO' are not known in t." in found.files[0].notes


def test_april_is_spelt_in_two_ways(trade: Reader) -> None:
    text = (COUNTRY + row("1", "2019", "'250100000'", "103", Apr=JULY)).replace("-Apr", "-Apl")
    assert rows(trade(text), "month") == [("2019-04",)]


def test_a_table_without_countries_is_the_world(trade: Reader) -> None:
    text = heading("Exp or Imp", "Year", "HS") + row("1", "2019", "'250100000'", Jul=JULY)
    assert rows(trade(text), "destination", "origin") == [("WLD", "JPN")]


def test_a_lost_zero_is_put_back(trade: Reader) -> None:
    horse = row("1", "2019", "10121000", "103", units="  ,NO", Jul=(0, 3, 2100))
    assert rows(trade(COUNTRY + horse, items=[HORSES]), "quantity") == [(3.0,)]


def test_lines_of_a_code_are_added_up(trade: Reader) -> None:
    lines = "".join(row("1", "2019", f"'25010{n}'", "103", Jul=JULY) for n in ("0010", "0090"))
    assert rows(trade(COUNTRY + lines), "quantity") == [(1000.0,)]


def test_money_is_brought_to_dollars_by_monthly_rates(trade: Reader, make: Any) -> None:
    rates = make("month,currency,per_usd\n2019-06,JPY,108\n", "rates.csv")
    found = trade(COUNTRY + KOREA, rates=rates)
    dollars = rows(found, "month", "value_usd_m", "value_m")
    assert dollars == [("2019-06", round(600 / 108, 9), 600.0), ("2019-07", None, 119.0)]
    assert [(c.currency, c.months) for c in found.currencies] == [("JPY", ("2019-07",))]


def test_an_unknown_country_is_refused_with_the_near_miss(refusal: Any) -> None:
    said = refusal(COUNTRY + row("1", "2019", "'250100000'", "109", Jul=JULY))
    assert "line 2, Country: '109' is no country of the trade statistics on e-Stat" in said


def test_areas_without_a_country_are_counted(trade: Reader) -> None:
    found = trade(COUNTRY + KOREA + row("1", "2019", "'250100000'", "702", Jul=JULY))
    assert left_out(found) == {"areas that are not named or are secret": 1}
