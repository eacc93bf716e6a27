"""The command line: one command a file; the only place that prints or exits.

Exit status: 0 done; 1 the input is wrong; 2 wrong usage; 3 runs of a batch failed or are missing;
70 a fault of the program; 130 stopped by the user; 143 stopped by the system.
"""

from __future__ import annotations

from typing import Annotated

import typer

from tradesim.cli.commands import COMMANDS
from tradesim.cli.edge import guarded, say
from tradesim.cli.grouping import Commands
from tradesim.cli.plugin_warnings import say_plainly
from tradesim.version import __version__


class AllCommands(Commands):
    """The commands of tradesim."""

    finders = COMMANDS


app = typer.Typer(
    name="tradesim",
    cls=AllCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _say_version(asked: bool) -> None:
    if asked:
        say(f"tradesim {__version__}")
        raise typer.Exit


@app.callback()
def tradesim(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Simulate trade policy week by week: export controls, stocks, licences, diversification."""
    del version


def main() -> None:
    """Run the command line."""
    say_plainly()
    guarded(lambda: app(prog_name="tradesim"))
