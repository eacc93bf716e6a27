"""How commands end when something is wrong: a message, an exit status, no traceback."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from tradesim.cli.edge import TERMINATED, TerminatedError, leave_pipe, printable
from tradesim.errors import ConservationError, TradesimError

INPUT_WRONG = 1
STOPPED = 130


def status_of(stop: KeyboardInterrupt) -> int:
    """Return the exit status of a program that was asked to stop, by the user or the system."""
    return TERMINATED if isinstance(stop, TerminatedError) else STOPPED


class Commands(TyperGroup):
    """All commands; turns what tradesim raises on purpose into a message on standard error."""

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
        except BrokenPipeError:
            leave_pipe()
        except KeyboardInterrupt as stop:
            typer.echo("Stopped; nothing was written.", err=True)
            raise typer.Exit(status_of(stop)) from None


def say_wrong(error: Exception) -> None:
    """Say on standard error what is wrong; what it tells of a file steers no terminal."""
    typer.echo(printable(str(error)), err=True)


def reword(error: typer.BadParameter) -> None:
    """Say in our words, and escaped, why an option is refused: typer hands on pydantic's."""
    from pydantic import ValidationError

    from tradesim.scenario.misfits import plainly

    refused = error.__cause__
    if isinstance(refused, ValidationError):
        error.message = plainly(refused.errors()[0])
    error.message = printable(error.message)
