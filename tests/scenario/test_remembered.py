"""Content that was found sound is not checked again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from tradesim.cli import app
from tradesim.scenario import Scenario, checks, load, remembered, validation


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    remembered.forget()
    yield
    remembered.forget()


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """How often a sound scenario is checked, by its content."""
    counted: Counter[bytes] = Counter()
    check = checks.check

    def counting(scenario: Scenario) -> Any:
        findings = check(scenario)
        if not findings:
            counted[remembered.fingerprint(scenario.model_dump(exclude_unset=True))[0]] += 1
        return findings

    monkeypatch.setattr(checks, "check", counting)
    return counted


@pytest.mark.parametrize(
    "command",
    [
        ["validate", "2019_curbs"],
        ["run", "2019_curbs", "--variant", "no_curbs", "--no-figures", "--quiet"],
        ["validate", "2019_curbs", "2019_curbs"],
    ],
)
def test_a_command_checks_no_sound_content_twice(
    command: list[str], checked: Counter[bytes], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert checked
    assert max(checked.values()) == 1


def test_what_is_wrong_is_said_each_time() -> None:
    tree: dict[str, Any] = {"name": "x"}
    assert validation.examine(tree)[1] == validation.examine(tree)[1] != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (1, "1"),
        ({"a": 1}, {1: "a"}),
        ([1, 2], [2, 1]),
        (dt.date(2019, 7, 4), "2019-07-04"),
    ],
)
def test_contents_that_read_alike_are_told_apart(one: object, other: object) -> None:
    assert remembered.fingerprint(one) != remembered.fingerprint(other)


def test_what_cannot_be_written_is_not_remembered() -> None:
    key, size = remembered.fingerprint(lambda: None)
    remembered.remember(key, size, load("2019_curbs"))
    assert key == b""
    assert remembered.recall(key) is None


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = load("2019_curbs")
    remembered.forget()
    monkeypatch.setattr(remembered, "MOST_BYTES", 100)
    for number in range(4):
        remembered.remember(bytes([number]), 40, scenario)
    kept = [number for number in range(4) if remembered.recall(bytes([number])) is not None]
    assert kept == [2, 3]
    remembered.remember(b"large", 1_000, scenario)
    assert remembered.recall(b"large") is scenario
