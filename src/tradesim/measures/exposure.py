"""What hangs on one plant at any tier: output that could not be made if it stopped for good.

Shares of sourcing stay as they are at the start and stocks are used up: the reach of a shock, not
a forecast of it. After Diem, Borsos, Reisch, Kertesz & Thurner (2022), Quantifying firm-level
economic systemic risk from nation-wide supply networks, with this model's rule of production.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tradesim.arrays import Floats, Rows
from tradesim.measures.measured import Measured
from tradesim.measures.usual import Usual

STILL = 1e-12
"""A change below which nothing is passed on any further."""

LONGEST = 1_000
"""Steps of a chain that are followed at most."""

TOGETHER = 8
"""Plants that are stopped side by side, each in a world of its own."""

MOST_TRIED = 128
"""Plants that are tried for one country at most."""


def plant_exposure(usual: Usual) -> Iterator[Measured]:
    """Yield of each country the plant on which most of its output hangs, and how much of it."""
    found = Exposure(usual)
    runs = usual.output.shape[1]
    for number, country in enumerate(found.countries):
        plant, share = found.largest(number)
        if share > 0.0:
            name, item = usual.names[plant], usual.sectors[plant]
            whole = np.full(runs, share)
            yield Measured("plant_exposure", "share", item, "", country, name, whole)


class Exposure:
    """The output of each country that hangs on each plant, in the first run.

    A plant's shortage reaches a buyer through each of its needs: without an input that is critical
    it makes as much less as it gets less of it, without an important one up to ``yield_loss``; the
    scarcest input of each kind counts, as in production.
    """

    def __init__(self, usual: Usual) -> None:
        """Take the network of the first run."""
        self._usual, layout = usual, usual.layout
        self._needs, self._buyers = layout.links_of_need, layout.needs_of_buyer
        self._sellers = layout.links_of_supplier
        self._share = np.ascontiguousarray(usual.share[:, :1])
        self._critical, self._yield_loss = usual.critical[:, :1], usual.yield_loss[:, :1]
        self.countries = tuple(dict.fromkeys(usual.countries))
        self._weights = self._of_countries()
        self._shares: dict[int, Floats] = {}

    def _of_countries(self) -> Floats:
        """Return the part of each firm in the output of its country, shape (firm, country)."""
        place = {country: number for number, country in enumerate(self.countries)}
        codes = np.array([place[country] for country in self._usual.countries])
        value = self._usual.value[:, 0]
        whole = np.bincount(codes, weights=value, minlength=len(place))
        weights = np.zeros((len(codes), len(place)))
        rows = np.arange(len(codes))
        weights[rows, codes] = value / np.where(whole > 0.0, whole, 1.0)[codes]
        return weights

    def of(self, plants: Rows) -> Floats:
        """Return the share of each country's output that hangs on some firms, (firm, country)."""
        return np.array([lacking @ self._weights for lacking in self.stopped(plants).T])

    def stopped(self, plants: Rows) -> Floats:
        """Return the share of each firm's output that stops with each plant, (firm, plant)."""
        lacking = np.zeros((len(self._usual.output), len(plants)))
        own = plants, np.arange(len(plants))
        lacking[own] = 1.0
        for _ in range(LONGEST):
            missed = self._needs.total(self._share * lacking[self._usual.seller_of_link])
            limit = self._buyers.lowest(1.0 - self._critical * missed)
            kept = self._buyers.lowest(1.0 - self._yield_loss * missed)
            now = np.zeros_like(lacking)
            now[self._usual.buying] = 1.0 - limit * kept
            now[own] = 1.0
            moved = np.abs(now - lacking).max()
            lacking = now
            if moved <= STILL:
                break
        return lacking

    def largest(self, country: int) -> tuple[int, float]:
        """Return the plant on which most of a country's output hangs, and the share.

        Plants are tried in the order of a bound that no share exceeds, until no other can have
        more; after ``MOST_TRIED`` plants the largest share so far is returned.
        """
        bound = self._bound(country)
        order = np.argsort(-bound, kind="stable")[:MOST_TRIED]
        order = order[bound[order] > 0.0]
        best, most = -1, 0.0
        for start in range(0, len(order), TOGETHER):
            tried = order[start : start + TOGETHER]
            if min(bound[tried[0]], 1.0) <= most:
                break
            self._try(tried)
            for plant in tried.tolist():
                share = float(self._shares[plant][country])
                if share > most:
                    best, most = plant, share
        return best, most

    def _try(self, plants: Rows) -> None:
        new = np.array([plant for plant in plants.tolist() if plant not in self._shares], dtype=int)
        if len(new):
            self._shares |= dict(zip(new.tolist(), self.of(new), strict=True))

    def _bound(self, country: int) -> Floats:
        """Return for each firm what all its customers would lose if losses added up.

        ``b = w + sum over customers of share * weight of the need * b``: a smallest ratio of
        inputs loses no more than their sum. Final buyers sell nothing: theirs is 0.
        """
        usual, makers = self._usual, len(self._usual.layout.final_buyers)
        own = self._weights[:, country : country + 1]
        passed = self._needs.spread(self._critical + self._yield_loss) * self._share
        buyer = usual.buying[usual.layout.buyer_of_link]
        bound = own.copy()
        for _ in range(LONGEST):
            now = own.copy()
            now[makers:] += self._sellers.total(passed * bound[buyer])
            moved = np.abs(now - bound).max()
            bound = now
            if moved <= STILL:
                break
        bound[:makers] = 0.0
        return bound[:, 0]
