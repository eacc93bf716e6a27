"""Which sales between plants are kept where plants feed one another in circles.

The start of a run has no solution with a circle, so some of its sales have to go. To leave out the
least flow is a hard problem (the minimum feedback arc set); here plants are put into an order,
sales that lead down it are kept, and the order is bettered until hardly anything more is gained.
Each new order respects every sale that the last one kept, so no step loses one.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from tradesim.arrays import Flags, Floats, Rows

MOST_PASSES = 30
"""Orders tried at most."""

WORTH_A_PASS = 1e-3
"""Gain of a pass, part of the flow left out, below which no further one is tried."""


def without_circles(seller: Rows, buyer: Rows, flow: Floats, firms: int) -> Flags:
    """Return which sales are kept, so that no plants feed one another in a circle.

    Args:
        seller: Row of the firm that sells, shape (sale,).
        buyer: Row of the firm that buys.
        flow: What is sold.
        firms: Number of firms.
    """
    from scipy.sparse import coo_array  # noqa: PLC0415 - only this command needs it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    graph = coo_array((np.ones(len(flow)), (seller, buyer)), shape=(firms, firms))
    _, circle = connected_components(graph, directed=True, connection="strong")
    within = circle[seller] == circle[buyer]
    kept: Flags = ~within
    if within.any():
        sold = np.bincount(seller, weights=flow, minlength=firms)
        bought = np.bincount(buyer, weights=flow, minlength=firms)
        part = (bought - sold) / np.maximum(sold + bought, 1e-300)
        # Equals stay in the order given: the usual sort puts them as the processor's routines do.
        rank = np.argsort(np.argsort(part, kind="stable"), kind="stable")
        kept[within] = _bettered(seller[within], buyer[within], flow[within], rank)
    return kept


def _bettered(seller: Rows, buyer: Rows, flow: Floats, rank: Rows) -> Flags:
    """Return which sales of circles are kept in the best order that is found from a first one."""
    kept: Flags = rank[seller] < rank[buyer]
    sales = _Sales(seller, buyer, flow)
    for _ in range(MOST_PASSES):
        rank = sales.order(kept)
        more: Flags = rank[seller] < rank[buyer]
        gained, left = flow[more & ~kept].sum(), flow[~kept].sum()
        kept = more
        if gained <= WORTH_A_PASS * left:
            break
    return kept


class _Sales:
    """Sales within circles, by seller."""

    def __init__(self, seller: Rows, buyer: Rows, flow: Floats) -> None:
        self.seller, self.buyer, self.flow = seller, buyer, flow
        self.firms = int(max(seller.max(), buyer.max())) + 1
        by_seller = np.argsort(seller, kind="stable")
        self.starts = np.searchsorted(seller[by_seller], np.arange(self.firms + 1)).tolist()
        self.rows = by_seller.tolist()
        self.buyers, self.flows = buyer.tolist(), flow.tolist()

    def order(self, kept: Flags) -> Rows:
        """Return an order of the firms that respects all sales kept, and more flow than these.

        Of the firms whose sellers by kept sales all stand above, the one comes next that least is
        sold to, by other sales, from firms that do not stand yet: those would be left out.
        """
        is_kept, waiting = kept.tolist(), np.bincount(self.buyer[kept], minlength=self.firms)
        lost = np.bincount(self.buyer[~kept], weights=self.flow[~kept], minlength=self.firms)
        before, above = waiting.tolist(), lost.tolist()
        ready = [(above[firm], firm) for firm in range(self.firms) if not before[firm]]
        heapify(ready)
        rank = [-1] * self.firms
        placed = 0
        while ready:
            _, firm = heappop(ready)
            if rank[firm] >= 0:
                continue  # it came in before, with more that would be left out
            rank[firm], placed = placed, placed + 1
            for row in self.rows[self.starts[firm] : self.starts[firm + 1]]:
                buyer = self.buyers[row]
                if is_kept[row]:
                    before[buyer] -= 1
                else:
                    above[buyer] -= self.flows[row]
                if not before[buyer] and rank[buyer] < 0:
                    heappush(ready, (above[buyer], buyer))
        return np.array(rank, dtype=np.int64)
