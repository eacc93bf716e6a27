"""The lists for Russia and Belarus: what stops, what goes around, what partners are worth."""

import pytest

from tests.episodes.runs import arrivals, in_most, lost, recording
from tradesim.docking import dock
from tradesim.measures.recording import Recording
from tradesim.scenario import load

pytestmark = pytest.mark.once("what shipped scenarios come to, by engines that others run")

NAME = "2023_russia_belarus"
BEFORE = ("2022-10-10", "2023-02-20")
AFTER = ("2025-01-06", "2025-12-22")
LISTED = ("machinery", "vehicles", "steel_chemicals", "cars_batteries", "metalworking")


def direct(run: Recording, span: tuple[str, str]) -> float:
    return sum(arrivals(run, f"Korean makers, {item}", "XRB", *span) for item in LISTED)


def around(run: Recording, span: tuple[str, str]) -> float:
    return arrivals(run, "Korean makers", "KAZ", *span) + arrivals(
        run, "Korean makers", "KGZ", *span
    )


@pytest.fixture(scope="module")
def lists() -> Recording:
    return recording(NAME)


def test_each_list_stops_its_own_goods_and_no_others(lists: Recording) -> None:
    between = ("2023-08-07", "2023-12-18")  # the first list holds, the second is not yet known
    for item, stopped in (("machinery", True), ("cars_batteries", False), ("other_goods", False)):
        plant = f"Korean makers, {item}"
        left = arrivals(lists, plant, "XRB", *between) / arrivals(lists, plant, "XRB", *BEFORE)
        assert in_most((left < 0.2) == stopped), item


def test_much_of_what_is_stopped_goes_around_by_third_countries(lists: Recording) -> None:
    gone = direct(lists, BEFORE) - direct(lists, AFTER)
    more = around(lists, AFTER) - around(lists, BEFORE)
    assert in_most(more > 0.25 * gone)
    assert in_most(more < gone)


def test_watched_traders_close_the_way_around_and_only_then_is_something_missing(
    lists: Recording,
) -> None:
    watched = recording(NAME, "watched_traders")
    assert in_most(around(watched, AFTER) < 1.1 * around(watched, BEFORE))
    span = ("2023-03-06", AFTER[1])
    russia = "Russian industry and trade"
    assert in_most(lost(watched, russia, *span) > lost(lists, russia, *span) + 0.01)


def test_a_lone_list_gives_the_trade_to_partners(lists: Recording) -> None:
    alone = recording(NAME, "lone_list")
    assert in_most(arrivals(alone, "Partners' makers", "XRB", *AFTER) >
                   1.1 * arrivals(alone, "Partners' makers", "XRB", *BEFORE))  # fmt: skip
    assert in_most(around(alone, AFTER) < around(lists, AFTER))


def test_without_lists_nothing_stops() -> None:
    none = recording(NAME, "no_list")
    assert in_most(direct(none, AFTER) > 0.95 * direct(none, BEFORE))


def test_room_elsewhere_takes_away_the_traders_business(lists: Recording) -> None:
    room = recording(NAME, "china_has_room")
    assert in_most(around(room, AFTER) < 0.85 * around(lists, AFTER))


def test_it_docks() -> None:
    assert dock(load(NAME), [0]).bit_equal
