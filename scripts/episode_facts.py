"""Write observed tables for ``tradesim hindcast --observed`` from lists of published facts.

Usage: python scripts/episode_facts.py FOLDER OUT

FOLDER has ``before/*.csv`` and ``after/*.csv``: one published fact a line (id, item, measure,
period, value, unit, origin, destination, ..., confidence). ``episode_facts.csv`` beside this
script says which of them are trade, of which goods of a scenario, and in which unit; OUT gets a
table for each episode. What is not listed there (dates, terms, prices elsewhere) is left out, and
counted.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tradesim.evidence.periods import months_of

RULES = Path(__file__).with_suffix(".csv")
HEADING = (
    "month", "customs_group", "destination", "origin", "quantity", "unit", "value_usd_m", "item",
    "flow", "unit_value_usd", "flag",
)  # fmt: skip
SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11")}
TRUST = ("high", "medium", "low")
WORLD = "WLD"

Row = dict[str, str]


@dataclass(frozen=True)
class Fact:
    """A published fact that is trade.

    Attributes:
        given: Its line.
        rule: What the list says of it.
        period: As observed tables write it.
        ends: Where it comes from and goes to.
        number: In the unit of the scenario.
    """

    given: Row
    rule: Row
    period: str
    ends: tuple[str, str]
    number: float

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from others: two facts with one key contradict or repeat each other."""
        rule = self.rule
        goods = (rule["customs_group"], rule["goods"], rule["flow"], rule["as"])
        return (rule["episode"], *goods, *self.ends, self.period)

    @property
    def row(self) -> Row:
        """Its line of an observed table."""
        origin, destination = self.ends
        rule = self.rule
        facts = {"month": self.period, "customs_group": rule["customs_group"], "unit": rule["in"]}
        facts |= {"origin": origin, "destination": destination, "item": rule["goods"]}
        facts |= {"flow": rule["flow"], "flag": self.given["id"], rule["as"]: f"{self.number:.8g}"}
        return {column: facts.get(column, "") for column in HEADING}


def main(folder: str, out: str) -> None:
    """Write a table for each episode and say what was left out."""
    facts, left_out = facts_of(Path(folder))
    kept, repeated = without_repeats(facts)
    Path(out).mkdir(parents=True, exist_ok=True)
    for episode in dict.fromkeys(rule["episode"] for rule in rules()):
        rows = [fact.row for fact in kept if fact.rule["episode"] == episode]
        with (Path(out) / f"{episode}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADING, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{episode}: {len(rows)} figures of trade, {left_out[episode]} other facts left out")
    for one, other in repeated:
        if one.number != other.number:
            print(f"{one.key}: {one.number:g} ({one.given['id']}), not {other.number:g}")


def rules() -> list[Row]:
    """Return which facts are trade, one kind a row."""
    return list(csv.DictReader(RULES.read_text(encoding="utf-8").splitlines()))


def facts_of(folder: Path) -> tuple[list[Fact], Counter[str]]:
    """Return the facts that are trade, and how many others each episode has."""
    found, left_out = [], Counter[str]()
    for rule_name in dict.fromkeys(rule["episode"] for rule in rules()):
        for part in ("before", "after"):
            for given in _lines(folder / part, rule_name):
                rule = _rule_for(given, rule_name)
                fact = None if rule is None else _fact(given, rule)
                if fact is None:
                    left_out[rule_name] += 1
                else:
                    found.append(fact)
    return found, left_out


def without_repeats(facts: list[Fact]) -> tuple[list[Fact], list[tuple[Fact, Fact]]]:
    """Return each figure once, the most trusted of several, and the pairs that repeat one."""
    kept: dict[tuple[str, ...], Fact] = {}
    repeated = []
    for fact in sorted(facts, key=lambda fact: TRUST.index(fact.given["confidence"])):
        first = kept.setdefault(fact.key, fact)
        if first is not fact:
            repeated.append((first, fact))
    order = {id(fact): place for place, fact in enumerate(facts)}
    return sorted(kept.values(), key=lambda fact: order[id(fact)]), repeated


def _lines(folder: Path, episode: str) -> list[Row]:
    year, _, goods = episode.partition("_")
    path = folder / f"{goods}_{year}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _rule_for(given: Row, episode: str) -> Row | None:
    for rule in rules():
        same = all(rule[name] == given[name] for name in ("item", "measure", "unit"))
        ends = all(rule[name] in {"*", given[name]} for name in ("origin", "destination"))
        if rule["episode"] == episode and same and ends:
            return rule
    return None


def _fact(given: Row, rule: Row) -> Fact | None:
    period = _period(given["period"])
    months = months_of(period)
    if not months:
        return None
    given_ends = (given["origin"], given["destination"])
    ends = tuple(
        _place(end if said == "*" else said)
        for said, end in zip((rule["from"], rule["to"]), given_ends, strict=True)
    )
    factor = len(months) if rule["factor"] == "month" else float(rule["factor"])
    return Fact(given, rule, period, (ends[0], ends[1]), float(given["value"]) * factor)


def _place(given: str) -> str:
    return WORLD if given == "all" else given


def _period(given: str) -> str:
    """Return a period in full: '2024-01..02' as '2024-01..2024-02', '2023 spring' as months."""
    short = re.fullmatch(r"(\d{4})-(\d\d)\.\.(\d\d)", given)
    if short:
        year, first, last = short.groups()
        return f"{year}-{first}..{year}-{last}"
    year, _, season = given.partition(" ")
    if season in SEASONS:
        first, last = SEASONS[season]
        return f"{year}-{first}..{year}-{last}"
    return given


if __name__ == "__main__":
    main(*sys.argv[1:])
