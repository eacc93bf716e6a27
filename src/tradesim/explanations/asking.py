"""What is asked about, found among what the records hold, or refused with the near miss."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tradesim.errors import QuestionError
from tradesim.explanations.records import Records
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
    """

    name: str
    buyer: int | None
    plant: int | None
    need: int | None
    week: int


def question(run: Records, actor: str, week: dt.date | str, item: str | None) -> Question:
    """Return what is asked about.

    Raises:
        QuestionError: No actor has that name, the week lies outside, or the item is not its own.
    """
    layout = run.layout
    buyers = {name: row for row, name in enumerate(layout.buyer_names)}
    known = [*layout.buyer_names, *(plant.name for plant in layout.suppliers)]
    if actor not in known:
        near = did_you_mean(actor, known)
        names = list(dict.fromkeys(known))
        raise QuestionError(f"no buyer or plant is called '{actor}'.{near} There are: "
                           f"{listing(names)}.")  # fmt: skip
    buyer, plant = buyers.get(actor), layout.supplier_row.get(actor)
    return Question(actor, buyer, plant, _need(run, actor, (buyer, plant), item), _week(run, week))


def _week(run: Records, asked: dt.date | str) -> int:
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
    run: Records, actor: str, rows: tuple[int | None, int | None], item: str | None
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
