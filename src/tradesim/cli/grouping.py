"""How commands are found, and how they end when something is wrong: a message, no traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command

from tradesim.cli.edge import INPUT_WRONG, TERMINATED, USAGE_WRONG, TerminatedError, say
from tradesim.cli.usage import Command, in_our_words, refused
from tradesim.errors import (
    ConservationError,
    OptionError,
    TradesimError,
)
from tradesim.interrupted import STOPPED, noting, stopped


def status_of(stop: KeyboardInterrupt) -> int:
    """Return the exit status of a program that was asked to stop, by the user or the system."""
    return TERMINATED if isinstance(stop, TerminatedError) else STOPPED


def first_sentence(function: Callable[..., None]) -> str:
    """Return what a command does in one line, whole: lists of commands would cut it."""
    return " ".join((function.__doc__ or "").split("\n\n")[0].split())


def name_of(finder: Callable[[], object]) -> str:
    """Return what the command is called that a function finds: ``_export_page``, export-page."""
    return finder.__name__.removeprefix("_").replace("_", "-")


class LateCommands(Mapping[str, Any]):
    """Commands by name, each found and built when it is asked for: none waits for others.

    Args:
        finders: Return what a command does; named as ``name_of`` reads it.
    """

    def __init__(self, finders: Sequence[Callable[[], Callable[..., None]]]) -> None:
        """Keep what finds them."""
        self._finders = {name_of(each): each for each in finders}
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            does = self._finders[name]()
            alone.command(cls=Command, short_help=first_sentence(does))(does)
            self._built[name] = get_command(alone)
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._finders)

    def __len__(self) -> int:
        return len(self._finders)


class Commands(TyperGroup):
    """All commands; turns what tradesim raises on purpose into a message on standard error.

    Attributes:
        finders: Return what they do, in the order in which help lists them.
    """

    finders: ClassVar[Sequence[Callable[[], Callable[..., None]]]] = ()

    def __init__(self, **given: Any) -> None:
        """Take the commands in place of those that Typer would have built."""
        super().__init__(**given)
        self.commands = cast("Any", LateCommands(self.finders))

    def make_context(self, *args: Any, **named: Any) -> Any:
        """Take what was typed before the name of a command."""
        with told():
            return super().make_context(*args, **named)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the name of a command and what stands before it; help, where nothing does."""
        if not args:
            return super().parse_args(ctx, args)
        with in_our_words(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was asked for.

        Raises:
            OptionError: There is none of that name.
        """
        if args[0] not in self.commands:
            from tradesim.scenario.wording import did_you_mean

            said = f"{args[0]}: tradesim has no such command.{did_you_mean(args[0], self.commands)}"
            raise OptionError(f"{said} 'tradesim --help' lists them.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        with told():
            return super().invoke(ctx)


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong, and end with the status of that."""
    with noting() as written:
        try:
            yield
        except ConservationError:
            raise  # a fault of the program: the edge keeps its traceback
        except TradesimError as error:
            say_wrong(error)
            is_usage = isinstance(error, OptionError)
            raise typer.Exit(USAGE_WRONG if is_usage else INPUT_WRONG) from None
        except typer.BadParameter as error:
            say(refused(error), err=True)
            raise typer.Exit(USAGE_WRONG) from None
        except KeyboardInterrupt as stop:
            say(stopped(written), err=True)
            raise typer.Exit(status_of(stop)) from None
        except typer.Abort:  # a question that was not answered
            say(f"\n{stopped(written)}", err=True)
            raise typer.Exit(STOPPED) from None


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
