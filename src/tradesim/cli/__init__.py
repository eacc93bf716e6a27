"""The command line: one command a file; the only place that prints or exits.

Exit status: 0 done; 1 the input is wrong; 2 wrong usage; 3 runs of a batch failed or are missing;
70 a fault of the program; 130 stopped by the user; 143 stopped by the system.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from tradesim.cli.analyse import analyse
from tradesim.cli.batch import batch
from tradesim.cli.calibrate import calibrate
from tradesim.cli.cite import archive, cite
from tradesim.cli.compare import compare
from tradesim.cli.customs import customs
from tradesim.cli.dock import dock
from tradesim.cli.edge import guarded, say
from tradesim.cli.explain import explain
from tradesim.cli.export_page import export_page
from tradesim.cli.grouping import Commands
from tradesim.cli.hindcast import hindcast
from tradesim.cli.leverage import leverage
from tradesim.cli.merge import merge
from tradesim.cli.network import network
from tradesim.cli.new import new
from tradesim.cli.plugin_warnings import say_plainly
from tradesim.cli.report import report
from tradesim.cli.run import run
from tradesim.cli.scenarios import scenarios
from tradesim.cli.schema import schema
from tradesim.cli.serve import serve
from tradesim.cli.validate import validate
from tradesim.cli.verify import verify
from tradesim.version import __version__

COMMANDS = (
    run,
    report,
    explain,
    batch,
    merge,
    analyse,
    compare,
    leverage,
    hindcast,
    calibrate,
    serve,
    export_page,
    verify,
    cite,
    archive,
    validate,
    scenarios,
    schema,
    customs,
    new,
    network,
    dock,
)


class AllCommands(Commands):
    """The commands of tradesim."""

    functions = COMMANDS


app = typer.Typer(
    name="tradesim",
    cls=AllCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Python's 2,000 make a short command look for circles through all that it imports, for nothing."""


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
    """Run the command line: the console command ``tradesim``.

    Circles are not looked for at the end either: what is left goes with the process.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    say_plainly()
    try:
        guarded(lambda: app(prog_name="tradesim"))
    finally:
        gc.freeze()
