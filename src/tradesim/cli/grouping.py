"""How commands are found, and how they end when something is wrong: a message, no traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from tradesim.cli.edge import INPUT_WRONG, TERMINATED, USAGE_WRONG, TerminatedError, printable, say
from tradesim.errors import ConservationError, TradesimError

STOPPED = 130


def status_of(stop: KeyboardInterrupt) -> int:
    """Return the exit status of a program that was asked to stop, by the user or the system."""
    return TERMINATED if isinstance(stop, TerminatedError) else STOPPED


def first_sentence(function: Callable[..., None]) -> str:
    """Return what a command does in one line, whole: lists of commands would cut it."""
    return " ".join((function.__doc__ or "").split("\n\n")[0].split())


class LateCommands(Mapping[str, Any]):
    """Commands by name, each built when it is asked for: none waits for the options of others.

    Args:
        functions: What the commands do; each has the name of its function.
    """

    def __init__(self, functions: Sequence[Callable[..., None]]) -> None:
        """Keep the functions."""
        self._functions = {each.__name__.replace("_", "-"): each for each in functions}
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            does = self._functions[name]
            alone.command(short_help=first_sentence(does))(does)
            self._built[name] = get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)


class Commands(TyperGroup):
    """All commands; turns what tradesim raises on purpose into a message on standard error.

    Attributes:
        functions: What they do, in the order in which help lists them.
    """

    functions: ClassVar[Sequence[Callable[..., None]]] = ()

    def __init__(self, **given: Any) -> None:
        """Take the commands in place of those that Typer would have built."""
        super().__init__(**given)
        self.commands = cast("Any", LateCommands(self.functions))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ConservationError:
            raise  # a fault of the program: the edge keeps its traceback
        except TradesimError as error:
            say_wrong(error)
            raise typer.Exit(INPUT_WRONG) from None
        except typer.BadParameter as error:
            reword(error)
            raise
        except KeyboardInterrupt as stop:
            say("Stopped; nothing was written.", err=True)
            raise typer.Exit(status_of(stop)) from None


@contextmanager
def wrong_usage(*errors: type[Exception]) -> Iterator[None]:
    """Say what of what was asked for does not fit, and end with the status of that."""
    try:
        yield
    except errors as error:
        say_wrong(error)
        raise typer.Exit(USAGE_WRONG) from None


def say_wrong(error: Exception) -> None:
    """Say on standard error what is wrong; what it tells of a file steers no terminal."""
    say(str(error), err=True)


def reword(error: typer.BadParameter) -> None:
    """Say in our words, and escaped, why an option is refused: typer hands on pydantic's."""
    from pydantic import ValidationError

    from tradesim.scenario.misfits import plainly

    refused = error.__cause__
    if isinstance(refused, ValidationError):
        error.message = plainly(refused.errors()[0])
    error.message = printable(error.message)
