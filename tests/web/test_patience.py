"""A server that is held up, full or ended: it cuts, complains once a second, and goes."""

import asyncio
import errno
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from tests.web.conftest import BARE
from tradesim.web import patience
from tradesim.web.patience import Complaints, Prompt, Seldom

FEW_FILES = 96


@pytest.fixture
def full_server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """A server with few descriptors, its port, and what it writes to standard error."""
    said = tmp_path / "said.txt"

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, FEW_FILES))

    with said.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, "-m", "tradesim", "serve", str(BARE), "--port", "0", "--no-browser",
             "--replicates", "2"],
            stdout=subprocess.PIPE, stderr=file, preexec_fn=limited,  # noqa: PLW1509 - this test has one thread
        )  # fmt: skip
    assert server.stdout is not None
    line = server.stdout.readline().decode()
    yield server, int(line.rpartition(":")[2].partition("/")[0]), said
    server.kill()
    server.wait()
    server.stdout.close()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a system that limits descriptors")
def test_a_full_server_complains_in_few_lines_and_ends_all_the_same(
    full_server: tuple[subprocess.Popen[bytes], int, Path],
) -> None:
    server, port, said = full_server
    held = []
    for _ in range(2 * FEW_FILES):
        visitor = socket.socket()
        held.append(visitor)
        visitor.settimeout(0.2)
        try:
            visitor.connect(("127.0.0.1", port))
        except OSError:
            break
    time.sleep(3.0)
    lines = said.read_text("utf-8").splitlines()
    assert lines
    assert all("Nobody more can be let in" in line for line in lines)
    assert len(lines) <= 5
    for visitor in held:
        visitor.close()
    server.send_signal(signal.SIGINT)
    server.wait(timeout=60)
    assert "Traceback" not in said.read_text("utf-8")


class Listener(logging.Handler):
    """Keeps what is said, whatever servers of other tests have made of the loggers above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def test_the_same_is_said_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    listener, logger = Listener(), logging.getLogger("of this test")
    logger.addHandler(listener)
    logger.addFilter(Seldom())
    second = [10.0]
    monkeypatch.setattr(patience, "LOGGER", logger)
    monkeypatch.setattr(patience, "monotonic", lambda: second[0])
    loop, complain = asyncio.new_event_loop(), Complaints()
    for second[0] in (10.0, 10.9, 11.0, 11.9):
        for _ in range(100):
            complain(loop, {"message": "", "exception": OSError(errno.EMFILE, os.strerror(24))})
            logger.warning("Invalid HTTP request received.")
    loop.close()
    full = "Nobody more can be let in for now: too many open files."
    assert listener.heard == [full, "Invalid HTTP request received."] * 2


@asynccontextmanager
async def listening(app: Any, state: ServerState | None = None) -> AsyncIterator[int]:
    """Let an application be asked while the block lasts, and give out its port."""
    config, state = Config(app, lifespan="off", log_level="critical"), state or ServerState()
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: Prompt(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHo"])
def test_headers_that_do_not_come_are_cut_off(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(patience, "SLOWEST_HEADERS_SECONDS", 0.05)

    async def held_up() -> bytes:
        async def app(scope: object, receive: object, send: object) -> None:
            raise AssertionError((scope, receive, send))

        async with listening(app) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            rest = await asyncio.wait_for(reader.read(), 20.0)  # ends when the server closes
            writer.close()
        return rest

    assert asyncio.run(held_up()) == b""


def test_an_answer_that_nobody_reads_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLOWEST_READER_SECONDS", 0.05)
    state = ServerState()

    async def app(scope: object, receive: object, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(30_000_000)})

    async def never_read() -> None:
        loop, visitor = asyncio.get_running_loop(), socket.socket()
        visitor.setblocking(False)
        async with listening(app, state) as port, asyncio.timeout(20.0):
            await loop.sock_connect(visitor, ("127.0.0.1", port))
            await loop.sock_sendall(visitor, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            while state.total_requests == 0 or state.connections:  # noqa: ASYNC110 - uvicorn tells of no end
                await asyncio.sleep(0.01)
        visitor.close()

    asyncio.run(never_read())


def test_half_a_request_after_its_answer_is_no_fault_of_the_server() -> None:
    faults: list[object] = []

    async def app(scope: object, receive: object, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"soon"})

    async def broken_off() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, told: faults.append(told))
        async with listening(app) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.write(b"no length of a chunk\r\n")
            await asyncio.wait_for(reader.read(), 20.0)
            writer.close()

    asyncio.run(broken_off())
    assert faults == []
