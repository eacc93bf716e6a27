"""A visitor: asks a server of the page that runs in this process, over the loopback."""

import gzip
import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from tradesim.web.page import Stage
from tradesim.web.patience import Prompt
from tradesim.web.server import Room, application
from tradesim.web.serving import LOOPBACK, bound

PATIENCE = 60.0
"""Seconds until an answer is given up."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Visitor:
    """Somebody who knows the port."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def run(self, *positions: object, **headers: str) -> Answer:
        body = json.dumps({"positions": positions}).encode()
        return self.ask("POST", "/api/run", body, headers)

    def send(self, path: str, document: object) -> Answer:
        return self.ask("POST", path, json.dumps(document).encode())

    @property
    def as_page(self) -> dict[str, str]:
        """The headers that a browser sends with a request of the page itself."""
        return {"Content-Type": "application/json", "Origin": f"http://{LOOPBACK}:{self.port}"}

    def say(self, words: bytes) -> bytes:
        """Send bytes, and return all that is answered until the server closes."""
        with socket.create_connection((LOOPBACK, self.port), timeout=PATIENCE) as line:
            line.sendall(words)
            return b"".join(iter(lambda: line.recv(65_536), b""))

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        if method == "POST":
            headers = {**self.as_page, **(headers or {})}
        line = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, {"Accept-Encoding": "gzip", **(headers or {})})
            answer = line.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read())
        finally:
            line.close()


@contextmanager
def served(stage: Stage, workers: Any, room: Room | None = None) -> Iterator[Visitor]:
    """Serve a scenario while the block lasts; the workers are stopped after it."""
    with served_app(application(stage, workers, room=room)) as visitor:
        yield visitor


@contextmanager
def served_app(app: Any) -> Iterator[Visitor]:
    """Serve an application while the block lasts."""
    with bound(LOOPBACK, 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, http=Prompt, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Visitor(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
