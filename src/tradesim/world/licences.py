"""The rows of licences: the firms on each link that some control may cover, by contract."""

from __future__ import annotations

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.policies.effects import together
from tradesim.policies.reviewed_control import ReviewedControl
from tradesim.randomness import name_keys
from tradesim.world.allocate import codes, whole, zeros
from tradesim.world.layout import Layout, controls_of
from tradesim.world.state import Licences

CONTRACTS = 6
"""Applications that a firm may have under review on a link at once, where each is a contract's."""

STATE = (
    "weeks_left", "review_weeks", "lot_weeks", "requested", "volume", "balance", "expected_orders",
    "usual_orders", "covered", "held", "papers_left", "orders", "exempt", "licensed", "asked",
)  # fmt: skip
"""What a licence starts with none of."""


def licences(layout: Layout, runs: int) -> Licences:
    """Return the licences of a layout, sorted by supplier, link, firm and contract.

    A supplier of n firms has n rows a link, each with its part of the orders; where a regime gives
    a licence for a contract, each of them has ``CONTRACTS`` rows, which share what the firm is
    asked for.
    """
    links, firms, weights = _filers(layout)
    names = [
        layout.link_ids[row] + (f"|firm {n}" if n else "")
        for row, n in zip(links, firms, strict=True)
    ]
    several = contracts_at_once(layout)
    rows = np.repeat(links, several)
    number = np.tile(np.arange(several), len(links))
    own = [f"{name}|contract {n}" if n else name for name in names for n in range(several)]
    count = len(rows)
    return Licences(
        key=name_keys(own),
        firm_key=np.repeat(name_keys(names), several, axis=0),
        link=rows,
        supplier=layout.links_of_supplier.group_of[rows],
        slot=number,
        weight=np.repeat(weights, several).reshape(-1, 1),
        level=codes(count, runs),
        open=codes(count, runs),
        status=codes(count, runs),
        control=whole(count, runs),
        filings=whole(count, runs),
        filed_week=whole(count, runs),
        decision_week=whole(count, runs),
        active_week=whole(count, runs),
        expiry_week=whole(count, runs),
        first_decision=whole(count, runs),
        **zeros(count, runs, *STATE),
    )


def contracts_at_once(layout: Layout) -> int:
    """Return how many applications of a firm may be open on a link at once."""
    reviewed = [p for p in controls_of(layout.scenario) if isinstance(p, ReviewedControl)]
    return CONTRACTS if any(p.review.covers == "contract" for p in reviewed) else 1


def in_parts(layout: Layout) -> bool:
    """Say whether orders on a link may be licensed, or left alone, part by part.

    A share that varies between runs counts as a part of the trade, whatever it is in these: books
    of parts round otherwise, and a run has the same bits among others as alone.
    """
    firms = any(len(plant.firm_shares) > 1 for plant in layout.suppliers)
    whole_trade = all(
        policy.covers_all and not np.ndim(policy.covered_share.value)
        for policy in controls_of(layout.scenario)
    )
    return firms or not whole_trade or contracts_at_once(layout) > 1


def _filers(layout: Layout) -> tuple[Rows, list[int], Floats]:
    """Return link, number and part of the orders of each firm that may have to file."""
    rows = together(control.links for _, control in layout.control_list)
    rows = rows[np.argsort(layout.links_of_supplier.group_of[rows], kind="stable")]
    shares = [layout.suppliers[layout.link_rows[row].supplier].firm_shares for row in rows]
    links = np.repeat(rows, [len(parts) for parts in shares])
    numbers = [number for parts in shares for number in range(len(parts))]
    weights = np.array([share for parts in shares for share in parts], dtype=np.float64)
    return links, numbers, weights
