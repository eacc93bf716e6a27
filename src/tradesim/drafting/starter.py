"""A commented starter: a small made-up dispute, with some answers of the user put in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tradesim.countries import country_name, is_country
from tradesim.drafting.pieces import WIDTH, scalar
from tradesim.drafting.request import RequestError

YEARS_AFTER = 2
MONTHS_BEFORE = 26
"""Weeks simulated before the announcement."""

KINDS = {
    "individual_licence": "    terms: {review_weeks: {value: 45 working days, judgement: made up}}",
    "export_ban": "",
    "quota": "    most: {value: 500, unit: $unit/quarter, judgement: made up, range: [250, 1000]}",
    "tariff": "    rate: {value: 0.25, unit: share, judgement: made up, range: [0.1, 0.5]}",
}
"""Kinds of control that the starter knows, with the figure that each needs."""


@dataclass(frozen=True)
class Starter:
    """What a starter is about; the defaults are a fictional gas between countries of nowhere."""

    name: str
    good: str = "Aeron gas"
    unit: str = "t"
    imposer: str = "AAA"
    partner: str = "BBB"
    kind: str = "individual_licence"
    announced: dt.date = dt.date(2031, 3, 3)
    effective: dt.date = dt.date(2031, 4, 1)


FICTIONAL = {"AAA": "Alphaland", "BBB": "Betaland", "CCC": "Gammaland"}


def starter(asked: Starter) -> str:
    """Return the text of a starter."""
    text = Path(__file__).with_name("starter.yaml").read_text(encoding="utf-8")
    other = _other(asked)
    start = asked.announced - dt.timedelta(weeks=MONTHS_BEFORE)
    end = asked.effective.replace(year=asked.effective.year + YEARS_AFTER, day=28)
    names = {code: _name(code) for code in (asked.imposer, asked.partner, other)}
    title = f"{names[asked.imposer]} controls {asked.good.lower()} for {names[asked.partner]}"
    unit = asked.unit
    facts = {
        "name": asked.name,
        "title": title,
        "underline": "=" * min(len(title), WIDTH - 2),
        "quoted_title": scalar(title),
        "good": asked.good.lower(),
        "quoted_good": scalar(asked.good),
        "item": re.sub(r"[^a-z0-9]+", "_", asked.good.lower()).strip("_") or "good",
        "unit": unit,
        "imposer": asked.imposer,
        "partner": asked.partner,
        "other": other,
        "imposer_name": names[asked.imposer],
        "partner_name": names[asked.partner],
        "quoted_imposer": scalar(names[asked.imposer]),
        "quoted_partner": scalar(names[asked.partner]),
        "quoted_other": scalar(names[other]),
        "start": start.isoformat(),
        "end": end.isoformat(),
    }
    return Template(text).substitute(facts, policy=Template(_policy(asked)).substitute(facts))


def _policy(asked: Starter) -> str:
    if asked.kind not in KINDS:
        raise RequestError.of("--kind", f"a starter knows {', '.join(KINDS)}, not '{asked.kind}'.")
    lines = [f"  - kind: {asked.kind}", "    name: the control"]
    if asked.kind == "tariff":  # a duty is imposed by who buys
        lines += ["    imposer: $partner", "    partner: $imposer"]
    elif asked.kind == "quota":
        lines += ["    imposer: $imposer", "    origin: $imposer", "    destination: $partner"]
    else:
        lines += ["    imposer: $imposer", "    partner: $partner"]
    lines += ["    items: [$item]"]
    lines += [KINDS[asked.kind]] if KINDS[asked.kind] else []
    if asked.kind != "tariff":
        lines += [f"    announced: {asked.announced}           # the day buyers learn of it"]
    lines += [f"    effective: {asked.effective}           # the day it binds"]
    return "\n".join(lines)


def _other(asked: Starter) -> str:
    real = is_country(asked.imposer) or is_country(asked.partner)
    choice = ("DEU", "USA", "FRA") if real else ("CCC", "BBB", "AAA")
    return next(code for code in choice if code not in (asked.imposer, asked.partner))


def _name(code: str) -> str:
    return FICTIONAL.get(code) or country_name(code)
