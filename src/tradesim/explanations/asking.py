"""What is asked about, found among what the records hold, or refused with the near miss."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tradesim.errors import QuestionError
from tradesim.explanations.one_run import OneRun
from tradesim.scenario.wording import did_you_mean, listing


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about.

    Attributes:
        name: Name of the buyer or plant.
        buyer: Row of the buyer, None for a plant that buys nothing.
        plant: Row of the plant, None for a final buyer.
        need: Row of the need that is asked about, None for whichever bound.
        week: The week.
        members: Of a country, what is asked about each of its buyers and plants.
    """

    name: str
    buyer: int | None
    plant: int | None
    need: int | None
    week: int
    members: tuple[Question, ...] = ()


def question(run: OneRun, actor: str, week: dt.date | str, item: str | None) -> Question:
    """Return what is asked about.

    Raises:
        QuestionError: No actor has that name, the week lies outside, or the item is not its own.
    """
    layout = run.layout
    buyers = {name: row for row, name in enumerate(layout.buyer_names)}
    known = [*layout.buyer_names, *(plant.name for plant in layout.suppliers)]
    if actor not in known and (code := _country(run, actor)):
        return _of_country(run, code, week, item)
    if actor not in known:
        near = did_you_mean(actor, known)
        names = list(dict.fromkeys(known))
        raise QuestionError(
            f"no buyer, plant or country is called '{actor}'.{near} There are: {listing(names)}."
        )
    buyer, plant = buyers.get(actor), layout.supplier_row.get(actor)
    return Question(actor, buyer, plant, _need(run, actor, (buyer, plant), item), _week(run, week))


def _country(run: OneRun, asked: str) -> str:
    """Return the code of a country that is named by it or by its name; empty where none is."""
    names = {country.name: country.code for country in run.layout.countries}
    return names.get(asked) or next((code for code in names.values() if code == asked), "")


def _of_country(run: OneRun, code: str, week: dt.date | str, item: str | None) -> Question:
    """Return what is asked about each actor of a country, those that have the item if one is named.

    Raises:
        QuestionError: It has no actors, or none of them has the item.
    """
    layout = run.layout
    name = next(country.name for country in layout.countries if country.code == code)
    pairs = zip(layout.buyer_names, layout.buyer_countries, strict=True)
    own = [buyer for buyer, home in pairs if home == code]
    own += [plant.name for plant in layout.suppliers if plant.country == code]
    members, refused = [], None
    for actor in dict.fromkeys(own):
        try:
            members.append(question(run, actor, week, item))
        except QuestionError as error:
            refused = error
    if not members:
        raise refused or QuestionError(f"no buyer and no plant of this run stands in {name}.")
    return Question(name, None, None, None, members[0].week, tuple(members))


def _week(run: OneRun, asked: dt.date | str) -> int:
    """Return the number of the week that holds a date."""
    try:
        date = dt.date.fromisoformat(asked) if isinstance(asked, str) else asked
    except ValueError:
        raise QuestionError(f"week: '{asked}' is not a date. Write it as 2019-08-19.") from None
    date = date.date() if isinstance(date, dt.datetime) else date
    first, last = run.monday(0), run.monday(run.weeks - 1)
    week = (date - first).days // 7
    if not 0 <= week < run.weeks:
        raise QuestionError(
            f"week: {date} lies outside the run, which has the weeks of {first} to {last}."
        )
    return week


def _need(
    run: OneRun, actor: str, rows: tuple[int | None, int | None], item: str | None
) -> int | None:
    """Return the row of the need for an item; None for the item that a plant makes, or for none."""
    if item is None:
        return None
    buyer, plant = rows
    needs = {run.layout.need_rows[row].need.item: row
             for row in (run.needs_of(buyer) if buyer is not None else ())}  # fmt: skip
    if item in needs:
        return needs[item]
    made = [] if plant is None else [run.layout.suppliers[plant].item]
    if item in made:
        return None
    own = [*needs, *made]
    raise QuestionError(
        f"item: {actor} neither needs nor makes '{item}'.{did_you_mean(item, own)} It has: "
        f"{listing(own)}."
    )
