"""From a scenario and a free port to a page that visitors can open."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from tradesim.errors import OptionError
from tradesim.scenario.translations import ENGLISH
from tradesim.web.admission import UNBOUND, network_address, own_names
from tradesim.web.attending import Attending
from tradesim.web.checking import load_for_page
from tradesim.web.lever_answers import Made
from tradesim.web.menu import Scenarios, known
from tradesim.web.page import Stage
from tradesim.web.patience import LOGGER, Complaints, Prompt, Seldom
from tradesim.web.server import LOCAL, Room, application
from tradesim.web.workers import Workers

LOOPBACK = "127.0.0.1"
"""The address that only this machine reaches."""

ENDING_SECONDS = 1
"""How long visitors are waited for when the server is ended."""

WAITING = 128
"""Visitors that may wait to be let in."""


class AddressError(OptionError):
    """The server cannot listen where it was asked to."""


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any that is free.

    Raises:
        AddressError: If the port is in use, or the address is none of this machine's.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, proto)
    except OSError as error:
        raise AddressError(f"'{host}' is no address of this machine ({error.strerror}).") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise AddressError(_refusal(host, port, error)) from None
    return listening


@dataclass(frozen=True)
class Opening:
    """To whom a server is open, and what it has beside the first scenario.

    Attributes:
        allowed: Further names by which visitors may call it.
        attending: The class that attends, if one does.
        folder: Holds scenarios that the menu has beside the shipped ones.
        language: That of the page for who asks for none.
    """

    allowed: Sequence[str] = ()
    attending: Attending | None = None
    folder: Path | None = None
    language: str = ENGLISH


def serve(
    stage: Stage,
    workers: Workers,
    listening: socket.socket,
    ready: Callable[[], None],
    opening: Opening | None = None,
) -> None:
    """Serve the page until the user ends it.

    Args:
        stage: The scenario.
        workers: Who plays runs.
        listening: Where to listen.
        ready: Called once visitors are answered.
        opening: To whom it is open; to this machine or network alone if absent.
    """
    app = _application(stage, workers, listening, opening or Opening())
    config = uvicorn.Config(
        app,
        http=Prompt,
        ws="none",
        backlog=WAITING,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    seldom = Seldom()
    LOGGER.addFilter(seldom)
    try:
        _Server(config, ready).run(sockets=[listening])
    finally:
        LOGGER.removeFilter(seldom)


def _application(
    stage: Stage, workers: Workers, listening: socket.socket, opening: Opening
) -> Scenarios:
    """Return the application: the scenario at the root, and those of the menu."""
    is_local = listening.getsockname()[0] == LOOPBACK
    callers = (*(LOCAL if is_local else own_names(listening)), *opening.allowed)
    others = address_for_others(listening)

    made = Made()

    def opened(other: str | Stage) -> Starlette:
        """Return the application of another scenario, with processes of its own."""
        if isinstance(other, str):
            other = Stage(other, load_for_page(other), stage.replicates)
        room = Room(others, made=made, language=opening.language)
        return application(other, Workers(other), callers, room)

    room = Room(others, opening.attending, made, opening.language)
    first = application(stage, workers, callers, room)
    return Scenarios(first, stage.name, partial(known, opening.folder), opened, made)


def address_for_others(listening: socket.socket) -> str:
    """Return the address by which others on the network reach a server; empty if none can."""
    host, port = listening.getsockname()[:2]
    if host == LOOPBACK:
        return ""
    return f"http://{network_address() if host in UNBOUND else host}:{port}/"


class _Server(uvicorn.Server):
    """Uvicorn, which says when it is ready, and tells all who wait when it is ended.

    Args:
        config: Its settings.
        ready: What to call.
    """

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        """Keep what is to be called."""
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Begin to answer."""
        asyncio.get_running_loop().set_exception_handler(Complaints())
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """Answer all who wait, then end."""
        self.config.app.state.end()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use, perhaps by another 'tradesim serve'. Take another: --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is not open to ordinary users. Take one above 1023: --port."
    return f"Cannot listen at {host}, port {port}: {error.strerror}."
