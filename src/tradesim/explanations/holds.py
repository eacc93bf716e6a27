"""Which rule stood in the way of a sourcing link, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tradesim.explanations.one_run import OneRun
from tradesim.policies.base import Policy
from tradesim.policies.demand_shock import DemandShock
from tradesim.policies.effects import BAN
from tradesim.policies.export_control import ExportControl
from tradesim.policies.inspection import Inspection
from tradesim.policies.levy import Levy
from tradesim.policies.rule import follows_rule
from tradesim.wording.events import NOUNS
from tradesim.world.layout import controls_of
from tradesim.world.log import Kind

LIMIT = 0
"""Level of a rule that limits without forbidding: a quota."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A rule while it binds some links.

    Attributes:
        policy: The rule.
        level: Its rung on the ladder of controls; that of a ban for a blockade.
        announced: Week in which buyers learnt of it.
        first: First week in which it binds.
        end: Week from which it binds no more.
    """

    policy: Policy
    level: int
    announced: int
    first: int
    end: int

    @property
    def stops_all(self) -> bool:
        """Whether nothing at all may leave while it binds: it leaves no part of the trade out."""
        policy = self.policy
        return self.level >= BAN and (not isinstance(policy, ExportControl) or policy.covers_all)

    def binds(self, week: int) -> bool:
        """Say whether it binds in a week."""
        return self.first <= week < self.end


Rules = dict[int, tuple[Hold, ...]]
"""By link: every rule that ever binds it, in the order of the file."""


@lru_cache(maxsize=4)
def rules(run: OneRun) -> Rules:
    """Return the rules that ever bind each link of a run."""
    found: dict[int, list[Hold]] = {}
    for control in controls_of(run.layout.scenario):
        rows = {int(link) for row in control.controls(run.layout) for link in row.links}
        for hold in _spells(run, control):
            for link in sorted(rows):
                found.setdefault(link, []).append(hold)
    for policy in sorted(run.layout.scenario.happenings, key=lambda policy: policy.forbids):
        hold = _at_the_border(run, policy)
        for link in policy.bars(run.layout).tolist() if hold.first < hold.end else ():
            found.setdefault(link, []).append(hold)
    return {link: tuple(holds) for link, holds in found.items()}


def holding(run: OneRun, link: int, week: int) -> tuple[Hold, ...]:
    """Return the rules that hold a link in a week: of controls, the one that governs.

    Where something forbids all dispatch, what merely limits it does not count.
    """
    binding = [hold for hold in rules(run).get(link, ()) if hold.binds(week)]
    controls = [hold for hold in binding if isinstance(hold.policy, ExportControl)]
    governing = sorted(controls, key=lambda hold: -hold.level)[:1]
    others = [hold for hold in binding if not isinstance(hold.policy, ExportControl)]
    standing = [*governing, *others]
    total = [hold for hold in standing if hold.stops_all]
    return tuple(total or standing)


def levies_on(run: OneRun, link: int, week: int) -> list[Levy]:
    """Return the levies on what a link delivers in a week."""
    return [
        levy for levy, links, (first, end) in _levies(run) if link in links and first <= week < end
    ]


def inspections_on(run: OneRun, link: int, week: int) -> tuple[str, ...]:
    """Return the names of the inspections of what arrives on a link in a week."""
    return tuple(
        policy.name
        for policy in run.layout.of_kind(Inspection)
        if run.week_of(policy.effective) <= week < run.week_of(policy.until)
        and link in policy.links(run.layout)
    )


@lru_cache(maxsize=4)
def _levies(run: OneRun) -> list[tuple[Levy, frozenset[int], tuple[int, int]]]:
    """Return every levy with the links it is on, and its first week and end."""
    return [
        (levy, frozenset(levy.links(run.layout).tolist()), span)
        for levy in run.layout.of_kind(Levy)
        for span in _spans(run, levy)
    ]


def _spans(run: OneRun, levy: Levy) -> list[tuple[int, int]]:
    """Return first week and end of each time a levy is due: by its dates, or by its rule."""
    if follows_rule(levy):
        return [(first, end) for _, first, end in _by_rule(run, levy)]
    return [(run.week_of(levy.effective), run.week_of(levy.until))]


def _by_rule(run: OneRun, policy: Policy) -> Iterator[tuple[int, int, int]]:
    """Yield the weeks in which a policy's rule was met, in which it took hold, and its end."""
    met = _weeks_of(run, policy, NOUNS[Kind.RULE_MET])
    ended = _weeks_of(run, policy, NOUNS[Kind.RULE_ENDED])
    for first in _weeks_of(run, policy, NOUNS[Kind.RULE_IN_FORCE]):
        end = min((week for week in ended if week > first), default=run.weeks)
        yield max(week for week in met if week <= first), first, end


