"""Why a sourcing link delivered less than usual: held, not made, or not ordered.

In a week in which nothing may leave, all that is missing counts to what forbids it. In others,
what is missing and on order counts to what held it and to the plant, as the unfilled orders of the
week divide between the two; what is missing and was not ordered counts to the buyer.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tradesim.explanations.applications import standing
from tradesim.explanations.holds import Hold, holding, inspections_on, levies_on, rules
from tradesim.explanations.one_run import OneRun
from tradesim.explanations.rundown import Rundown
from tradesim.explanations.shortage import binding_need
from tradesim.explanations.tally import Reason, Tally
from tradesim.policies.effects import BAN

FULL = 0.999
"""Share of its capacity from which a plant makes all it can."""

DEARER = 1.02
"""Price over what it was from which a source counts as dearer."""

ALL = 1.0 - 1e-6
"""Share of the orders of a week that, when held, means that nothing may leave."""


def why_less(run: OneRun, fall: Rundown, link: int) -> Tally:
    """Return what kept a link from delivering as usual, over the weeks in which it left less."""
    tally, lead = Tally(), int(run.lead[link])
    usual = fall.usual_deliveries[link]
    for week in range(max(fall.first + 1 - lead, 0), fall.last + 1 - lead):
        missing = usual - run.shipped(link, week)
        if missing > 1e-9 * max(usual, 1.0):
            _book(run, fall, link, (week, missing), tally)
    return tally


def _book(run: OneRun, fall: Rundown, link: int, gap: tuple[int, float], tally: Tally) -> None:
    """Book what is missing of one week's dispatch."""
    week, missing = gap
    unfilled = float(run.panels["unfilled"][week, link])
    held = float(run.panels["held"][week, link])
    asked = unfilled + run.shipped(link, week)
    binding = holding(run, link, week)
    stopped = any(hold.stops_all for hold in binding)
    if stopped or (asked > 0.0 and held >= ALL * asked):
        tally.add(week, missing, why_held(run, link, week))
        return
    waiting = min(missing, unfilled)
    part = waiting * min(held / unfilled, 1.0) if unfilled > 0.0 else 0.0
    if part > 0.0:
        tally.add(week, part, why_held(run, link, week))
    if waiting > part:
        tally.add(week, waiting - part, why_not_made(run, link, week))
    _book_orders(run, fall, link, (week, missing - waiting), tally)


def why_held(run: OneRun, link: int, week: int) -> Reason:
    """Return what held orders of a link in a week."""
    binding = holding(run, link, week)
    if not binding:
        return Reason("unknown", detail="held")
    names = tuple(hold.policy.name for hold in binding)
    if len(binding) > 1:
        return Reason("several", names)
    (hold,) = binding
    forbidding = "ban" if hold.level >= BAN else ""
    kind = hold.policy.cause or forbidding
    if kind:
        return Reason(kind, names, hold.first)
    since = _under_licence_since(run, link, hold)
    phase, begun = standing(run, link, week, since, min(since, hold.announced))
    return Reason(phase, names, begun)


def _under_licence_since(run: OneRun, link: int, hold: Hold) -> int:
    """Return the first week of an unbroken time under controls that ends with one of them."""
    first = hold.first
    for other in sorted(rules(run).get(link, ()), key=lambda other: -other.first):
        if other.first < first <= other.end:
            first = other.first
    return first


def why_not_made(run: OneRun, link: int, week: int) -> Reason:
    """Return why a plant could not ship what was ordered and free to leave."""
    layout = run.layout
    plant = layout.link_rows[link].supplier
    capacity = float(run.panels["capacity"][week, plant])
    made = float(run.panels["production"][week, plant])
    if capacity <= 0.0:
        return Reason("no_capacity")
    if plant in layout.processors:
        buyer = len(layout.final_buyers) + layout.processors.index(plant)
        need = binding_need(run, buyer, week)
        if need is not None:
            return Reason("inputs", detail=layout.need_rows[need].need.item)
    return Reason("capacity" if made >= FULL * capacity else "stepping_up")


def _book_orders(
    run: OneRun, fall: Rundown, link: int, gap: tuple[int, float], tally: Tally
) -> None:
    """Book what is missing and was not ordered: for want of need, or ordered elsewhere.

    Where consignments are inspected on arrival, what is missing counts to that.
    """
    week, missing = gap
    waits = inspections_on(run, link, week + int(run.lead[link]))
    if waits:
        tally.add(week, missing, Reason("inspection", waits))
        return
    usual = fall.usual_deliveries
    whole = sum(usual.values())
    ordered = sum(placed(run, other, week) for other in usual)
    less = 0.0
    if np.isfinite(ordered) and whole > 0.0:
        less = min(max(usual[link] * (1.0 - ordered / whole), 0.0), missing)
    tally.add(week, less, Reason("no_demand"))
    tally.add(week, missing - less, why_moved(run, fall, link, week))


def placed(run: OneRun, link: int, week: int) -> float:
    """Return what was ordered on a link in a week, from what left and what stayed.

    ``placed = shipped + unfilled - kept * (unfilled the week before - called off)``; not a number
    where its arrival lies past the end of the run.
    """
    patience = run.number(run.layout.scenario.behaviour.patience_weeks)
    unfilled = run.panels["unfilled"][:, link]
    before = float(unfilled[week - 1]) if week else 0.0
    before -= float(run.panels["called_off"][week, link])
    return run.shipped(link, week) + float(unfilled[week]) - (1.0 - 1.0 / patience) * before


def why_moved(run: OneRun, fall: Rundown, link: int, week: int) -> Reason:
    """Return why a buyer ordered less of a source than of the others."""
    levies = levies_on(run, link, week)
    told = [hold for hold in rules(run).get(link, ()) if hold.announced <= week]
    feared = tuple(dict.fromkeys(hold.policy.name for hold in told))
    dearer = _dearer(run, fall, link, week)
    found = [
        *(
            Reason(cause, tuple(levy.name for levy in levies if levy.cause == cause))
            for cause in dict.fromkeys(levy.cause for levy in levies)
        ),
        *([Reason("distrust", feared, min(hold.announced for hold in told))] if feared else []),
        *([Reason("price")] if dearer else []),
    ]
    if len(found) == 1:
        return found[0]
    candidates = "; ".join(reason.kind for reason in found)
    return Reason(
        "ordered_elsewhere", (*(levy.name for levy in levies), *feared), detail=candidates
    )


def _dearer(run: OneRun, fall: Rundown, link: int, week: int) -> bool:
    """Say whether a source had become dearer by more than the buyer's other sources."""
    rise = _price_rises(run, fall.need, fall.usual)
    others = [rise[other][week] for other in rise if other != link and fall.usual_deliveries[other]]
    least = min(others, default=1.0)
    return bool(rise[link][week] > DEARER * min(least, 1.0) and rise[link][week] > DEARER)


@lru_cache(maxsize=64)
def _price_rises(run: OneRun, need: int, usual: tuple[int, int]) -> dict[int, np.ndarray]:
    """Return the price of each source over its mean when all was usual, by link."""
    prices, (low, end) = run.panels["price"], usual
    before = prices[low : max(end, low + 1)].mean(axis=0)
    plants = {link: run.layout.link_rows[link].supplier for link in run.links_of(need)}
    return {link: prices[:, plant] / before[plant] for link, plant in plants.items()}
