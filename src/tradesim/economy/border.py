"""What holds goods up at a border, or makes them dearer: blockades, quotas and levies."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.economy.rents import rent_of_links
from tradesim.world.segments import Segments
from tradesim.world.world import World

USD_M = 1e6
"""US dollars in a million."""


def hold_at_border(world: World) -> None:
    """Hold back what blockades stop and what exceeds the quotas.

    Where the orders of a week that count towards a quota exceed what it releases in it, ``left /
    weeks left``, all its links get the same fraction; what does not count passes. A link under
    several quotas is held to each in turn.
    """
    link, quota = world.link, world.quota
    if world.blockades:
        link.wanted *= link.blocked <= 0.0
    for row, rows in enumerate(world.instruments.links_of_quota):
        wanted = link.wanted.take(rows, axis=0)
        covers = quota.covers_share[row : row + 1]
        asked = _sum(wanted * covers)
        left = quota.balance[row : row + 1] / np.maximum(quota.weeks_left[row : row + 1], 1.0)
        fraction = np.divide(left, asked, out=np.ones_like(asked), where=asked > left)
        quota.passing[row : row + 1] = fraction
        link.wanted[rows] = wanted * np.where(
            covers < 1.0, 1.0 - covers * (1.0 - fraction), fraction
        )


def draw_on_quotas(world: World) -> None:
    """Take what was shipped off the quotas, and a week off what is left of their quarters.

    Of what was shipped on a link, ``c f / (c f + 1 - c)`` counts, where ``c`` is the share that
    counts towards the quota and ``f`` the part of it that might leave.
    """
    quota = world.quota
    for row, rows in enumerate(world.instruments.links_of_quota):
        left = quota.balance[row : row + 1]
        covers = quota.covers_share[row : row + 1]
        passing = covers * quota.passing[row : row + 1]
        both = passing + (1.0 - covers)
        counts = np.divide(passing, both, out=np.zeros_like(both), where=both > 0.0)
        left -= _sum(world.link.shipped.take(rows, axis=0) * counts)
        np.maximum(left, 0.0, out=left)
    np.maximum(world.quota.weeks_left - 1.0, 0.0, out=world.quota.weeks_left)


def set_duties(world: World) -> None:
    """Add up the levies on each link, after some levy has changed."""
    world.link.duty[...] = world.instruments.link_of_dutiable.total(_duty_rates(world))


def _duty_rates(world: World) -> Floats:
    """Return the rate of each dutiable link under each tariff, shape (dutiable, run)."""
    wiring, tariff = world.instruments, world.tariff
    rate = tariff.rate
    if wiring.metered:
        rate = np.where(tariff.volume_left > 0.0, rate, tariff.rate_over)
    rates = wiring.tariff_of_dutiable.spread(rate)
    for row, rows, own in wiring.rates_apart:
        rates[rows] = own * tariff.in_force[row]
    for row, rows in wiring.floored:
        price = world.supplier.price[world.link.supplier[wiring.dutiable[rows]]]
        rates[rows] = np.maximum(tariff.floor[row] / price - 1.0, 0.0)
    return rates


def _rates_due(world: World, quantity: Floats) -> Floats:
    """Return the mean rate on the goods of a week, and take them off the volumes.

    Of what a levy has a volume for, ``left / quantity`` pays its rate, the rest that beyond it;
    every link gets the same part of what is left.
    """
    tariff = world.tariff
    rates = _duty_rates(world)
    for row, rows in world.instruments.metered:
        asked, left = _sum(quantity[rows]), tariff.volume_left[row : row + 1]
        within = np.divide(left, asked, out=np.ones_like(asked), where=asked > left)
        over = tariff.rate_over[row] * (1.0 - within)
        rates[rows] = tariff.rate[row] * within + over
        left -= asked
        np.maximum(left, 0.0, out=left)
    return rates


def levy_duties(world: World) -> None:
    """Levy each tariff on the customs value of what arrived, taxes on exports on what left.

    ``duty = rate * sum of quantity * price``, USD million; the price is the supplier's of the
    week with the rent that it keeps, without duty. The rate of a price floor, ``max(floor / price -
    1, 0)``, is on the price without a rent: exporters get it.
    """
    if not world.dutiable:
        return
    wiring = world.instruments
    rows = wiring.dutiable
    price = world.supplier.price.take(world.link.supplier[rows], axis=0)
    price = price * (1.0 + _rent_in_value(world))
    quantity = world.link.arrived.take(rows, axis=0)
    if wiring.at_departure.any():
        quantity = np.where(wiring.at_departure, world.departed.take(rows, axis=0), quantity)
    value = quantity * price
    if wiring.rates_apart or wiring.levies_move:
        levied = wiring.tariff_of_dutiable.total(value * _rates_due(world, quantity))
    else:
        levied = wiring.tariff_of_dutiable.total(value) * world.tariff.rate
    np.divide(levied, USD_M, out=world.tariff.levied)


def _rent_in_value(world: World) -> Floats | float:
    """Return the rent in what duty is levied on, share of the posted price, (dutiable, run)."""
    rents, wiring = rent_of_links(world), world.instruments
    if rents is None:
        return 0.0
    kept = rents[1].take(wiring.dutiable, axis=0)
    for _, rows in wiring.floored:
        kept[rows] = 0.0
    return kept


def _sum(values: Floats) -> Floats:
    """Return the sum of some rows, shape (1, run)."""
    together: Rows = np.zeros(len(values), dtype=np.int64)
    return Segments(together, 1).total(values)
