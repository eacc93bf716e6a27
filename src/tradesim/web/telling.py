"""What happened, week by week, in plain sentences: dated policies, and the events of one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from tradesim.measures.recording import Recording
from tradesim.policies.base import Policy
from tradesim.policies.substitution_investment import SubstitutionInvestment
from tradesim.scenario.naming import in_prose
from tradesim.web.places import country_said, instrument_said
from tradesim.web.view import View
from tradesim.wording.events import SENTENCES
from tradesim.wording.lists import joined, listed, some
from tradesim.wording.numbers import amount, percent
from tradesim.wording.said import said, said_count, unfolded
from tradesim.world.layout import Layout
from tradesim.world.log import Kind

MOST_A_WEEK = 6
"""Sentences of one week; the rest is counted."""

MOST_NAMES = 3
"""Names of one sentence; the rest is counted."""

OF_COUNTRIES = frozenset({"government", "partner", "country"})
"""Places of sentences at which a country stands."""

Subject = tuple[tuple[str, str], ...]
"""What events have in common that are told in one sentence, by the names of its placeholders."""


def policy_dates(view: View, layout: Layout) -> list[dict[str, Any]]:
    """Return every dated change of a policy or shock within the weeks shown.

    Policies of one actor that change alike in a week are told together, and so are the changes of
    the same policies.
    """
    changes: dict[tuple[int, str, str], dict[str, list[str]]] = {}
    for week, policy, word in _dates(view, layout):
        key = (week, policy.actor, policy.instrument)
        changes.setdefault(key, {}).setdefault(word, []).append(policy.name)
    dates: dict[tuple[int, str], list[str]] = {}
    for (week, _, _), by_word in changes.items():
        for word, names in by_word.items():
            label = joined(names)
            dates.setdefault((week - view.span.start, label), []).append(word)
    return [
        {
            "week": week,
            "label": unfolded(said("{names} – {change}", names=label, change=listed(words))),
            "kind": ", ".join(words),
        }
        for (week, label), words in dates.items()
        if 0 <= week < len(view.mondays)
    ]


def sentences(view: View, recording: Recording, run: int) -> list[list[Any]]:
    """Return what happened in one run, as pairs of a week shown and a sentence, by week."""
    layout = recording.layout
    told: dict[int, list[str]] = {}
    for week, sentence in (*_of_policies(view, layout), *_of_events(view, recording, run)):
        told.setdefault(week, []).append(sentence)
    return [
        [week - view.span.start, sentence]
        for week in sorted(told)
        if view.span.start <= week < view.span.stop
        for sentence in _at_most(told[week])
    ]


def _at_most(told: list[str]) -> list[str]:
    if len(told) <= MOST_A_WEEK:
        return told
    rest = len(told) - MOST_A_WEEK + 1
    return [*told[: MOST_A_WEEK - 1], said("{count} further things happen.", count=rest)]


def _dates(view: View, layout: Layout) -> list[tuple[int, Policy, str]]:
    """Return week, policy and word of each dated change that concerns what is shown, by week."""
    found = [
        (int(layout.weeks(date)[0]), policy, word)
        for policy in layout.scenario.happenings
        if _concerns(view, layout, policy)
        for word, date in policy.dates()
    ]
    return sorted(found, key=lambda entry: entry[0])


def _concerns(view: View, layout: Layout, policy: Policy) -> bool:
    """Say whether a policy is about goods shown, or about no goods in particular."""
    goods = set(layout.subjects(policy))
    if isinstance(policy, SubstitutionInvestment):
        goods = {layout.suppliers[layout.supplier_row[policy.supplier]].item}
    return not goods or bool(goods & {item.name for item in view.items})


def _of_policies(view: View, layout: Layout) -> Iterator[tuple[int, str]]:
    """Yield week and sentence of dated changes; like changes of one week are told together."""
    names = {country.code: country.name for country in view.scenario.countries}
    groups: dict[tuple[int, str, str, str], list[Policy]] = {}
    for week, policy, word in _dates(view, layout):
        if isinstance(policy, SubstitutionInvestment):
            continue  # the events of the run tell when work begins and what comes of it
        actor = names.get(policy.actor, policy.actor)
        what = instrument_said(policy, layout, begins=not actor)
        groups.setdefault((week, actor, what, word), []).append(policy)
    for (week, actor, what, word), members in groups.items():
        named = [each.name for each in members if each.name.lower() != each.instrument.lower()]
        yield week, _change(actor, what, word, joined(named))


def _change(actor: str, instrument: str, word: str, names: str) -> str:
    """Return the sentence of a dated change; no names where they say what the instrument says."""
    told = {"actor": actor, "instrument": instrument, "change": word, "names": names}
    if actor and names:
        return said("{actor}: {instrument} {change} – {names}.", **told)
    if names:
        return said("{instrument} {change} – {names}.", **told)
    if actor:
        return said("{actor}: {instrument} {change}.", **told)
    return said("{instrument} {change}.", **told)


def _of_events(view: View, recording: Recording, run: int) -> Iterator[tuple[int, str]]:
    """Yield week and sentence of the events of a run that concern what is shown."""
    events, span = recording.events, view.span
    week_of = events[:, 0]
    shown = (events[:, 3] == run) & (week_of >= span.start) & (week_of < span.stop)
    groups: dict[tuple[int, Kind, Subject], list[tuple[str, float]]] = {}
    for week, kind, row, _, value in events[shown].tolist():
        place = _PLACES.get(Kind(int(kind)))
        found = place(view, recording.layout, int(row)) if place else None
        if found is not None:
            detail = found.pop("who", "")
            key = (int(week), Kind(int(kind)), tuple(found.items()))
            groups.setdefault(key, []).append((detail, float(value)))
    for (week, kind, subject), members in groups.items():
        yield week, _sentence(kind, subject, members)


Found = dict[str, str] | None
"""The subject of an event, and ``who`` it adds; None where it is not of what is shown."""

Members = list[tuple[str, float]]
"""For each event of one sentence: what it adds, and its value."""


def _link(view: View, layout: Layout, row: int) -> Found:
    """Place an event of a sourcing link: the item is its subject."""
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    plant = layout.suppliers[layout.link_rows[row].supplier]
    way = said("{plant} to {buyer}", plant=plant.name, buyer=buyer)
    return _if_shown(view, layout, (buyer, plant.item), who=way)


def _test(view: View, layout: Layout, row: int) -> Found:
    """Place a qualification: plant and item are its subject, the buyer is what it adds."""
    buyer = layout.buyer_names[layout.buyer_of_link[row]]
    plant = layout.suppliers[layout.link_rows[row].supplier]
    return _if_shown(view, layout, (buyer, plant.item), plant=plant.name, who=buyer)


def _need(view: View, layout: Layout, row: int) -> Found:
    need = layout.need_rows[row]
    buyer = layout.buyer_names[need.buyer]
    return {"item": _item(layout, need.need.item), "who": buyer} if buyer in view.buyers else None


def _project(view: View, layout: Layout, row: int) -> Found:
    project = layout.investments[row]
    plant = layout.suppliers[layout.supplier_row[project.supplier]]
    return _if_shown(view, layout, (view.buyers[0], plant.item), project=project.name)


def _relation(view: View, layout: Layout, row: int) -> Found:
    government, partner = layout.relation_pairs[row]
    return {"government": view.country_name(government), "partner": view.country_name(partner)}


def _lever(view: View, layout: Layout, row: int) -> Found:
    control = layout.levers[row]
    return {"government": view.country_name(control.imposer), "control": control.name}


def _rule(view: View, layout: Layout, row: int) -> Found:
    policy, _ = layout.ruled[row]
    return {"policy": policy.name} if _concerns(view, layout, policy) else None


def _award(view: View, layout: Layout, row: int) -> Found:
    programme, award = layout.awards[row]
    return {"government": view.country_name(programme.country), "project": award.project}


def _move(view: View, layout: Layout, row: int) -> Found:
    _, move = layout.moves[row]
    country = layout.suppliers[layout.supplier_row[move.to]].country
    return {"plant": move.plant, "country": view.country_name(country)}


def _if_shown(view: View, layout: Layout, sale: tuple[str, str], **told: str) -> Found:
    """Return what is told of a sale, a buyer and an item, with the item, if both are shown."""
    buyer, item = sale
    is_shown = buyer in view.buyers and any(each.name == item for each in view.items)
    return {**told, "item": _item(layout, item)} if is_shown else None


def _item(layout: Layout, name: str) -> str:
    return in_prose(layout.items[layout.item_row[name]])


def _sentence(kind: Kind, subject: Subject, members: Members) -> str:
    """Return what happened: the subject, who is concerned, and a number."""
    value = members[0][1]
    weeks = round(median(value for _, value in members))
    template = SENTENCES[kind]
    return said(
        template,
        **_with_articles(template, subject),
        who=some([detail for detail, _ in members if detail], MOST_NAMES),
        licences=said_count(len(members), "{count} licence", "{count} licences"),
        weeks=said_count(weeks, "{count} week", "{count} weeks"),
        share=percent(value),
        amount=amount(value),
    )


def _with_articles(template: str, subject: Subject) -> dict[str, str]:
    """Return the subject of a sentence, its countries with their articles."""
    return {
        place: country_said(name, begins=template.startswith(f"{{{place}}}"))
        if place in OF_COUNTRIES
        else name
        for place, name in subject
    }


_PLACES: dict[Kind, Callable[[View, Layout, int], Found]] = {
    Kind.MOVED_UP: _relation,
    Kind.MOVED_DOWN: _relation,
    Kind.CONTROL_IN_FORCE: _lever,
    Kind.CONTROL_LIFTED: _lever,
    Kind.COMPLAINT: _relation,
    Kind.RULE_MET: _rule,
    Kind.RULE_IN_FORCE: _rule,
    Kind.RULE_ENDED: _rule,
    Kind.APPLICATION_GRANTED: _link,
    Kind.APPLICATION_PARTLY_GRANTED: _link,
    Kind.APPLICATION_REFUSED: _link,
    Kind.PROJECT_STARTED: _project,
    Kind.PROJECT_PRODUCES: _project,
    Kind.PROJECT_COMPLETE: _project,
    Kind.QUALIFICATION_STARTED: _test,
    Kind.QUALIFICATION_PASSED: _test,
    Kind.QUALIFICATION_FAILED: _test,
    Kind.STOCK_OUT: _need,
    Kind.STOCK_RECOVERED: _need,
    Kind.AWARD_BOUND: _award,
    Kind.AWARD_LAPSED: _award,
    Kind.RELOCATION_AGREED: _move,
    Kind.RELOCATION_DECLINED: _move,
    Kind.RELOCATION_PRODUCES: _move,
}
"""What each kind of event is about; kinds that are not told are absent."""
