#!/usr/bin/env bash
# CurrencyConverter gives "the most recent" value of roubles in dollars as of March 2022.
#
# One would guess: convert(1000, "RUB", "USD") without a date takes the newest day in the file, and is refused
# where the rouble has no rate on that day, as it is with that date.
# What happens: it takes the last day of the currency that it converts from. The European Central Bank last gave a
# rate of the rouble on 1 March 2022, so 1000 roubles are 9.52 dollars, by both rates of that day; Cyprus pounds
# go by 2007. The other way, dollars to roubles, is refused. No warning: an invoice list has values
# years old among new ones. Give a date, or look at bounds[currency].last_date first.
# Seen with CurrencyConverter 0.18.23.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "CurrencyConverter==0.18.23"

"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from currency_converter import CurrencyConverter, RateNotFoundError

print("CurrencyConverter", version("CurrencyConverter"))
converter = CurrencyConverter()
rouble, dollar = (converter.bounds[currency].last_date for currency in ("RUB", "USD"))


def converted(*asked: object) -> float | str:
    """Return the value of an amount in another currency, or why there is none."""
    try:
        value: float | str = round(converter.convert(1000, *asked), 2)
    except RateNotFoundError as error:
        value = str(error)
    print(*asked, value)
    return value


assert rouble.isoformat() == "2022-03-01" and dollar.year > 2025
assert converted("RUB", "USD") == converted("RUB", "USD", rouble) == 9.52
assert "not in RUB bounds" in str(converted("RUB", "USD", dollar))
assert "not in RUB bounds" in str(converted("USD", "RUB"))
PYTHON
