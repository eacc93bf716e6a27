"""Goods on their way arrive after their lead time."""

import numpy as np
import pytest

from tradesim.world.pipeline import Pipeline

LEADS = np.array([[0], [1], [4]], dtype=np.int32)


@pytest.mark.parametrize("per_run", [False, True])
def test_what_is_dispatched_arrives_after_its_lead_time(per_run: bool) -> None:  # noqa: FBT001
    leads = np.repeat(LEADS, 2, axis=1) if per_run else LEADS
    pipeline, out = Pipeline(leads, 2), np.empty((3, 2))
    for week in range(30):
        pipeline.dispatch(week, np.full((3, 2), float(week + 1)))
        pipeline.arriving(week, out)
        expected = [max(week + 1 - lead, 0) for lead in (0, 1, 4)]
        assert out.T.tolist() == [expected, expected]


def test_a_lead_time_may_differ_by_run() -> None:
    pipeline, out = Pipeline(np.array([[0, 3]], dtype=np.int32), 2), np.empty((1, 2))
    for week in range(10):
        pipeline.dispatch(week, np.full((1, 2), float(week)))
        pipeline.arriving(week, out)
        assert out.tolist() == [[week, max(week - 3, 0)]]


def test_a_pipeline_filled_with_a_flow_delivers_it() -> None:
    pipeline, out = Pipeline(LEADS, 1), np.empty((3, 1))
    pipeline.fill(np.array([[5.0], [6.0], [7.0]]))
    for week in range(4):
        pipeline.dispatch(week, np.zeros((3, 1)))
        pipeline.arriving(week, out)
        assert out[:, 0].tolist() == [0, 6 if week < 1 else 0, 7]
