"""Firefox by its own remote control, Marionette: commands as JSON over a socket.

Debian's Firefox brings it. What WebDriver's packages want beside it is geckodriver, which Debian
does not have (decision record 231).
"""

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 120
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name that WebDriver gives to a reference to an element."""

PREFERENCES = {
    "marionette.port": 0,  # a free one, which it writes into the profile
    "network.proxy.type": 1,  # what is not on this machine goes to a port where nobody listens
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "en",
}


def until(holds: Callable[[], Any]) -> Any:
    """Wait for something to be there, however slow the machine is."""
    end = time.monotonic() + SECONDS
    while not (found := holds()):
        assert time.monotonic() < end, "it has not come about"
        time.sleep(0.05)
    return found


def started(path: str, profile: Path) -> "Firefox":
    """Start Firefox without a window, with a profile of its own."""
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(of)});" for name, of in PREFERENCES.items()
    ]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(
        command,
        env=os.environ | {"HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    written = profile / "MarionetteActivePort"
    port = until(lambda: written.exists() and written.read_text(encoding="utf-8"))
    connection = socket.create_connection(("127.0.0.1", int(port)), timeout=SECONDS)
    firefox = Firefox(process, connection)
    firefox.receive()  # it says who it is
    firefox.ask("WebDriver:NewSession", capabilities={})
    return firefox


@dataclass
class Firefox:
    """A Firefox that does what it is asked."""

    process: subprocess.Popen[bytes]
    connection: socket.socket
    asked: int = field(default=0)

    def receive(self) -> Any:
        """Return the next message: its length, a colon, and JSON."""
        head = b""
        while not head.endswith(b":"):
            head += self._read(1)
        return json.loads(self._read(int(head[:-1])))

    def _read(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            part = self.connection.recv(count - len(read))
            assert part, "Firefox has hung up"
            read += part
        return read

    def ask(self, command: str, **parameters: Any) -> Any:
        self.asked += 1
        message = json.dumps([0, self.asked, command, parameters]).encode()
        self.connection.sendall(f"{len(message)}:".encode() + message)
        _, _, error, answer = self.receive()
        assert error is None, error
        return answer

    def evaluate(self, script: str, *arguments: Any) -> Any:
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def visit(self, address: str) -> None:
        """Open a page and wait until the runs that it asks for are there."""
        self.ask("WebDriver:Navigate", url="about:blank")
        self.ask("WebDriver:Navigate", url=address)
        self.settle()

    def settle(self) -> None:
        until(lambda: self.evaluate("return document.body.getAttribute('aria-busy') === 'false'"))

    def _element(self, selector: str) -> str:
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        return str(found["value"][ELEMENT])

    def click(self, selector: str) -> None:
        self.ask("WebDriver:ElementClick", id=self._element(selector))

    def press(self, selector: str, key: str) -> None:
        self.ask("WebDriver:ElementSendKeys", id=self._element(selector), text=key)
        self.settle()

    def reload(self) -> None:
        self.ask("WebDriver:Refresh")
        self.settle()

    def printed(self) -> bytes:
        return base64.b64decode(self.ask("WebDriver:Print", background=True)["value"])

    def stop(self) -> None:
        self.ask("Marionette:Quit", flags=["eForceQuit"])
        self.connection.close()
        self.process.wait(SECONDS)
