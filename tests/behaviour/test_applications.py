"""How many licences a firm files for, and for how much."""

from types import SimpleNamespace

import numpy as np
import pytest

from tradesim.behaviour.applications import request_licences
from tradesim.world.state import IDLE, IN_REVIEW

CONTRACTS = 6


def requests(
    *, filed: int, balance: float = 0.0, papers: float = 0.0, largest: float = np.inf
) -> list[float]:
    """Return what a firm requests whose licences are for contracts of two weeks of orders.

    It expects to sell 10 a week, reviews take 6 weeks, it reorders 2 weeks ahead: 80 must be
    licensed or under review. Some contracts of 20 are under review, and the first row of those
    that are not has a balance.
    """
    rows, weeks = np.arange(CONTRACTS).reshape(-1, 1), np.ones((CONTRACTS, 1))
    licence = SimpleNamespace(
        link=np.zeros(CONTRACTS, dtype=int), slot=rows.ravel(), control=np.zeros_like(rows),
        asked=weeks, expected_orders=10.0 * weeks, usual_orders=10.0 * weeks, open=weeks,
        level=0.0 * weeks, papers_left=papers * weeks, requested=np.full_like(weeks, 7.0),
        review_weeks=6.0 * weeks, lot_weeks=2.0 * weeks, weeks_left=26.0 * weeks,
        balance=np.where(rows == filed, balance, 0.0),
        volume=20.0 * weeks, status=np.where(rows < filed, IN_REVIEW, IDLE),
    )  # fmt: skip
    control = SimpleNamespace(
        by_contract=np.array([True]), largest_lot_weeks=np.full((1, 1), largest),
    )  # fmt: skip
    behaviour = SimpleNamespace(expectation_smoothing=0.0, reorder_weeks=2.0)
    desk = SimpleNamespace(
        licence=licence, control=control, behaviour=behaviour, contracts=CONTRACTS,
        link=SimpleNamespace(placed=np.full((1, 1), 10.0)),
    )  # fmt: skip
    request_licences(desk)  # type: ignore[arg-type]
    return licence.requested.ravel().tolist()


@pytest.mark.parametrize(
    ("filed", "balance", "expected"),
    [
        (0, 0.0, [20, 20, 20, 20, 0, 0]),  # four lots of 20 bring it to 80
        (1, 0.0, [0, 20, 20, 20, 0, 0]),  # one is under review
        (2, 0.0, [0, 0, 20, 20, 0, 0]),
        (1, 50.0, [0, 20, 0, 0, 0, 0]),  # 10 are missing: one lot
        (1, 60.0, [0, 0, 0, 0, 0, 0]),  # nothing is missing
        (4, 0.0, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_as_many_contracts_are_filed_as_bring_it_to_the_reorder_point(
    filed: int, balance: float, expected: list[float]
) -> None:
    assert requests(filed=filed, balance=balance) == expected


def test_a_contract_is_for_no_more_than_the_largest_lot() -> None:
    assert requests(filed=0, largest=1.5) == [15] * 6
    assert requests(filed=0, largest=3.0) == [20, 20, 20, 20, 0, 0]


def test_nothing_is_filed_before_the_papers_are_ready() -> None:
    assert requests(filed=0, papers=1.0) == [0] * 6