def demand_shocks_on(run: OneRun, buyer: int, low: int, week: int) -> list[DemandShock]:
    """Return the demand shocks that met a buyer in some weeks, or those who buy of it."""
    makers = run.layout.final_buyers
    if buyer >= len(makers):
        return _shocks_on_customers(run, buyer, low, week)
    maker = makers[buyer]
    return [
        shock
        for shock in run.layout.of_kind(DemandShock)
        if shock.meets(maker.name, maker.product)
        and run.week_of(shock.start) <= week
        and run.week_of(shock.end) + run.number(shock.ramp_weeks) > low
    ]


def _shocks_on_customers(run: OneRun, buyer: int, low: int, week: int) -> list[DemandShock]:
    """Return the demand shocks that met final buyers for which a plant makes, through others."""
    layout, makers = run.layout, len(run.layout.final_buyers)
    seen, found, waiting = {buyer}, dict[str, DemandShock](), [buyer]
    while waiting:
        plant = layout.processors[waiting.pop() - makers]
        links = [row for row, link in enumerate(layout.link_rows) if link.supplier == plant]
        for customer in {int(layout.buyer_of_link[row]) for row in links} - seen:
            seen.add(customer)
            if customer >= makers:
                waiting.append(customer)
            else:
                shocks = demand_shocks_on(run, customer, low, week)
                found |= {shock.name: shock for shock in shocks}
    return list(found.values())


def relevant_weeks(run: OneRun, need: int) -> list[int]:
    """Return the weeks in which something dated that concerns a need was announced or began."""
    links = run.links_of(need)
    weeks = [hold.announced for link in links for hold in rules(run).get(link, ())]
    weeks += [first for _, dutiable, (first, _) in _levies(run) if dutiable & {*links}]
    buyer = run.layout.need_rows[need].buyer
    weeks += [run.week_of(s.start) for s in demand_shocks_on(run, buyer, -1, run.weeks)]
    return weeks


def weeks_in_force(run: OneRun, need: int) -> list[int]:
    """Return the weeks in which a rule that holds goods for a need began to bind."""
    return [hold.first for link in run.links_of(need) for hold in rules(run).get(link, ())]


def _spells(run: OneRun, control: ExportControl) -> Iterator[Hold]:
    """Yield a control each time it binds: on its dates, by its rule, or when it was pulled."""
    if control.when is not None:
        for met, first, end in _by_rule(run, control):
            yield Hold(control, control.rung, met, first, end)
        return
    if not control.available:
        first, end = run.week_of(control.effective), run.week_of(control.ends)
        announced = run.week_of(control.announced or control.effective)
        if first < end:
            yield Hold(control, control.rung, announced, first, end)
        return
    begun = _weeks_of(run, control, NOUNS[Kind.CONTROL_IN_FORCE])
    ended = _weeks_of(run, control, NOUNS[Kind.CONTROL_LIFTED])
    for first in begun:
        end = min((week for week in ended if week > first), default=run.weeks)
        yield Hold(control, control.rung, first, first, end)


def _weeks_of(run: OneRun, policy: Policy, word: str) -> list[int]:
    said = f"{policy.name} ({policy.instrument})"
    return run.weeks_of(word, lambda each: f"{each.detail}: ".startswith(f"{said}: "))


def _at_the_border(run: OneRun, policy: Policy) -> Hold:
    first, end = policy.span
    return Hold(
        policy,
        BAN if policy.forbids else LIMIT,
        run.week_of(policy.heard),
        run.week_of(first),
        run.week_of(end),
    )
