"""Other policy mixes in the same world: policies left out, named sets of overrides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from tradesim.errors import OverrideError
from tradesim.fields import DateFigure
from tradesim.policies.base import Policy
from tradesim.scenario import overrides
from tradesim.scenario.checks.dates import BEGINNINGS
from tradesim.scenario.extending import answering
from tradesim.scenario.schema import Scenario
from tradesim.scenario.wording import Finding, did_you_mean, listing


def without(scenario: Scenario, names: str | Sequence[str]) -> tuple[Scenario, tuple[str, ...]]:
    """Return a scenario without some policies or shocks, and without what answered them.

    Args:
        scenario: The scenario.
        names: Names of policies or shocks, or the name of one.

    Returns:
        The scenario, and the names of the responses that went too.

    Raises:
        OverrideError: If a name is that of no policy and no shock.
    """
    names = [names] if isinstance(names, str) else names
    known = [policy.name for policy in scenario.happenings]
    for name in names:
        if name not in known:
            said = f"this is no policy or shock of the scenario ({listing(known)})."
            raise OverrideError(name, said + did_you_mean(name, known), option="--without")
    answers = responses(scenario, names)
    gone = {*names, *answers}
    kept = {
        section: [policy for policy in getattr(scenario, section) if policy.name not in gone]
        for section in ("policies", "shocks")
    }
    return scenario.model_copy(update=kept), answers


def ending(scenario: Scenario, day: dt.date) -> Scenario:
    """Return a scenario that ends on a day, without policies and shocks that act only later.

    Raises:
        OverrideError: If what is left does not make sense, e.g. it ends before it starts.
    """
    later = [choice.name for choice in scenario.happenings if _begins(choice) > day]
    return overrides.apply(without(scenario, later)[0], {"end": day})


def _begins(choice: Policy) -> dt.date:
    """Return the day from which a policy or shock acts; one without dates stands ready."""
    dates = [getattr(choice, field, None) for field in BEGINNINGS]
    return max((d.value for d in dates if isinstance(d, DateFigure)), default=dt.date.min)


def with_all_policies(scenarios: Sequence[Scenario]) -> Scenario:
    """Return the first of some scenarios with the policies that only others have, by name.

    It is to measure beside, not to run: the policies together need not make sense.
    """
    policies = {policy.name: policy for scenario in scenarios[::-1] for policy in scenario.policies}
    first = scenarios[0]
    own = {policy.name for policy in first.policies}
    further = [policy for name, policy in policies.items() if name not in own]
    return first.model_copy(update={"policies": [*first.policies, *further]})


def responses(scenario: Scenario, names: Collection[str]) -> tuple[str, ...]:
    """Return the names of what answers some policies, and what answers those, in file order."""
    answers = {policy.name: policy.response_to for policy in scenario.happenings}
    gone = answering(answers, names)
    return tuple(name for name in answers if name in gone and name not in names)


def variant(scenario: Scenario, name: str) -> Scenario:
    """Return a named variant: first what it leaves out goes, then what it sets is set.

    Raises:
        OverrideError: If there is no such variant, or its values do not fit.
    """
    if name not in scenario.variants:
        known = listing(list(scenario.variants)) or "none"
        said = f"the scenario has no such variant ({known}).{did_you_mean(name, scenario.variants)}"
        raise OverrideError(name, said, option="--variant")
    chosen = scenario.variants[name]
    reduced, _ = without(scenario, chosen.without)
    return overrides.apply(reduced, chosen.set) if chosen.set else reduced


def trial(scenario: Scenario) -> Iterator[Finding]:
    """Yield what goes wrong when each variant of a sound scenario is made."""
    for name in scenario.variants:
        try:
            variant(scenario, name)
        except OverrideError as error:
            yield Finding(("variants", name, "set", error.path), error.message)
