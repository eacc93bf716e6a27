"""What a unit of a good costs where it leaves (FOB), where it arrives (CIF), and who has the rent.

The price that a supplier posts is that at the customer's border. A rent that it keeps comes on
top; a rent that others keep is in neither. Free on board is what is left without freight.
"""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats
from tradesim.fields import Figure
from tradesim.measures.recording import Recording, flows_of
from tradesim.world.markets import Market, priced_markets, rights_elsewhere
from tradesim.world.parameters import column, highest


def price_cif(recording: Recording, flow: int) -> Floats:
    """Return the price of a flow at the customer's border, USD per unit, shape (week, run).

    Where no rent comes on top it is what is posted, in the panel itself.
    """
    posted = _posted(recording, flow)
    if not _keeps_rent(recording, flow):
        return posted
    return posted * (1.0 + rent_kept(recording, flow))


def price_fob(recording: Recording, flow: int) -> Floats:
    """Return the price of a flow where it leaves, ``cif / (1 + freight)``, shape (week, run)."""
    return np.asarray(price_cif(recording, flow) / (1.0 + freight_share(recording, flow)))


def has_own_price(recording: Recording, flow: int) -> bool:
    """Say whether a flow may cost other than what its supplier posts, whatever happens in a run."""
    freight = recording.once("given", lambda: _given(recording))[flow]
    return _keeps_rent(recording, flow) or (freight is not None and highest(freight) > 0.0)


def _keeps_rent(recording: Recording, flow: int) -> bool:
    """Say whether a flow ends where rights are priced, and its seller has them."""
    place = recording.flows[flow]
    if (place.item, place.destination) not in _priced(recording):
        return False
    return recording.once("keepers", lambda: _keepers(recording))[flow]


def freight_share(recording: Recording, flow: int) -> Floats:
    """Return the freight of a flow, share of its FOB price, shape (1 or run,)."""
    shares = recording.once(
        "freight", lambda: column(_given(recording), lambda given: given or 0.0)
    )
    return np.asarray(shares[flow])


def rent_kept(recording: Recording, flow: int) -> Floats:
    """Return the rent of a flow that its seller keeps, share of what it posts, (week, run)."""
    rent, kept = _rent(recording, flow), recording.once("keepers", lambda: _keepers(recording))
    return rent if kept[flow] else np.zeros_like(rent)


def rent_of_others(recording: Recording, flow: int) -> Floats:
    """Return the rent of a flow that holders of a quota's rights keep, as a share, (week, run)."""
    return np.asarray(_rent(recording, flow) - rent_kept(recording, flow))


def rent_paid(recording: Recording, flow: int, share: Floats) -> Floats:
    """Return a rent, a share of what the seller posts, on what arrived, USD a week, (week, run)."""
    arrived = recording.panels["arrivals"][:, flow]
    return np.asarray(arrived * _posted(recording, flow) * share)


def _posted(recording: Recording, flow: int) -> Floats:
    return recording.panels["price"][:, recording.flows[flow].supplier]


def _rent(recording: Recording, flow: int) -> Floats:
    """Return the rent of the market that a flow ends in; nothing where there is none."""
    place = recording.flows[flow]
    rows = _priced(recording)
    panel = recording.panels.get("rent")
    if panel is None or (place.item, place.destination) not in rows:
        return np.zeros((1, 1))
    return panel[:, rows.index((place.item, place.destination))]


def _priced(recording: Recording) -> tuple[Market, ...]:
    return recording.once("priced", lambda: priced_markets(recording.layout))


def _given(recording: Recording) -> list[Figure | None]:
    """Return the freight that the route of each flow gives: none at home, or where it says none."""
    layout, routes = recording.layout, recording.layout.scenario.routes
    given = {(route.origin, route.destination): route.freight_share for route in routes}
    plants, flows = layout.suppliers, recording.flows
    return [given.get((plants[flow.supplier].country, flow.destination)) for flow in flows]


def _keepers(recording: Recording) -> list[bool]:
    """Say of each flow whether its seller keeps the rent."""
    elsewhere, of_flow = rights_elsewhere(recording.layout), flows_of(recording.layout)[1].group_of
    lost = set(of_flow[elsewhere].tolist())
    return [row not in lost for row in range(len(recording.flows))]
