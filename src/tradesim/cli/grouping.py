"""How commands end when something is wrong: a message, an exit status, no traceback."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from tradesim.errors import ConservationError, TradesimError

INPUT_WRONG = 1
STOPPED = 130


class Commands(TyperGroup):
    """All commands; turns what tradesim raises on purpose into a message on standard error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ConservationError:
            raise  # a fault of the program: the traceback is what a report needs
        except TradesimError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(INPUT_WRONG) from None
        except KeyboardInterrupt:
            typer.echo("Stopped; nothing was written.", err=True)
            raise typer.Exit(STOPPED) from None
