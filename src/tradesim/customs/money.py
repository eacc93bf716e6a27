"""Money: currencies, and a table of monthly rates that brings them to dollars."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycountry

from tradesim.customs.numbers import parse_number
from tradesim.customs.periods import parse_period
from tradesim.errors import CustomsError, Problem
from tradesim.limits import table_text, unread
from tradesim.scenario.documents import refuse_yaml
from tradesim.scenario.wording import listing

DOLLAR = "USD"
PER_DOLLAR = ("per_usd", "units_per_usd", "currency_per_usd")
DOLLARS = ("usd_per_unit", "usd", "in_usd")
FORMS = f"month,currency,{PER_DOLLAR[0]} or month,currency,{DOLLARS[0]}"


@cache
def is_currency(code: str) -> bool:
    """Tell whether a code is a currency of ISO 4217."""
    return len(code) == len(DOLLAR) and pycountry.currencies.get(alpha_3=code) is not None


@dataclass(frozen=True)
class Rates:
    """What currencies are worth.

    Attributes:
        dollars: Dollars for one unit, by period (YYYY-MM or YYYY) and currency.
    """

    dollars: dict[tuple[str, str], float]

    def worth(self, period: str, currency: str) -> float | None:
        """Return the dollars for one unit of a currency in a period, None where nobody says."""
        if currency == DOLLAR:
            return 1.0
        return self.dollars.get((period, currency))


NO_RATES = Rates({})


def read_rates(path: str | os.PathLike[str]) -> Rates:
    """Return the rates of a CSV file: a month, a currency, and units of it for one dollar.

    Raises:
        CustomsError: With every problem of the file.
    """
    refuse_yaml(path, "a table of rates", CustomsError)
    try:
        text = io.StringIO(table_text(Path(path)), newline="")
        rows = [[cell.strip() for cell in row] for row in csv.reader(text)]
    except OSError as error:
        raise CustomsError.of(path, f"{unread(error)}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise CustomsError.of(path, f"it is not CSV in UTF-8: {error}.") from None
    heading = [cell.lower() for cell in rows[0]] if rows else []
    rate = next((name for name in (*PER_DOLLAR, *DOLLARS) if name in heading), "")
    if not rate or "month" not in heading or "currency" not in heading:
        said = f"its heading must be {FORMS}, not {listing(heading) or 'empty'}."
        raise CustomsError.of(path, said, line=1)
    dollars: dict[tuple[str, str], float] = {}
    problems: list[Problem] = []
    for line, cells in enumerate(rows[1:], start=2):
        if any(cells):
            problems += _take(dict(zip(heading, cells, strict=False)), rate, line, dollars)
    if problems:
        raise CustomsError(path, problems)
    return Rates(dollars)


def _take(
    row: dict[str, str], rate: str, line: int, dollars: dict[tuple[str, str], float]
) -> list[Problem]:
    """Take a row of the table, or say what is wrong with it."""
    problems = []
    period = parse_period(row.get("month", ""))
    if period is None or not period.text:
        problems.append(Problem(line, "month", f"'{row.get('month', '')}' is no month or year."))
    currency = row.get("currency", "").upper()
    if not is_currency(currency):
        problems.append(Problem(line, "currency", f"'{currency}' is no currency of ISO 4217."))
    number = parse_number(row.get(rate, ""))
    if number is None or not number > 0.0:
        problems.append(Problem(line, rate, f"'{row.get(rate, '')}' is no rate: a number above 0."))
    if problems or period is None or number is None:
        return problems
    key = (period.text, currency)
    if key in dollars:
        return [Problem(line, "month", f"{currency} in {period.text} stands there twice.")]
    dollars[key] = 1.0 / number if rate in PER_DOLLAR else number
    return []
