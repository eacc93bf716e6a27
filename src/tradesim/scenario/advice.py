"""What is sound in a scenario, and may still mislead its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tradesim.countries import is_country, is_region
from tradesim.policies.reviewed_control import ReviewedControl
from tradesim.scenario.checks.countries import OWN_CODES
from tradesim.scenario.regimes import bundled_regimes
from tradesim.scenario.schema import BuyerEntry, Scenario
from tradesim.scenario.size import is_large
from tradesim.scenario.wording import listing


def advice(scenario: Scenario) -> list[str]:
    """Return a sentence for each thing that the author should know of."""
    weights = () if is_large(scenario) else _unweighted_losses(scenario)
    return [*_unknown_regions(scenario), *_borrowed_regimes(scenario), *weights]


def _unknown_regions(scenario: Scenario) -> Iterator[str]:
    """Yield what stands for several countries, and does not say for which."""
    countries = scenario.countries
    if not any(is_country(country.code) for country in countries):
        return
    for country in countries:
        if is_country(country.code) or country.members:
            continue
        said = f"'{country.code}' ({country.name}) "
        said += "is" if is_region(country.code) else "is no code of ISO 3166: it is taken as"
        members = "'members: [DEU, FRA]', or 'members: rest' for all others"
        code = "" if is_region(country.code) else f" under {OWN_CODES}"
        yield f"{said} a region of your own that names no countries. Name them{code}: {members}."


def _borrowed_regimes(scenario: Scenario) -> Iterator[str]:
    """Yield the controls under a regime of another government, or of a later date.

    The terms of a regime belong to a government and a date; taken elsewhere they are a guess.
    """
    for policy in scenario.policies:
        if not isinstance(policy, ReviewedControl) or policy.office is None:
            continue
        regime = policy.office
        begins, since = policy.effective, regime.in_force.value
        said = f"'{policy.name}' is decided as under '{regime.name}', "
        if policy.actor != regime.government:
            known = bundled_regimes().values()
            own = [each.name for each in known if each.government == policy.actor]
            other = " or ".join(own) or f"a regime of {policy.actor} under 'regimes:'"
            yield (
                f"{said}a regime of {regime.government}; {policy.actor} imposes it. Give "
                f"'terms:', or {other}, if its office decides otherwise."
            )
        elif begins is not None and begins.value < since:
            yield (
                f"{said}which is in force from {since} on; it binds from {begins.value}. Give "
                "the terms of that day under 'terms:' if they were others."
            )


def _unweighted_losses(scenario: Scenario) -> Iterator[str]:
    """Yield the countries of which losses cannot be weighted by the value of output."""
    buyers: dict[str, list[BuyerEntry]] = defaultdict(list)
    for buyer in scenario.buyers:
        buyers[buyer.country].append(buyer)
    for country, together in buyers.items():
        without = [buyer.name for buyer in together if buyer.output_value.value == 0]
        if without and len(together) > 1:
            verb = "has" if len(without) == 1 else "have"
            yield (
                f"{listing(without)} {verb} no 'output_value': the losses of {len(together)} "
                f"buyers in {country} are averaged unweighted. Give each the value of a unit of "
                "its output, USD."
            )
