"""Several scenarios at one address: the first at the root, each other below ``/s/NAME/``.

Another scenario is read, checked and given its processes when somebody opens it, and again when
its file has changed since; the one opened longest ago is let go when too many are open. The folder
is looked into anew each time.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response

from tradesim.errors import TradesimError
from tradesim.scenario import read
from tradesim.scenario.bundled import scenario_names
from tradesim.scenario.translations import in_english
from tradesim.web.admission import FOREIGN
from tradesim.web.door import Door, repeated
from tradesim.web.lever_answers import Made
from tradesim.web.page import Stage
from tradesim.web.refusing import refusal
from tradesim.wording.said import said

BELOW, MENU = "/s/", "/api/scenarios"
MOST_OPEN = 3
"""Scenarios open beside the first: each has processes of its own."""

TITLES_KEPT = 500
"""Titles that are remembered as long as their files do not change."""

OTHER_SITES = {"cross-site", "same-site"}


def known(folder: Path | None = None) -> dict[str, str]:
    """Return what is on the menu by name: the path or name by which each scenario is read.

    Args:
        folder: Holds further scenario files; one named as a shipped scenario takes its place.
    """
    files = sorted(folder.glob("*.yaml")) if folder else []
    return {name: name for name in scenario_names()} | {file.stem: str(file) for file in files}


def menu_document(listed: Mapping[str, str], first: str) -> list[dict[str, Any]]:
    """Return the entries of the menu: title, and the address on this server.

    Args:
        listed: As from ``known``.
        first: Path or name of the scenario at the root.
    """
    others = [
        {**_titles(file, name, _changed(file)), "address": f"{BELOW}{name}/"}
        for name, file in listed.items()
        if first not in {name, file}
    ]
    return [{**_titles(first, "", _changed(first)), "address": "/"}, *others]


def _changed(file: str) -> int:
    """Return when a file was changed last, zero for a shipped scenario."""
    path = Path(file)
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=TITLES_KEPT)
def _titles(file: str, name: str, changed: int) -> dict[str, Any]:
    """Return the title that a file gives, and its translations if it has any.

    Where it gives none or cannot be read, the name stands for it.

    Args:
        file: Path or name of the scenario.
        name: What it is called on the menu.
        changed: When the file was changed last: it is read anew if it was.
    """
    del changed
    try:
        data = read(file).data
    except TradesimError:
        data = None
    title = data.get("title", "") if isinstance(data, dict) else ""
    told = str(in_english(title)) or name
    return {"title": told, "titles": title} if isinstance(title, dict) else {"title": told}


@dataclass(frozen=True)
class _Open:
    """A scenario that is open: its application, what closes it, and when its file was changed."""

    app: Starlette
    stack: AsyncExitStack
    changed: int

    async def close(self) -> None:
        """Answer all who wait, then let its processes go."""
        self.app.state.end()
        await self.stack.aclose()


class Scenarios:
    """The application of several scenarios.

    Args:
        first: The application at the root.
        name: Path or name of the scenario at the root.
        listed: Returns the scenarios of the menu as they are now, as ``known`` does.
        make: Returns the application of a scenario, given or read by its path or name.
        made: Scenarios with levers that visitors added.
    """

    def __init__(
        self,
        first: Starlette,
        name: str,
        listed: Callable[[], Mapping[str, str]],
        make: Callable[[str | Stage], Starlette],
        made: Made,
    ) -> None:
        """Begin with nothing open but the first."""
        self._first, self._name, self._listed, self._make = first, name, listed, make
        self._made = made
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._opening = asyncio.Lock()
        self.state = SimpleNamespace(end=self._end)
        names = first.state.names
        self._door_below, self._door_listing = Door(self._below, names), Door(self._listing, names)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer, or pass on to the scenario that is asked for."""
        if scope["type"] == "lifespan":
            try:
                await self._first(scope, receive, send)
            finally:
                await self._close(keep=0)
        elif scope["type"] == "http" and scope["path"].startswith(BELOW):
            await self._door_below(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == MENU:
            await self._door_listing(scope, receive, send)
        else:
            await self._first(scope, receive, send)

    async def _listing(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer with the menu as it is now."""
        menu = await asyncio.to_thread(lambda: menu_document(self._listed(), self._name))
        await JSONResponse(menu)(scope, receive, send)

    async def _below(self, scope: Any, receive: Any, send: Any) -> None:
        name, slash, rest = scope["path"].removeprefix(BELOW).partition("/")
        headers = Headers(scope=scope)
        if self._scenario(name) is None:
            none = said("There is no scenario '{name}' here.", name=repeated(name))
            answer: Starlette | Response = refusal(none, 404, headers)
        elif not slash:
            answer = RedirectResponse(f"{BELOW}{name}/")
        elif headers.get("sec-fetch-site") in OTHER_SITES:
            answer = refusal(said("Another page may not open scenarios here."), FOREIGN)
        else:
            answer = await self._opened_or_refused(name, headers)
            scope = {**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}
        await answer(scope, receive, send)

    async def _opened_or_refused(self, name: str, headers: Headers) -> Starlette | Response:
        try:
            return await self._opened(name)
        except TradesimError as error:
            return refusal(str(error), 422, headers)

    def _scenario(self, name: str) -> str | Stage | None:
        """Return a scenario of the menu or of visitors' making, None if there is none."""
        return self._made.get(name) or self._listed().get(name)

    async def _opened(self, name: str) -> Starlette:
        async with self._opening:
            scenario = self._scenario(name)
            changed = _changed(scenario) if isinstance(scenario, str) else 0
            if name in self._open and self._open[name].changed != changed:
                await self._open.pop(name).close()
            if name not in self._open and scenario is not None:
                await self._close(keep=MOST_OPEN - 1)
                app = await asyncio.to_thread(self._make, scenario)
                stack = AsyncExitStack()
                await stack.enter_async_context(app.router.lifespan_context(app))
                self._open[name] = _Open(app, stack, changed)
            self._open.move_to_end(name)
            return self._open[name].app

    async def _close(self, keep: int) -> None:
        while len(self._open) > keep:
            _, longest_ago = self._open.popitem(last=False)
            await longest_ago.close()

    def _end(self) -> None:
        """Tell all who wait for a run that the server is being ended."""
        for app in (self._first, *(each.app for each in self._open.values())):
            app.state.end()
