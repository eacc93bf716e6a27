"""The written rule: its table and its page say the same."""

import numpy as np
import pytest

from scripts.write_rule import lines_of
from tests.source_tree import REPOSITORY
from tradesim.evidence.rule import GOODS, PLANTS, of_plant, of_test, rule, shipment_interval


def test_the_page_says_what_the_table_says() -> None:
    page = (REPOSITORY / "docs" / "scenario-rule.md").read_text(encoding="utf-8")
    rows = lines_of(page)
    assert len(rows) > 50
    assert [
        (name, float(value), float(low), float(high), unit, why)
        for name, value, low, high, unit, why in rows
    ] == [tuple(line) for line in rule().values()]


def test_every_line_lies_in_its_range() -> None:
    assert all(line.low <= line.value <= line.high for line in rule().values())


@pytest.mark.parametrize("good", GOODS)
def test_every_kind_of_good_has_its_stocks_and_tests(good: str) -> None:
    lines = {f"{what}.{good}" for what in ("stock.user", "stock.maker", "most", "answer")}
    assert lines <= set(rule())
    assert of_test(good).unit == "week"


@pytest.mark.parametrize("plant", PLANTS)
def test_every_kind_of_plant_has_idle_capacity_and_firms(plant: str) -> None:
    assert of_plant("idle", plant).unit == "share"
    assert of_plant("firms", plant).unit == "firm"


def test_lots_scatter_months_as_the_interval_says() -> None:
    assert shipment_interval(0.0) == 1.0
    weeks, months = 4.348, 40_000
    for interval in (1.5, 3.0):
        draws = np.random.default_rng(1).random(int(weeks * months) + 9) < 1.0 / interval
        waiting = np.zeros(len(draws))
        shipped = np.zeros(len(draws))
        for week, sails in enumerate(draws):
            waiting[week] = 1.0 + (waiting[week - 1] if week else 0.0)
            if sails:
                shipped[week], waiting[week] = waiting[week], 0.0
        ends = (np.arange(months + 1) * weeks).astype(int)
        monthly = np.add.reduceat(shipped, ends[:-1])
        scatter = float(monthly.std() / monthly.mean())
        assert shipment_interval(scatter) == pytest.approx(interval, rel=0.12)
