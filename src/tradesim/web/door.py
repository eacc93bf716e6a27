"""The door of the server: by which names it is called, and what every answer of it carries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from tradesim.web.refusing import RefusedError, refusal
from tradesim.wording.said import said

POLICY = (
    "default-src 'self'; img-src data:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page may load nothing from anywhere else, whatever a scenario is called."""

WORLD = "Tradesim-World"
"""Header of every answer of a scenario: the mark of it and of its settings."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
"""Headers of every answer."""

LONGEST_REPEATED = 200
"""Letters of an address that an answer repeats: a visitor may ask for a very long one."""


class Door:
    """Lets in who calls the server by one of its names, and adds its headers to every answer.

    Args:
        app: The application inside.
        names: Host names by which it may be called; ``*`` for any.
        further: Headers beside those of every answer.
    """

    def __init__(
        self, app: Any, names: Sequence[str], further: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is inside, and the headers as bytes."""
        inside = TrustedHostMiddleware(app, allowed_hosts=list(names), www_redirect=False)
        self._app = ServerErrorMiddleware(inside, handler=failed)
        told = {**HEADERS, **(further or {})}
        self._raw = [(name.lower().encode(), value.encode()) for name, value in told.items()]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer, with the headers."""

        async def sending(message: Any) -> None:
            """Pass a message on, with the headers added to the first."""
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()),
                    *(pair for pair in self._raw if pair[0] not in given),
                ]
            await send(message)

        await self._app(scope, receive, sending)


async def refused(_: Request, error: Exception) -> Response:
    """Say why a request is refused."""
    if isinstance(error, RefusedError):
        return refusal(error.told, error.status)
    return refusal(str(error), 400)


async def no_such(request: Request, error: Exception) -> Response:
    """Say that an address is none, or is not used so."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    words = {
        404: said("There is nothing at this address."),
        405: said("This address is not used so."),
    }
    why = words.get(status, said("The request cannot be answered."))
    path = json.dumps(repeated(request.url.path))
    return refusal(said("{path}: {why}", path=path, why=why), status, request.headers)


async def failed(_: Request, error: Exception) -> Response:
    """Say that the server met a fault of its own."""
    kind = type(error).__name__
    return refusal(said("The server met a fault of its own ({kind}). Try again.", kind=kind), 500)


def repeated(asked: str) -> str:
    """Return so much of what was asked for as an answer repeats."""
    return asked if len(asked) <= LONGEST_REPEATED else f"{asked[:LONGEST_REPEATED]}…"
