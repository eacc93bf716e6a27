"""The user's own code that takes part in runs."""

import sys
from pathlib import Path

import pytest

from tradesim.results.own_code import changed_code, own_code
from tradesim.scenario import Scenario


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own_agents.py").write_text("import own_help\nimport numpy, os\n", encoding="utf-8")
    (tmp_path / "own_help.py").write_text("def later():\n    from own_deep import x\n", "utf-8")
    (tmp_path / "own_deep").mkdir()
    (tmp_path / "own_deep" / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "own_deep" / "more.py").write_text("y = 2\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("own_agents", "own_help", "own_deep"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


def test_a_class_is_known_by_every_file_of_ones_own_that_it_imports(
    programs: Path, scenario: Scenario
) -> None:
    named = scenario.model_copy(update={"agents": {"AAA": "own_agents:Office"}})
    before = own_code([named])
    files = {name for name in before if name.endswith(".py")}
    assert {"own_agents.py", "own_help.py", "own_deep/__init__.py", "own_deep/more.py"} <= files
    assert before["numpy"] == __import__("numpy").__version__
    assert not any(name.startswith(("numpy/", "os")) for name in before)
    (programs / "own_deep" / "more.py").write_text("y = 3\n", encoding="utf-8")
    assert changed_code(before, own_code([named])) == ["your code own_deep/more.py has changed"]


def test_what_came_went_or_has_another_version_is_named() -> None:
    before = {"a.py": "1", "b.py": "2", "tool": "1.0"}
    now = {"a.py": "1", "c.py": "2", "tool": "1.1"}
    assert changed_code(before, now) == [
        "your code b.py is gone",
        "your code c.py has come",
        "tool was 1.0, now it is 1.1",
    ]


def test_code_of_the_program_itself_is_not_the_users(scenario: Scenario) -> None:
    assert not any(name.startswith("tradesim/") for name in own_code([scenario]))


def test_code_beside_the_user_is_found_whatever_the_program_was_started_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: Scenario
) -> None:
    (tmp_path / "beside.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    elsewhere = [place for place in sys.path if place not in ("", str(tmp_path))]
    monkeypatch.setattr(sys, "path", list(elsewhere))  # as the installed command has it
    named = scenario.model_copy(update={"agents": {"AAA": "beside:Office"}})
    assert "beside.py" in own_code([named])
