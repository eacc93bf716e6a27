"""The small commands, and how quickly the command line answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradesim as package
from tradesim.cli import grouping
from tradesim.scenario import scenario_names

Command = Callable[..., Any]

HEAVY = ("mesa", "pandas", "matplotlib", "pyarrow")

PROBE = """
import sys
from tradesim.cli import main
sys.argv = ["tradesim", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    code = end.code or 0
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print("\\nLOADED", code, *loaded)
"""

AT_THE_END = """
import gc, sys
from tradesim.__main__ import main
sys.argv = ["tradesim", "--version"]
held = len(gc.get_objects())
try:
    main()
except SystemExit:
    pass
print(gc.get_freeze_count() >= held)
"""


@pytest.mark.once("asks which modules our own statements import")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["run", "--help"],
        ["scenarios"],
        ["schema"],
        ["validate", "world.yaml"],
    ],
    ids=" ".join,
)
def test_a_quick_command_imports_nothing_heavy(here: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=here,
        capture_output=True,
        text=True,
        check=True,
    )
    _, code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert "typer" in loaded
    assert not set(HEAVY) & set(loaded)


def test_nothing_is_searched_for_circles_at_the_end(here: Path) -> None:
    command = [sys.executable, "-c", AT_THE_END]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True"


def test_python_can_run_the_package(here: Path) -> None:
    command = [sys.executable, "-m", "tradesim", "--version"]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    assert done.stdout == f"tradesim {package.__version__}\n"


def test_sound_files_are_said_to_be_sound(tradesim: Command) -> None:
    done = tradesim("validate", "world.yaml", "world.yaml")
    assert done.exit_code == 0
    assert done.stdout.count("world.yaml: sound") == 2


def test_all_problems_of_all_files_are_reported(tradesim: Command, here: Path) -> None:
    world = (here / "world.yaml").read_text(encoding="utf-8")
    wrong = world.replace("partner: BBB", "partner: BBC").replace("capacity: 40", "capacity: -40")
    (here / "wrong.yaml").write_text(wrong, encoding="utf-8")
    done = tradesim("validate", "wrong.yaml", "world.yaml", "absent.yaml")
    assert done.exit_code == 1
    assert "'BBC'" in done.stderr
    assert "-40" in done.stderr
    assert "absent.yaml" in done.stderr
    assert "world.yaml: sound" in done.stdout
    assert "Traceback" not in done.output


def test_validate_needs_a_file(tradesim: Command) -> None:
    assert tradesim("validate").exit_code == 2


def test_the_schema_is_one_for_editors(tradesim: Command) -> None:
    schema = json.loads(tradesim("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"countries", "items", "policies"} <= set(schema["properties"])


def test_the_scenarios_that_come_along_are_listed_one_a_line(tradesim: Command) -> None:
    lines = tradesim("scenarios").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(scenario_names())
    assert all(len(line.split()) > 1 for line in lines)


def test_no_command_shows_the_help(tradesim: Command) -> None:
    done = tradesim()
    assert done.exit_code == 2
    assert "validate" in done.output


def test_a_fault_of_the_program_keeps_its_traceback(
    tradesim: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise package.TradesimError("on purpose")

    assert package.load  # read once, so that no first import keeps what is put in its place
    monkeypatch.setattr("tradesim.scenario.load", fail)
    assert tradesim("run", "world.yaml").exit_code == 1

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("tradesim.scenario.load", break_down)
    assert isinstance(tradesim("run", "world.yaml").exception, RuntimeError)


def test_a_command_does_not_wait_for_the_options_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def one_thing() -> None:
        """Do one thing."""

    def another() -> None:
        """Do another."""

    found: list[Command] = []
    built: list[Command] = []
    monkeypatch.setattr(
        grouping, "get_command", lambda alone: built.append(alone.registered_commands[0].callback)
    )

    def finder(does: Command) -> Callable[[], Command]:
        def find() -> Command:
            found.append(does)
            return does

        find.__name__ = does.__name__
        return find

    commands = grouping.LateCommands([finder(one_thing), finder(another)])
    assert list(commands) == ["one-thing", "another"]
    assert commands["another"] is commands["another"]
    assert "nothing" not in commands
    assert built == found == [another]
