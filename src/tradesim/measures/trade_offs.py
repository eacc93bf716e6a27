"""Costs and trade-offs of controls: who loses, who gains, and what dependence costs to shed.

All are absent where the scenario has no control, but for public spending. Revenue is arrivals at
the supplier's price of the week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tradesim.arrays import Flags, Floats, Weeks
from tradesim.measures.control_weeks import announced_week, binding_weeks
from tradesim.measures.diversification import shares_by, supplier_shares
from tradesim.measures.markets import Market, markets
from tradesim.measures.measured import Measured, measured, of_market
from tradesim.measures.recording import Recording
from tradesim.measures.spans import (
    YEAR,
    added,
    any_of,
    at,
    between,
    first_week,
    last_year,
    mean,
    ratio,
    since,
    summed,
    total,
    year_before,
)
from tradesim.policies.export_control import ExportControl
from tradesim.policies.substitution_investment import SubstitutionInvestment

CARRYING_RATE = 0.2
"""Yearly cost of holding stock, share of its value: capital, storage, insurance (judgement)."""


@dataclass(frozen=True)
class Corridor:
    """Controlled trade between two countries.

    Attributes:
        imposer: Country code of the exporters.
        partner: Country code of the buyers.
        markets: Markets of the partner for the items that the imposer controls.
    """

    imposer: str
    partner: str
    markets: tuple[Market, ...]

    @property
    def recording(self) -> Recording:
        """The runs."""
        return self.markets[0].recording

    def controls(self, market: Market) -> list[ExportControl]:
        """Return the imposer's controls that cover a market."""
        return [control for control in market.controls if self.imposer in control.origins]

    @cached_property
    def year_before(self) -> Flags:
        """The 52 weeks before the first announcement of a control on the corridor."""
        controls = [control for market in self.markets for control in self.controls(market)]
        return year_before(announced_week(self.recording, controls), self.recording.weeks)

    def binding(self, market: Market) -> Flags:
        """Return the weeks in which some control binds a market, shape (week, 1) or (week, run)."""
        return any_of([binding_weeks(self.recording, each) for each in self.controls(market)])

    def change(self, market: Market, origins: Callable[[str], bool], span: Flags) -> Floats:
        """Return revenue above that of as many weeks of the year before, USD million, shape (run,).

        Args:
            market: One of the corridor's markets.
            origins: Tells which exporters' revenue is meant.
            span: Weeks that count, shape (week, 1) or (week, run).
        """
        revenue = market.value(market.rows_from(origins))
        usual = mean(revenue, self.year_before)
        return total(revenue, span) - span.sum(axis=0) * usual


def corridors(found: Sequence[Market]) -> list[Corridor]:
    """Return the controlled corridors, in the order of the markets."""
    members: dict[tuple[str, str], list[Market]] = {}
    for market in found:
        for imposer in market.imposers:
            members.setdefault((imposer, market.destination), []).append(market)
    return [Corridor(*pair, tuple(each)) for pair, each in members.items()]


def trade_offs(recording: Recording) -> list[Measured]:
    """Return the costs and gains of all controls, and of what was done against them."""
    figures: list[Measured] = []
    found = markets(recording)
    controlled = corridors(found)
    for corridor in controlled:
        figures += exporters(corridor)
        if recording.asks("market_share_not_regained"):
            figures += market_shares(corridor)
    if recording.asks("domestic_gain", "third_country_gain"):
        for partner in dict.fromkeys(corridor.partner for corridor in controlled):
            figures += gains([corridor for corridor in controlled if corridor.partner == partner])
    for market in found:
        if market.controls:
            figures += [
                of_market("extra_input_cost", market, extra_input_cost(market)),
                of_market("stock_holding_cost", market, stock_holding_cost(market)),
                *subsidy_per_point(market),
            ]
    return figures


def exporters(corridor: Corridor) -> list[Measured]:
    """Return the revenue that the imposing country's exporters lost, while bound and lastingly."""
    weeks, runs = corridor.recording.weeks, len(corridor.recording.replicates)
    bound, lasting = np.zeros(runs), np.zeros(runs)
    for market in corridor.markets:
        own = corridor.imposer.__eq__
        bound -= corridor.change(market, own, corridor.binding(market))
        year = last_year(weeks)
        lasting -= YEAR * corridor.change(market, own, year) / year.sum()
    return [
        measured(name, values, origin=corridor.imposer, destination=corridor.partner)
        for name, values in (
            ("exporter_revenue_lost_under_control", bound),
            ("exporter_revenue_lost_for_good", lasting),
        )
    ]


def market_shares(corridor: Corridor) -> list[Measured]:
    """Return the market share that the exporters have not regained at the end, by item."""
    weeks = corridor.recording.weeks
    figures = []
    for market in corridor.markets:
        own = market.quantity(market.rows_from(corridor.imposer.__eq__))
        everybody = market.quantity()
        before, after = (
            ratio(total(own, span), total(everybody, span))
            for span in (corridor.year_before, last_year(weeks))
        )
        lost = 100.0 * (before - after)
        figures.append(of_market("market_share_not_regained", market, lost, corridor.imposer))
    return figures


