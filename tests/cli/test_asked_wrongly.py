"""What is typed that a command does not take: refused as wrong usage (status 2), in our words."""

import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.models import OptionInfo
from typer.testing import CliRunner

from tradesim.cli import COMMANDS, app
from tradesim.cli.grouping import LateCommands, name_of
from tradesim.cli.usage import Beside, Needless, spelled

TYPERS = re.compile(r"Usage:|Try '|Error:|Invalid value|Missing|No such|requires|Got unexpected")
"""Words of typer."""

BUILT = LateCommands(COMMANDS)


def options() -> Iterator[tuple[str, Any]]:
    """Yield every option, with its command."""
    for name, command in BUILT.items():
        for param in command.params:
            if param.param_type_name == "option":
                yield name, param


def hints(find: Any) -> Iterator[tuple[str, OptionInfo, list[Any]]]:
    """Yield every option of a command as it is declared: its argument, typer's part, the rest."""
    for argument, hint in typing.get_type_hints(find(), include_extras=True).items():
        told = typing.get_args(hint)
        for info in told:
            if isinstance(info, OptionInfo):
                yield argument, info, [each for each in told if isinstance(each, Beside | Needless)]


def refusal(words: list[str]) -> str:
    """Return what is said of words that are wrong usage."""
    ended = CliRunner().invoke(app, words, prog_name="tradesim")
    assert ended.exit_code == 2, ended.output
    assert TYPERS.search(ended.stderr) is None, ended.stderr
    return ended.stderr


def value_of(param: Any) -> str:
    """Return a value that an option takes as far as typer looks."""
    annotation = param.type_descriptor.annotation
    if typing.get_origin(annotation) is typing.Literal:
        return str(typing.get_args(annotation)[0])
    kinds = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else [annotation]
    if any(isinstance(kind, type) and issubclass(kind, int | float) for kind in kinds):
        return "20"
    return "a"


REPEATABLE = [(name, spelled(param)) for name, param in options() if param.multiple]
ONCE = [
    (name, spelled(param), value_of(param))
    for name, param in options()
    if not param.multiple and not param.is_flag and not param.type_descriptor.is_choice
]
BESIDE = [
    (name_of(find), argument, mark)
    for find in COMMANDS
    for argument, _, marks in hints(find)
    for mark in marks
    if isinstance(mark, Beside)
]
NEEDLESS = [
    (name_of(find), argument, mark)
    for find in COMMANDS
    for argument, _, marks in hints(find)
    for mark in marks
    if isinstance(mark, Needless)
]


def first_words(name: str) -> list[str]:
    """Return the arguments that a command needs."""
    needed = [param for param in BUILT[name].params if param.required]
    words: list[str] = []
    for param in needed:
        words += ["a"] if param.param_type_name == "argument" else [spelled(param), "b"]
    return [name, *words]


@pytest.mark.parametrize(("command", "option"), REPEATABLE)
def test_a_name_that_an_option_is_given_twice_is_refused(command: str, option: str) -> None:
    words = [*first_words(command), option, "x", option, "y", option, "x"]
    assert refusal(words) == f"{option} x: it is given twice. Leave one of them out.\n"


@pytest.mark.parametrize(("command", "option", "value"), ONCE)
def test_an_option_of_one_value_takes_one(command: str, option: str, value: str) -> None:
    words = [word for word in first_words(command) if word not in {option, "b"}]
    said = refusal([*words, option, value, option, value])
    assert f"{option}: it is given twice. Leave one of them out.\n" in said


def test_a_choice_and_its_contrary_are_refused() -> None:
    said = refusal(["run", "x", "--doubt", "--chance-only"])
    assert said == "--doubt/--chance-only: it is given twice. Leave one of them out.\n"


def test_options_that_need_another_are_known() -> None:
    assert {("batch", "collect"), ("batch", "wait"), ("new", "seed"), ("new", "kind")} <= {
        (command, argument) for command, argument, _ in BESIDE
    }


@pytest.mark.parametrize(("command", "argument", "mark"), BESIDE)
def test_an_option_that_needs_another_is_refused_without_it(
    command: str, argument: str, mark: Beside
) -> None:
    param = next(each for each in BUILT[command].params if each.name == argument)
    words = [*first_words(command), spelled(param), *([] if param.is_flag else [value_of(param)])]
    assert f"{spelled(param)}: of no use without {' or '.join(mark.others)}" in refusal(words)


def test_what_figures_look_like_is_asked_of_no_command_that_draws_none() -> None:
    known = {(command, argument) for command, argument, _ in NEEDLESS}
    draws = {name for name, param in options() if "--no-figures" in param.opts}
    assert draws == {"run", "analyse"}
    assert {(name, argument) for name in draws for argument in ("size", "style")} == known


@pytest.mark.parametrize(("command", "argument", "mark"), NEEDLESS)
def test_an_option_that_another_makes_needless_is_refused_beside_it(
    command: str, argument: str, mark: Needless
) -> None:
    param = next(each for each in BUILT[command].params if each.name == argument)
    value = "page" if param.type_descriptor.is_choice else value_of(param)
    words = [*first_words(command), mark.beside, spelled(param), value]
    assert f"{spelled(param)}: of no use with {mark.beside}" in refusal(words)


def test_a_style_is_of_use_to_the_report_of_a_run_that_draws_no_figures(tmp_path: Path) -> None:
    words = ["run", str(tmp_path / "no.yaml"), "--no-figures", "--style", str(tmp_path / "no")]
    assert "--style: of no use with --no-figures and without --report." in refusal(words)
    ended = CliRunner().invoke(app, [*words, "--report"], prog_name="tradesim")
    assert ended.exit_code == 1, ended.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serve", "--folder"], "--folder: its value is missing: DIR. Scenario files"),
        (["run", "x", "--quiet=3"], "--quiet: it takes no value."),
        (["run"], "FILE|NAME|DIR: it is missing. Scenario file, or name"),
        (["merge", "a"], "--out: it is missing. Where the whole batch is to be."),
        (["run", "x", "y"], "y: 'tradesim run' takes FILE|NAME|DIR, and this is more."),
        (["run", "x", "--replicate-s", "3"], "has no such option. Did you mean '--replicates'?"),
        (["run", "x", "--colour", "3"], "--colour: 'tradesim run' has no such option. 'tradesim"),
        (["runn", "x"], "runn: tradesim has no such command. Did you mean 'run'?"),
        (["--foo"], "--foo: 'tradesim' has no such option."),
        (["run", "x", "--seed", "a"], "--seed: 'a' is not a whole number. 'tradesim run --help'"),
    ],
)
def test_what_typer_refuses_is_told_in_our_words(words: list[str], said: str) -> None:
    assert said in refusal(words)


def test_no_option_leaves_it_to_typer_to_look_for_a_file() -> None:
    looked = [
        (name_of(find), argument)
        for find in COMMANDS
        for argument, info, _ in hints(find)
        if info.exists or not (info.file_okay and info.dir_okay) or info.writable
    ]
    assert not looked


def test_a_folder_of_scenarios_that_is_not_there_is_wrong_input(tmp_path: Any) -> None:
    for path, said in ((tmp_path / "no", "there is no such folder"), (__file__, "this is a file")):
        ended = CliRunner().invoke(app, ["serve", "--no-browser", "--folder", str(path)])
        assert ended.exit_code == 1, ended.output
        assert f"{path}: 1 problem\n  {said}. Name one that holds scenario files" in ended.stderr
