"""A few questions on a terminal, for who begins a scenario without knowing the options."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tradesim.cli import drafts
from tradesim.cli.edge import say

if TYPE_CHECKING:
    from tradesim.drafting import Starter


def ask(name: str) -> Starter | str:
    """Ask what the dispute is about; return a starter, or the text drafted from a table.

    An empty answer takes what stands in brackets.
    """
    from tradesim.drafting import Starter, draft
    from tradesim.drafting.starter import KINDS

    say("A few questions; an empty answer takes what stands in brackets.")
    table = typer.prompt("Tidy table of trade (from 'tradesim customs'; empty: none)", default="")
    if table:
        return draft(drafts.request(name, _of_table(Path(table))))
    usual = Starter(name)
    good = typer.prompt("What good is it about?", default=usual.good)
    unit = typer.prompt("In what unit is it counted?", default=usual.unit)
    imposer = _country("Which country imposes the policy (ISO code)?", usual.imposer)
    partner = _country("On which country?", usual.partner)
    kind = _choice("What kind of policy", list(KINDS))
    announced = _date("When is it announced?", usual.announced)
    effective = _date("When does it bind?", max(usual.effective, announced))
    return Starter(name, good, unit, imposer, partner, kind, announced, effective)


def _of_table(table: Path) -> drafts.Wanted:
    return drafts.Wanted(
        table=table,
        items=typer.prompt("Items file (goods, units, HS codes)"),
        imposer=typer.prompt("Which country imposes the policy (ISO code)?"),
        announced=typer.prompt("When is it announced (2023-07-03)?"),
        effective=typer.prompt("When does it bind?"),
        until=typer.prompt("When does it end (empty: no end is announced)?", default=""),
        review_weeks=typer.prompt("How long is a review (empty: by the rule)?", default=""),
        baseline="",
        kind=typer.prompt("What kind of policy?", default="individual_licence"),
        partners=typer.prompt("On which countries?", default="all"),
        regime="",
        countries=None,
    )


def _country(question: str, usual: str) -> str:
    from tradesim.countries import unknown_country
    from tradesim.drafting.starter import FICTIONAL

    while True:
        code = str(typer.prompt(question, default=usual)).strip().upper()
        problem = "" if code in FICTIONAL else unknown_country(code)
        if not problem:
            return code
        say(problem)


def _choice(question: str, choices: list[str]) -> str:
    while True:
        chosen = str(typer.prompt(f"{question} ({', '.join(choices)})?", default=choices[0]))
        if chosen in choices:
            return chosen
        say(f"'{chosen}' is none of them.")


def _date(question: str, usual: dt.date) -> dt.date:
    while True:
        answer = str(typer.prompt(question, default=usual.isoformat()))
        try:
            return dt.date.fromisoformat(answer)
        except ValueError:
            say(f"'{answer}' is no date. Write it as {usual}.")
