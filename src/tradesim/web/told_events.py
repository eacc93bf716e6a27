"""The events of one run, in plain sentences: like events of a week are told together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from statistics import median
from typing import Any, NamedTuple

from tradesim.measures.recording import Recording
from tradesim.policies.base import Policy
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.scenario.naming import in_prose
from tradesim.web.places import country_said
from tradesim.web.view import View
from tradesim.wording.events import SENTENCES
from tradesim.wording.lists import some
from tradesim.wording.numbers import amount, percent
from tradesim.wording.said import said, said_count, unfolded
from tradesim.world.layout import Layout
from tradesim.world.log import Kind

MOST_NAMES = 3
"""Names of one sentence; the rest is counted."""

MOST_KNOWN = 20_000
"""Sentences that are kept, to be told again of other worlds."""

OF_COUNTRIES = frozenset({"government", "partner", "country"})
"""Places of sentences at which a country stands."""

Subject = tuple[tuple[str, str], ...]
"""What events have in common that are told in one sentence, by the names of its placeholders."""

Names = tuple[str, ...]
"""Whom an event adds to its sentence: nobody, one, or the two ends of a link."""

Members = tuple[tuple[Names, float], ...]
"""For each event of one sentence: whom it adds, and its value."""


def told_events(view: View, recording: Recording, run: int) -> Iterator[tuple[int, Any]]:
    """Yield week and sentence, unfolded, of the events of a run that concern what is shown."""
    events, span, layout = recording.events, view.span, recording.layout
    week_of = events[:, 0]
    shown = (events[:, 3] == run) & (week_of >= span.start) & (week_of < span.stop)
    groups: dict[tuple[float, Kind, Subject], list[tuple[Names, float]]] = {}
    placed: dict[tuple[float, float], Found] = {}
    for week, kind, row, _, value in events[shown].tolist():
        if (kind, row) not in placed:
            place = _PLACES.get(Kind(int(kind)))
            placed[kind, row] = place(view, layout, int(row)) if place else None
        found = placed[kind, row]
        if found is not None:
            key = (week, Kind(int(kind)), found.subject)
            groups.setdefault(key, []).append((found.who, value))
    for (week, happened, subject), members in groups.items():
        yield int(week), _sentence(happened, subject, tuple(members))


def concerns(view: View, layout: Layout, policy: Policy) -> bool:
    """Say whether a policy is about goods shown, or about no goods in particular."""
    goods = set(layout.subjects(policy))
    if isinstance(policy, SubstitutionInvestment):
        goods = {layout.suppliers[layout.supplier_row[policy.supplier]].item}
    return not goods or bool(goods & {item.name for item in view.items})


class Occasion(NamedTuple):
    """What an event is about.

    Attributes:
        subject: What it has in common with those that are told in one sentence with it.
        who: Whom it adds to the sentence.
    """

    subject: Subject
    who: Names = ()


Found = Occasion | None
"""What an event is about; None where it is not of what is shown."""


def _link(view: View, layout: Layout, row: int) -> Found:
    """Place an event of a sourcing link: the item is its subject."""
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    plant = layout.suppliers[layout.link_rows[row].supplier]
    return _if_shown(view, layout, (buyer, plant.item), (plant.name, buyer))


def _test(view: View, layout: Layout, row: int) -> Found:
    """Place a qualification: plant and item are its subject, the buyer is what it adds."""
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    plant = layout.suppliers[layout.link_rows[row].supplier]
    return _if_shown(view, layout, (buyer, plant.item), (buyer,), plant=plant.name)


def _need(view: View, layout: Layout, row: int) -> Found:
    need = layout.need_rows[row]
    buyer = layout.buyer_names[need.buyer]
    return _about((buyer,), item=_item(layout, need.need.item)) if buyer in view.buyers else None


def _project(view: View, layout: Layout, row: int) -> Found:
    project = layout.investments[row]
    plant = layout.suppliers[layout.supplier_row[project.supplier]]
    return _if_shown(view, layout, (view.buyers[0], plant.item), project=project.name)


def _relation(view: View, layout: Layout, row: int) -> Found:
    government, partner = layout.relation_pairs[row]
    return _about(government=view.country_name(government), partner=view.country_name(partner))


def _lever(view: View, layout: Layout, row: int) -> Found:
    control = layout.levers[row]
    return _about(government=view.country_name(control.imposer), control=control.name)


def _rule(view: View, layout: Layout, row: int) -> Found:
    policy, _ = layout.ruled[row]
    return _about(policy=policy.name) if concerns(view, layout, policy) else None


def _award(view: View, layout: Layout, row: int) -> Found:
    programme, award = layout.awards[row]
    return _about(government=view.country_name(programme.country), project=award.project)


def _move(view: View, layout: Layout, row: int) -> Found:
    _, move = layout.moves[row]
    country = layout.suppliers[layout.supplier_row[move.to]].country
    return _about(plant=move.plant, country=view.country_name(country))


def _if_shown(
    view: View, layout: Layout, sale: tuple[str, str], who: Names = (), **told: str
) -> Found:
    """Return what is told of a sale, a buyer and an item, with the item, if both are shown."""
    buyer, item = sale
    is_shown = buyer in view.buyers and any(each.name == item for each in view.items)
    return _about(who, **told, item=_item(layout, item)) if is_shown else None


def _about(who: Names = (), **subject: str) -> Occasion:
    return Occasion(tuple(subject.items()), who)


def _item(layout: Layout, name: str) -> str:
    return in_prose(layout.items[layout.item_row[name]])


@lru_cache(maxsize=MOST_KNOWN)
def _sentence(kind: Kind, subject: Subject, members: Members) -> Any:
    """Return what happened, unfolded: the subject, who is concerned, and a number.

    Most of what happens in one world happens in others too, in the same words.
    """
    template = SENTENCES[kind]
    told = {place: tell(members) for place, tell in _TELLING.items() if f"{{{place}}}" in template}
    return unfolded(said(template, **_with_articles(template, subject), **told))


def _who(members: Members) -> str:
    """Return those who are concerned, a link as its two ends."""
    named = [
        said("{plant} to {buyer}", plant=who[0], buyer=who[1]) if len(who) > 1 else who[0]
        for who, _ in members
        if who
    ]
    return some(named, MOST_NAMES)


def _weeks(members: Members) -> str:
    """Return how long it took, by the middle of them."""
    weeks = round(median(value for _, value in members))
    return said_count(weeks, "{count} week", "{count} weeks")


_TELLING: dict[str, Callable[[Members], str]] = {
    "who": _who,
    "licences": lambda members: said_count(len(members), "{count} licence", "{count} licences"),
    "weeks": _weeks,
    "share": lambda members: percent(members[0][1]),
    "amount": lambda members: amount(members[0][1]),
}
"""What stands at the places of a sentence that tell of its events."""


def _with_articles(template: str, subject: Subject) -> dict[str, str]:
    """Return the subject of a sentence, its countries with their articles."""
    return {
        place: country_said(name, begins=template.startswith(f"{{{place}}}"))
        if place in OF_COUNTRIES
        else name
        for place, name in subject
    }


_OF_PLACES: dict[Callable[[View, Layout, int], Found], tuple[Kind, ...]] = {
    _relation: (Kind.MOVED_UP, Kind.MOVED_DOWN, Kind.COMPLAINT),
    _lever: (Kind.CONTROL_IN_FORCE, Kind.CONTROL_LIFTED),
    _rule: (Kind.RULE_MET, Kind.RULE_IN_FORCE, Kind.RULE_ENDED),
    _link: (Kind.APPLICATION_GRANTED, Kind.APPLICATION_PARTLY_GRANTED, Kind.APPLICATION_REFUSED),
    _project: (Kind.PROJECT_STARTED, Kind.PROJECT_PRODUCES, Kind.PROJECT_COMPLETE),
    _test: (Kind.QUALIFICATION_STARTED, Kind.QUALIFICATION_PASSED, Kind.QUALIFICATION_FAILED),
    _need: (Kind.STOCK_OUT, Kind.STOCK_RECOVERED),
    _award: (Kind.AWARD_BOUND, Kind.AWARD_LAPSED),
    _move: (Kind.RELOCATION_AGREED, Kind.RELOCATION_DECLINED, Kind.RELOCATION_PRODUCES),
}

_PLACES = {kind: found for found, kinds in _OF_PLACES.items() for kind in kinds}
"""What each kind of event is about; kinds that are not told are absent."""
