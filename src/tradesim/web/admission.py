"""Who may start runs: the page itself, opened under an address that is the server's own.

A browser lets any web site send a plain POST to any address, a teacher's machine included. What
such a request cannot have is JSON as its declared type without being asked first, or this
server as its origin.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request

from tradesim.web.asking import LARGEST_BODY
from tradesim.web.refusing import RefusedError

JSON = "application/json"
FOREIGN = 403
OTHER_TYPE = 415

UNBOUND = frozenset({"0.0.0.0", "::", "[::]"})  # noqa: S104 - compared, not bound
"""Where a server listens that listens everywhere."""

SLOWEST_BODY_SECONDS = 10.0
"""How long the body of a request may take to arrive: it has a few hundred bytes."""

DOCUMENTATION_ADDRESS = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737): a route to it tells which of one's own is used."""


async def admitted(request: Request) -> bytes:
    """Return the body of a request for runs, never more than is allowed.

    Raises:
        RefusedError: It does not come from a page of this server, is too long, or too slow.
    """
    check_caller(request.headers)
    body = b""
    try:
        async with asyncio.timeout(SLOWEST_BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST_BODY:
                    raise RefusedError(
                        "The request is longer than {count} bytes; positions need fewer.", 413,
                        count=LARGEST_BODY,
                    )  # fmt: skip
    except TimeoutError:
        raise RefusedError("The request did not come to its end in time.", 408) from None
    return body


def check_caller(headers: Mapping[str, str]) -> None:
    """Refuse a request for runs that does not come from a page of this server.

    Args:
        headers: Those of the request, by lower-case name.

    Raises:
        RefusedError: It is no JSON, or says nothing of its origin or another one.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise RefusedError("Requests for runs are {kind}.", OTHER_TYPE, kind=JSON)
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    is_own = origin is not None and _host(origin) == headers.get("host")
    if (site not in {None, "same-origin"}) or (origin is not None and not is_own):
        raise RefusedError("Another page may not start runs here.", FOREIGN)
    if site is None and origin is None:
        raise RefusedError(
            "Requests for runs say where they come from (Origin, or Sec-Fetch-Site).", FOREIGN
        )


def _host(origin: str) -> str | None:
    """Return the host and port of an origin, None if it is no address at all."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def own_names(listening: socket.socket) -> tuple[str, ...]:
    """Return the names and addresses by which visitors may call a server on this machine.

    Args:
        listening: Where it listens.
    """
    name = socket.gethostname()
    found = ["127.0.0.1", "localhost", "[::1]", name, f"{name}.local", socket.getfqdn()]
    found.append(_as_host(str(listening.getsockname()[0])))
    with contextlib.suppress(OSError):
        found += [_as_host(str(entry[4][0])) for entry in socket.getaddrinfo(name, None)]
    found.append(network_address())
    return tuple(dict.fromkeys(each.lower() for each in found if each not in UNBOUND))


def network_address() -> str:
    """Return the address of this machine on its network, the loopback where it has none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(DOCUMENTATION_ADDRESS)  # sends nothing: it looks the route up
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def _as_host(address: str) -> str:
    """Return an address as it stands in a Host header."""
    return f"[{address.partition('%')[0]}]" if ":" in address else address
