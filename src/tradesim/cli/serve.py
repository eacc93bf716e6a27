"""``tradesim serve``: the classroom page of a scenario, on this machine or for the room."""

from __future__ import annotations

import contextlib
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tradesim.cli.edge import USAGE_WRONG, say
from tradesim.errors import ScenarioError

if TYPE_CHECKING:
    from tradesim.web.attending import Attending

Spoken = Literal["en", "ko", "ja"]
"""Languages of the page: English, Korean, Japanese."""

DEFAULT_SCENARIO = "2019_curbs"
DEFAULT_PORT = 8019

File = Annotated[str, typer.Argument(metavar="SCENARIO", help="Scenario file, or name.")]
Replicates = Annotated[
    int,
    typer.Option("--replicates", "-n", min=2, max=1000, metavar="N", help="Runs behind each band."),
]

Port = Annotated[
    int, typer.Option(metavar="N", min=0, max=65535, help="Where to listen; 0 takes any free port.")
]
Host = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="Address to listen at; 0.0.0.0 lets the whole network in."
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A further name by which visitors may call this machine."),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Scenario files that the menu has beside the shipped ones.",
    ),
]
WithClass = Annotated[
    bool, typer.Option("--class", help="Let a class join by a code, and show what it does.")
]
Language = Annotated[
    Spoken, typer.Option(help="Language of the page at first; visitors may choose another.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the page in a browser.")]


def serve(
    scenario: File = DEFAULT_SCENARIO,
    port: Port = DEFAULT_PORT,
    host: Host = "127.0.0.1",
    replicates: Replicates = 64,
    allow_host: Names = None,
    folder: Folder = None,
    with_class: WithClass = False,
    language: Language = "en",
    no_browser: NoBrowser = False,
) -> None:
    """Show a scenario as a page on which a class can move levers and compare policies.

    Only this machine can open the page, unless --host lets others in. End it with Ctrl-C.
    """
    serving = _serving()
    from tradesim.web.attending import Attending
    from tradesim.web.checking import load_for_page
    from tradesim.web.page import Stage
    from tradesim.web.workers import Workers

    _check_folder(folder)
    stage = Stage(scenario, load_for_page(scenario), replicates)
    listening = serving.bound(host, port)
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}/"
    attending = Attending() if with_class else None

    def ready() -> None:
        """Say where the page is, and open it for a person at a terminal."""
        say(f"{stage.scenario.title}: {address}  (end with Ctrl-C)")
        others = serving.address_for_others(listening)
        opened = _told_class(address, others, attending) if attending else address
        if not no_browser and sys.stdout.isatty():
            webbrowser.open(opened)

    with contextlib.suppress(KeyboardInterrupt):  # the way to end it
        opening = serving.Opening(allow_host or [], attending, folder, language)
        serving.serve(stage, Workers(stage), listening, ready, opening)


def _check_folder(folder: Path | None) -> None:
    """Refuse a folder of scenarios that is none, or that is not there.

    Raises:
        ScenarioError: With which of both.
    """
    if folder is not None and not folder.is_dir():
        said = "this is a file" if folder.exists() else "there is no such folder"
        raise ScenarioError.of(folder, f"{said}. Name one that holds scenario files (--folder).")


def _told_class(address: str, others: str, attending: Attending) -> str:
    """Say how the class joins, and return where the teacher's screen is."""
    screen = f"{address}teacher#{attending.key}"
    say(f"The class joins at {others or address} with the code {attending.code}.")
    say(f"Teacher's screen: {screen}")
    if not others:
        say("note: only this machine can join. --host 0.0.0.0 lets others in.")
    return screen


def _shown(host: str) -> str:
    """Return the address under which this machine itself opens the page."""
    return "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound


def _serving() -> Any:
    """Return the module that serves; say what to install where it is missing."""
    try:
        from tradesim.web import serving
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"starlette", "uvicorn", "anyio", "segno"}:
            raise
        say("The page needs two more packages: pip install 'tradesim[web]'", err=True)
        raise typer.Exit(USAGE_WRONG) from None
    return serving
