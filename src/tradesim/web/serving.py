"""From a scenario and a free port to a page that visitors can open."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence
from typing import Any

import uvicorn

from tradesim.errors import TradesimError
from tradesim.web.admission import own_names
from tradesim.web.page import Stage
from tradesim.web.patience import Complaints, Prompt
from tradesim.web.server import LOCAL, application
from tradesim.web.workers import Workers

LOOPBACK = "127.0.0.1"
"""The address that only this machine reaches."""

ENDING_SECONDS = 1
"""How long visitors are waited for when the server is ended."""

WAITING = 128
"""Visitors that may wait to be let in."""


class AddressError(TradesimError):
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


def serve(
    stage: Stage,
    workers: Workers,
    listening: socket.socket,
    ready: Callable[[], None],
    allowed: Sequence[str] = (),
) -> None:
    """Serve the page until the user ends it.

    Args:
        stage: The scenario.
        workers: Who plays runs.
        listening: Where to listen.
        ready: Called once visitors are answered.
        allowed: Further names by which visitors may call the server.
    """
    is_local = listening.getsockname()[0] == LOOPBACK
    names = LOCAL if is_local else own_names(listening)
    app = application(stage, workers, (*names, *allowed))
    config = uvicorn.Config(
        app,
        http=Prompt,
        backlog=WAITING,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    _Server(config, ready).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Uvicorn, which says when it is ready.

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


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use, perhaps by another 'tradesim serve'. Take another: --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is not open to ordinary users. Take one above 1023: --port."
    return f"Cannot listen at {host}, port {port}: {error.strerror}."
