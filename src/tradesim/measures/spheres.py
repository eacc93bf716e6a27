"""Spheres of trade: countries that trade with each other, or between which a policy stands.

What happens in one sphere says nothing of another: a file may hold two worlds, and the measures of
each are what they would be without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradesim.policies.base import Policy
from tradesim.scenario.purchases import homes, purchases
from tradesim.scenario.schema import Scenario


class Spheres:
    """Which countries of a scenario belong together.

    Args:
        scenario: The scenario.
        policies: The policies that may stand between countries.
    """

    def __init__(self, scenario: Scenario, policies: Sequence[Policy]) -> None:
        """Join the countries, link by link and policy by policy."""
        self._first = {country.code: country.code for country in scenario.countries}
        self._home = homes(scenario) | self._first
        for bought in purchases(scenario):
            sellers = [*bought.need.sources, *bought.need.candidates]
            self._join(self._homes([bought.buyer, *sellers]))
        for policy in policies:
            self._join(self._named(policy))

    def same(self, one: str, other: str) -> bool:
        """Say whether two countries belong to one sphere."""
        return self._leader(one) == self._leader(other)

    def concerns(self, policy: Policy, country: str) -> bool:
        """Say whether a policy concerns the sphere of a country; one that names none may."""
        named = self._named(policy)
        return not named or any(self.same(country, one) for one in named)

    def _named(self, policy: Policy) -> list[str]:
        """Return the countries that a policy names, by their codes or by who is in them."""
        buyers = getattr(policy, "buyers", None) or ()
        return self._homes([policy.actor, policy.target, *policy.markets, *buyers])

    def _homes(self, names: Iterable[str]) -> list[str]:
        return [self._home[name] for name in names if name in self._home]

    def _join(self, countries: Sequence[str]) -> None:
        for country in countries[1:]:
            self._first[self._leader(country)] = self._leader(countries[0])

    def _leader(self, country: str) -> str:
        while self._first[country] != country:
            country = self._first[country]
        return country
