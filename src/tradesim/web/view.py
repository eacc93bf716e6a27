"""What the page shows of a scenario: weeks, country, buyers, goods, the item whose flows are drawn.

Chosen once, for the scenario as written, so that runs with other policies show the same things.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from tradesim.records.aims import Aims
from tradesim.scenario import Scenario
from tradesim.scenario.schema import BuyerEntry, Item, Need, SupplierEntry
from tradesim.world.calendar import Calendar
from tradesim.world.layout import lay_out

MOST_BUYERS, MOST_GROUPS, MOST_PLANTS = 6, 4, 10
"""Buyers, customs groups and plants shown where the scenario does not say which."""


@dataclass(frozen=True)
class View:
    """What is shown.

    Attributes:
        scenario: The scenario as written.
        country: Country code of the buyers; of several the first.
        buyers: Names of the buyers shown.
        groups: Customs groups shown.
        item: Name of the item whose flows are drawn.
    """

    scenario: Scenario
    country: str
    buyers: tuple[str, ...]
    groups: tuple[str, ...]
    item: str

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of the countries shown: one, or those of a region."""
        return _shown_countries(self.scenario)

    @cached_property
    def place(self) -> str:
        """What the country or the region is called."""
        return self.scenario.page.region or self.country_name(self.country)

    @cached_property
    def calendar(self) -> Calendar:
        """The weeks of the scenario."""
        return Calendar.spanning(self.scenario.start, self.scenario.end)

    @cached_property
    def span(self) -> slice:
        """The weeks shown."""
        page, first = self.scenario.page, self.calendar.first_monday
        start = 0 if page.start is None else (page.start - first).days // 7
        end = self.calendar.weeks if page.end is None else (page.end - first).days // 7 + 1
        return slice(start, end)

    @cached_property
    def weeks(self) -> range:
        """The same, one after the other."""
        return range(self.calendar.weeks)[self.span]

    @cached_property
    def mondays(self) -> list[dt.date]:
        """The first day of each week shown."""
        return [self.calendar.monday(week) for week in range(self.span.start, self.span.stop)]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the groups shown that some shown buyer needs."""
        needed = {need.item for need, _ in self._needs}
        return tuple(
            item
            for item in self.scenario.items
            if item.customs_group in self.groups and item.name in needed
        )

    @cached_property
    def final_buyers(self) -> tuple[BuyerEntry, ...]:
        """The buyers shown that make a product."""
        return tuple(maker for maker in self.scenario.buyers if maker.name in self.buyers)

    @cached_property
    def origins(self) -> dict[str, tuple[str, ...]]:
        """For each group: countries with a plant that may supply the country, its own last."""
        return {group: self._origins(group) for group in self.groups}

    @cached_property
    def network_buyers(self) -> tuple[str, ...]:
        """The shown buyers that need the item whose flows are drawn."""
        users = {buyer for need, buyer in self._needs if need.item == self.item}
        return tuple(name for name in self.buyers if name in users)

    @cached_property
    def network_plants(self) -> tuple[SupplierEntry, ...]:
        """The plants that may supply them, those with the largest share at the start first kept."""
        share: dict[str, float] = {}
        for need, _ in self._needs:
            if need.item == self.item:
                for plant in need.candidates:
                    share.setdefault(plant, 0.0)
                for plant, part in need.sources.items():
                    share[plant] = share.get(plant, 0.0) + part.value * need.baseline_use.value
        largest = sorted(share, key=lambda name: -share[name])[:MOST_PLANTS]
        return tuple(plant for plant in self.scenario.suppliers if plant.name in largest)

    def country_name(self, code: str) -> str:
        """Return the name of a country."""
        return next(c.name for c in self.scenario.countries if c.code == code)

    @cached_property
    def _needs(self) -> list[tuple[Need, str]]:
        """The needs of the shown buyers, each with the buyer."""
        return [pair for pair in _needs(self.scenario) if pair[1] in self.buyers]

    def names_in(self, group: str) -> tuple[str, ...]:
        """Return the items of a customs group."""
        return tuple(i.name for i in self.scenario.items if i.customs_group == group)

    def held_exports(self, group: str) -> dict[str, tuple[str, ...]]:
        """Return where goods go from countries whose sales of them to several countries are cut.

        Countries of origin, each with those that it may sell a customs group to, in the order of
        the file. Of one that a control or a shock keeps from a single country imports say it all.
        """
        met: dict[str, set[str]] = {}
        for into in self._home.values():
            for item in self.names_in(group):
                for origin in self._aims.sources(into, item):
                    met.setdefault(origin, set()).add(into)
        sold = {origin: self._buyers_of(group, origin) for origin in met}
        return {code: into for code, into in sold.items() if len(met[code] & {*into}) > 1}

    def _buyers_of(self, group: str, origin: str) -> tuple[str, ...]:
        items = self.names_in(group)
        plants = {plant.name for plant in self.scenario.suppliers if plant.country == origin}
        into = {
            self._home[buyer]
            for need, buyer in _needs(self.scenario)
            if need.item in items and plants & {*need.sources, *need.candidates}
        }
        return tuple(c.code for c in self.scenario.countries if c.code in into - {origin})

    @cached_property
    def _aims(self) -> Aims:
        return Aims(lay_out(self.scenario))

    @cached_property
    def _home(self) -> dict[str, str]:
        return _home(self.scenario)

    def _origins(self, group: str) -> tuple[str, ...]:
        items = self.names_in(group)
        known = {
            name
            for need, buyer in _needs(self.scenario)
            if need.item in items and self._home[buyer] in self.countries
            for name in (*need.sources, *need.candidates)
        }
        found = {plant.country for plant in self.scenario.suppliers if plant.name in known}
        order = [country.code for country in self.scenario.countries]
        return tuple(sorted(found, key=lambda code: (code in self.countries, order.index(code))))


def view_of(scenario: Scenario) -> View:
    """Return what is shown of a scenario: what it says itself, the rest by default."""
    page = scenario.page
    countries = _shown_countries(scenario)
    at_home = _home(scenario)
    own = [name for name, code in at_home.items() if code in countries]
    buyers = tuple(page.buyers or own[:MOST_BUYERS] or list(at_home)[:MOST_BUYERS])
    needs = [need for need, buyer in _needs(scenario) if buyer in buyers]
    groups = tuple(page.groups or _groups(scenario, needs)[:MOST_GROUPS])
    item = page.network or _network_item(scenario, needs, groups)
    return View(scenario, countries[0], buyers, groups, item)


def _shown_countries(scenario: Scenario) -> tuple[str, ...]:
    page = scenario.page
    if page.region:
        return tuple(scenario.hindcast.regions[page.region])
    return (page.country or _country(scenario),)


def _home(scenario: Scenario) -> dict[str, str]:
    """Return the country of each buyer: final buyers, then plants that buy inputs."""
    homes = {maker.name: maker.country for maker in scenario.buyers}
    return homes | {plant.name: plant.country for plant in scenario.suppliers if plant.recipe}


def _needs(scenario: Scenario) -> list[tuple[Need, str]]:
    made = [(need, maker.name) for maker in scenario.buyers for need in maker.needs]
    return made + [(need, plant.name) for plant in scenario.suppliers for need in plant.recipe]


def _country(scenario: Scenario) -> str:
    """Return the first country with buyers that a policy is aimed at, or else with buyers.

    Of those that policies are aimed at, the markets that the scenario names go first, in its order.
    """
    with_buyers = set(_home(scenario).values())
    markets = (market for policy in scenario.policies for market in policy.markets)
    aimed = [market for market in markets if market in with_buyers]
    named = [market for market in scenario.markets if market in (aimed or with_buyers)]
    return next(iter((*named, *aimed)), scenario.buyers[0].country)


def _groups(scenario: Scenario, needs: list[Need]) -> list[str]:
    """Return customs groups that the buyers need: those that policies name before the others."""
    needed = {need.item for need in needs}
    named = {item for policy in scenario.policies for item in policy.subjects}
    groups = {
        item.customs_group: 0 for item in scenario.items if item.name in needed & named
    }  # an ordered set
    others = {item.customs_group: 0 for item in scenario.items if item.name in needed}
    return list(groups | others)


def _network_item(scenario: Scenario, needs: list[Need], groups: tuple[str, ...]) -> str:
    """Return the item of the groups that is bought from most plants."""
    shown = {item.name for item in scenario.items if item.customs_group in groups}
    plants: dict[str, set[str]] = {}
    for need in needs:
        if need.item in shown:
            plants.setdefault(need.item, set()).update(need.sources, need.candidates)
    return max(plants, key=lambda item: len(plants[item])) if plants else needs[0].item
