"""Circles of plants: what is kept has none, and as little as can be found is left out."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradesim.arrays import Flags
from tradesim.drafting import circles
from tradesim.drafting.circles import without_circles

Sales = list[tuple[int, int, float]]

FIRMS = 9


@st.composite
def networks(draw: st.DrawFn) -> Sales:
    firms = st.integers(0, FIRMS - 1)
    pairs = st.tuples(firms, firms).filter(lambda pair: pair[0] != pair[1])
    sold = draw(st.lists(pairs, min_size=1, max_size=30, unique=True))
    return [(*pair, draw(st.floats(0.1, 100.0))) for pair in sold]


def kept(sales: Sales) -> Flags:
    seller, buyer, flow = (np.array(column) for column in zip(*sales, strict=True))
    return without_circles(seller, buyer, flow, FIRMS)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sales=networks())
def test_what_is_kept_has_no_circle_and_only_sales_of_circles_go(sales: Sales) -> None:
    found = kept(sales)
    chosen = [pair[:2] for pair, flag in zip(sales, found, strict=True) if flag]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(chosen))
    whole = nx.DiGraph([pair[:2] for pair in sales])
    circle = {
        firm: row for row, c in enumerate(nx.strongly_connected_components(whole)) for firm in c
    }
    for (seller, buyer, _), flag in zip(sales, found, strict=True):
        assert flag or circle[seller] == circle[buyer]


def test_of_two_ways_around_a_circle_the_smaller_sale_goes() -> None:
    assert kept([(0, 1, 5.0), (1, 2, 5.0), (2, 0, 1.0), (2, 3, 9.0)]).tolist() == [
        True, True, False, True,
    ]  # fmt: skip


def test_a_better_order_keeps_every_sale_of_the_first_and_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = np.random.default_rng(1)
    seller, buyer = (chance.integers(0, 300, 1_200) for _ in range(2))
    other = seller != buyer
    seller, buyer, flow = seller[other], buyer[other], chance.lognormal(size=other.sum())
    better = without_circles(seller, buyer, flow, 300)
    monkeypatch.setattr(circles, "MOST_PASSES", 0)
    first = without_circles(seller, buyer, flow, 300)
    assert better[first].all()
    assert flow[~better].sum() < 0.75 * flow[~first].sum()
