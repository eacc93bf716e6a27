"""The log of events, in canonical order."""

import numpy as np

from tradesim.world.log import EventLog, Kind


def test_events_come_by_run_week_stage_and_row_whatever_the_order_of_adding() -> None:
    log, both = EventLog(), np.array([[True, True], [True, False]])
    log.add(2, Kind.STOCK_OUT, both, np.array([[1.0, 2.0], [3.0, 4.0]]))
    log.add(2, Kind.APPLICATION_GRANTED, both[:1], None, np.array([7]))
    log.add(1, Kind.STOCK_RECOVERED, both[1:])
    assert log.table().tolist() == [
        [1, 51, 0, 0, 0],
        [2, 10, 7, 0, 0],
        [2, 50, 0, 0, 1],
        [2, 50, 1, 0, 3],
        [2, 10, 7, 1, 0],
        [2, 50, 0, 1, 2],
    ]


def test_an_empty_log_has_no_events_and_a_disabled_one_keeps_none() -> None:
    assert EventLog().table().shape == (0, 5)
    log = EventLog(enabled=False)
    log.add(1, Kind.STOCK_OUT, np.array([[True]]))
    assert log.table().shape == (0, 5)


def test_what_is_carried_over_came_before_what_happened_here() -> None:
    earlier = EventLog()
    earlier.add(1, Kind.STOCK_OUT, np.array([[True]]), np.array([[8.0]]))
    log = EventLog()
    log.add(1, Kind.STOCK_OUT, np.array([[True]]), np.array([[9.0]]))
    log.carry(earlier.table())
    log.add(0, Kind.STOCK_OUT, np.array([[True]]), np.array([[7.0]]))
    assert log.table()[:, [0, 4]].tolist() == [[0, 7], [1, 8], [1, 9]]