def gains(aimed: Sequence[Corridor]) -> list[Measured]:
    """Return the additional revenue of third countries' suppliers, and of the partner's own.

    Args:
        aimed: All corridors to one partner.
    """
    recording, partner = aimed[0].recording, aimed[0].partner
    figures = []
    for country in (country.code for country in recording.layout.countries):
        parts = [_gain(corridor, market, country) for corridor, market in _freed(aimed, country)]
        if parts:
            name = "domestic_gain" if country == partner else "third_country_gain"
            figures.append(measured(name, summed(parts), origin=country, destination=partner))
    return figures


def _freed(aimed: Sequence[Corridor], country: str) -> Iterator[tuple[Corridor, Market]]:
    """Yield the controlled markets, each once, that a country may sell to and does not control."""
    counted: set[str] = set()
    for corridor in sorted(aimed, key=lambda corridor: corridor.imposer):
        plants = corridor.recording.layout.suppliers
        for market in corridor.markets:
            sellers = {plants[plant].country for plant in market.sources}
            free = country in sellers and country not in market.imposers
            if free and market.item.name not in counted:
                counted.add(market.item.name)
                yield corridor, market


def _gain(corridor: Corridor, market: Market, country: str) -> Floats:
    """Return a country's additional revenue since the controls' entry into force, USD million."""
    span = since(market.in_force, corridor.recording.weeks)
    return corridor.change(market, country.__eq__, span)


def extra_input_cost(market: Market) -> Floats:
    """Return what buyers paid above the unit cost of the year before, USD million, shape (run,).

    ``sum over weeks since the announcement of value - quantity * unit value of the year before``.
    """
    return paid_above(market, market.announced, np.array([market.recording.weeks]))


def paid_above(market: Market, begins: Weeks, until: Weeks) -> Floats:
    """Return what buyers paid above the unit cost of the year before, USD million, shape (run,).

    Args:
        market: The market.
        begins: Week from which it is counted; the year before it ends here.
        until: Week after the last that counts.
    """
    paid, quantity = market.value(), market.quantity()
    weeks = len(paid)
    before = year_before(begins, weeks)
    usual = ratio(total(paid, before), total(quantity, before))
    return total(paid - quantity * usual, between(begins, until, weeks))


def stock_holding_cost(market: Market) -> Floats:
    """Return what it cost buyers to hold stock above their usual, USD million, shape (run,).

    ``sum over weeks of (stock - stock of the first week) * unit value * CARRYING_RATE / 52``, at
    the unit value of the year before the announcement; negative where less was held.
    """
    before = year_before(market.announced, market.recording.weeks)
    usual = ratio(total(market.value(), before), total(market.quantity(), before))
    stock = added(market.recording.panels["stock"], market.needs)
    return total(stock - stock[0]) * usual * (CARRYING_RATE / YEAR)


def subsidy_per_point(market: Market) -> list[Measured]:
    """Return public money spent at home per percentage point of dependence removed.

    Given for each imposing country where public money went into plants of the market's own
    country; not a number where dependence was not reduced.
    """
    recording, country, item = market.recording, market.destination, market.item.name
    if not any(_may_cost(project) for project in _projects(recording, country, item)):
        return []
    spent = _spent(recording, country, item)
    by_country = shares_by(market, supplier_shares(market), "country")
    start, end = recording.before_policies(country), np.array([recording.weeks - 1])
    shares = {imposer: by_country[imposer] for imposer in market.imposers if imposer in by_country}
    removed = {code: 100.0 * (at(share, start) - at(share, end)) for code, share in shares.items()}
    return [
        of_market("subsidy_per_point", market, ratio(spent, points), origin=imposer)
        for imposer, points in removed.items()
    ]


def public_spending(recording: Recording) -> list[Measured]:
    """Return public money put into announced projects, by country of the plant."""
    return [
        measured("public_spending", _spent(recording, country.code), destination=country.code)
        for country in recording.layout.countries
        if any(_may_cost(project) for project in _projects(recording, country.code))
    ]


def _spent(recording: Recording, country: str, item: str | None = None) -> Floats:
    """Return public money for a country's plants, USD million, shape (run,)."""
    names = {project.name for project in recording.layout.investments}
    spent = np.zeros(len(recording.replicates))
    for project in _projects(recording, country, item):
        if project.name in names:
            spent += _public_part(recording, project)
    return spent


def _projects(
    recording: Recording, country: str, item: str | None = None
) -> Iterator[SubstitutionInvestment]:
    """Yield the investments in a country's plants, of these runs and of those beside them."""
    plants = {plant.name: plant for plant in recording.layout.suppliers}
    for project in recording.policies:
        if not isinstance(project, SubstitutionInvestment):
            continue
        plant = plants.get(project.supplier)
        if plant and plant.country == country and item in {None, plant.item}:
            yield project


def _may_cost(project: SubstitutionInvestment) -> bool:
    """Say whether some public money may go into a project: what varies between runs may."""
    cost = np.asarray(project.cost_usd_m.value) * np.asarray(project.public_share.value)
    return cost.ndim > 0 or bool(cost > 0.0)


def _public_part(recording: Recording, project: SubstitutionInvestment) -> Floats:
    """Return the public part of a project's cost, USD million, shape (1,) or (run,)."""
    begun = first_week(recording.layout, [project.announced]) < recording.weeks
    cost = np.asarray(project.cost_usd_m.value) * np.asarray(project.public_share.value)
    return np.atleast_1d(cost) * begun
