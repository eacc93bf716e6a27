"""The mark ``once`` says why one Python is enough, and what was left out for it is told."""

import pytest

from tests import conftest
from tests.conftest import pytest_deselected, reason_of

REASON = "reads what is written, and runs nothing"


@pytest.mark.parametrize("given", [(), ("because",)])
def test_a_mark_without_a_reason_stops_the_tests(
    request: pytest.FixtureRequest, given: tuple[str, ...]
) -> None:
    request.node.add_marker(pytest.mark.once(*given))
    with pytest.raises(pytest.UsageError, match=r"test_marks\.py.* gives no reason"):
        reason_of(request.node)


def test_what_is_left_out_is_counted_by_reason_and_file(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "left_out", conftest.Counter())
    pytest_deselected([request.node])
    request.node.add_marker(pytest.mark.slow)
    pytest_deselected([request.node])
    request.node.add_marker(pytest.mark.once(REASON))
    pytest_deselected([request.node, request.node])
    assert dict(conftest.left_out) == {
        "asked for: tests/test_marks.py": 1,
        "slow: tests/test_marks.py": 1,
        f"{REASON}: tests/test_marks.py": 2,
    }
