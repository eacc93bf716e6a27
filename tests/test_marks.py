"""The mark ``once`` says why one Python is enough, and what was left out for it is told."""

import re
from pathlib import Path

import pytest

from tests import conftest
from tests.conftest import pytest_deselected

REASON = "reads what is written, and runs nothing"

MARK = re.compile(r"mark\.once\b")
WITH_REASON = re.compile(r'mark\.once\(\s*"[^"]{20,}"\s*\)')


def test_every_mark_gives_a_reason() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("*.py")}
    del texts[Path(__file__)]
    marked = {path: len(MARK.findall(text)) for path, text in texts.items()}
    assert sum(marked.values()) > 20
    assert marked == {path: len(WITH_REASON.findall(text)) for path, text in texts.items()}


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
