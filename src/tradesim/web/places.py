"""Countries within the sentences of the page: with their articles, and where supply was lost."""

from __future__ import annotations

from tradesim.policies.base import Policy
from tradesim.records.aims import Aims
from tradesim.scenario.naming import capital, country_in_prose
from tradesim.wording.lists import joined
from tradesim.wording.said import said
from tradesim.world.layout import Layout


def country_said(name: str, *, begins: bool = False) -> str:
    """Return a country within a sentence, or at its beginning: with its article, if it has one."""
    if country_in_prose(name) != f"the {name}":
        return name
    return said("The {country}", country=name) if begins else said("the {country}", country=name)


def instrument_said(policy: Policy, layout: Layout, *, begins: bool) -> str:
    """Return what a policy or shock is called in a sentence: a loss of supply with its place.

    Args:
        policy: The policy or shock.
        layout: Names of all rows.
        begins: Whether the sentence begins with it.
    """
    what = policy.interruption or policy.instrument
    what = capital(what) if begins else what
    names = {country.code: country.name for country in layout.scenario.countries}
    cuts = (cut for cut in Aims(layout).interruptions if cut.shock.name == policy.name)
    places = [country_said(names[code]) for code in dict.fromkeys(cut.place for cut in cuts)]
    if not places:
        return what
    if " of " in policy.interruption:
        return said("{loss} in {countries}", loss=what, countries=joined(places))
    return said("{stop} of {countries}", stop=what, countries=joined(places))
