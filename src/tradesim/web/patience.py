"""How long the server waits for a visitor, and how often it complains."""

from __future__ import annotations

import asyncio
import errno
import logging
from math import inf
from time import monotonic
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from tradesim.web.door import HEADERS

SLOWEST_HEADERS_SECONDS = 10.0
"""How long the headers of a request may take to arrive: they have a few hundred bytes."""

SLOWEST_READER_SECONDS = 60.0
"""How long a visitor may take to read an answer: the largest has one or two million bytes."""

COMPLAINT_SECONDS = 1.0
"""How often the server says the same: that it can let nobody in, or what it cannot answer."""

LOGGER = logging.getLogger("uvicorn.error")
"""Where the server complains."""

FULL = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
"""What the system says when it gives out no more connections."""


class Prompt(H11Protocol):
    """HTTP whose headers must arrive, and whose answers be read, in time; else it is cut off."""

    _deadline: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Expect a request, and to be told whenever an answer waits for its reader."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)
        self._expect()

    def pause_writing(self) -> None:
        """Drop an answer, and whoever asked for it, that is not read: closing would wait for it."""
        super().pause_writing()
        self._unread = self.loop.call_later(SLOWEST_READER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Wait no more: all that was written is on its way."""
        super().resume_writing()
        self._all_read()

    def data_received(self, data: bytes) -> None:
        """Expect the rest of a request that has begun; wait for nothing while one is answered."""
        if self._is_idle():
            self._expect()
        super().data_received(data)
        if not self._is_idle():
            self._relax()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._relax()
        self._all_read()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, with the headers of every other answer."""
        kind = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        told = [(name, value) for name, value in {**kind, **HEADERS}.items()]
        begun = h11.Response(status_code=400, headers=told, reason="Bad Request")
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:  # else it answers already
            for event in (begun, h11.Data(data=msg.encode()), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _is_idle(self) -> bool:
        answering: Any = self.cycle  # None until the first request
        return answering is None or bool(answering.response_complete)

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(SLOWEST_HEADERS_SECONDS, self._cut)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _all_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _cut(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()


class Complaints:
    """Says that the system gives out no more connections, and all else as usual."""

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Take what the loop has to say."""
        error = context.get("exception")
        if "_start_serving" in repr(context.get("handle")) and isinstance(error, ValueError):
            return  # it would have tried again to let visitors in, but the server has ended
        if not (isinstance(error, OSError) and error.errno in FULL):
            loop.default_exception_handler(context)
            return
        said = "Nobody more can be let in for now: %s."
        LOGGER.warning(said, (error.strerror or "full").lower())


class Seldom(logging.Filter):
    """Lets the same complaint pass once a second: no visitor fills a disk with them."""

    def __init__(self) -> None:
        """Have let nothing pass yet."""
        super().__init__()
        self._last: dict[tuple[str, object], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a complaint is told."""
        complaint = (str(record.msg), record.exc_info[0] if record.exc_info else None)
        now = monotonic()
        is_told = now - self._last.get(complaint, -inf) >= COMPLAINT_SECONDS
        if is_told:
            self._last[complaint] = now
        return is_told
