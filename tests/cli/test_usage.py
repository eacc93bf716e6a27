"""Values of options that are refused are told of in our words, whatever typer makes of them."""

import re
import types
import typing
from collections.abc import Iterator
from enum import Enum

import pytest
from typer.testing import CliRunner

from tradesim.cli import COMMANDS, app
from tradesim.cli.grouping import name_of

PYDANTICS = re.compile(
    r"value error|input should|parse string|valid (integer|number)", re.IGNORECASE
)
"""Words of pydantic, and those of click where it has been asked."""


def refusals() -> Iterator[tuple[str, str]]:
    """Yield every option that takes a number or a choice, with its command."""
    for find in COMMANDS:
        name = name_of(find)
        for argument, hint in typing.get_type_hints(find(), include_extras=True).items():
            meant, *declared = typing.get_args(hint) or (hint,)
            kinds = typing.get_args(meant) if isinstance(meant, types.UnionType) else (meant,)
            if any(isinstance(kind, type) and _takes_few(kind) for kind in kinds):
                given = (declared[0].default, *(declared[0].param_decls or ())) if declared else ()
                spelled = [word for word in given if str(word).startswith("--")]
                yield name, [*spelled, f"--{argument.replace('_', '-')}"][0]


def _takes_few(kind: type) -> bool:
    return kind is not bool and issubclass(kind, int | float | Enum)


def said_of(words: list[str]) -> str:
    ended = CliRunner().invoke(app, words, terminal_width=200)
    assert ended.exit_code == 2, ended.output
    return " ".join(ended.stderr.replace("│", " ").split())


@pytest.mark.parametrize(("command", "option"), list(refusals()))
def test_no_option_is_refused_in_the_words_of_a_library(command: str, option: str) -> None:
    for value in ("x y", "-7.5"):
        said = said_of([command, f"{option}={value}"])
        assert f"'{value}' is" in said
        assert PYDANTICS.search(said) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "x", "--engine", "foo"], "'foo' is not one of 'mesa', 'ensemble'."),
        (["run", "x", "--seed", "a"], "'a' is not a whole number."),
        (["run", "x", "--replicates", "0"], "'0' is less than 1."),
        (["serve", "--port", "70000"], "'70000' is more than 65,535."),
        (["batch", "x", "--wait", "long"], "'long' is not a number."),
    ],
)
def test_a_value_that_an_option_refuses_is_named_with_what_is_wrong(
    words: list[str], said: str
) -> None:
    assert said in said_of(words)


@pytest.mark.parametrize(("command", "option"), list(refusals()))
def test_every_count_has_a_limit(command: str, option: str) -> None:
    many = 10**29
    if "is not a whole number" in said_of([command, f"{option}=x y"]):
        said = said_of([command, f"{option}={many}"])
        assert re.search(rf"'{many}' is more than [\d,]+\.", said)


def test_replicates_have_one_short_name_wherever_they_are_asked_for() -> None:
    asking = [name for name, option in refusals() if option == "--replicates"]
    assert {"run", "batch", "hindcast", "serve", "compare"} <= set(asking)
    helped = {name: CliRunner().invoke(app, [name, "--help"]).output for name in asking}
    lacking = [name for name, text in helped.items() if not re.search(r"-n, --replicates\b", text)]
    assert not lacking
