"""What the server answers to who wants a further lever: what may be one, a page, and a file."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tradesim.web.admission import admitted
from tradesim.web.asking import asked_object, text_in
from tradesim.web.more_levers import (
    LONGEST_TITLE,
    MOST_ADDED,
    lever_file,
    offered,
    with_levers,
)
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError
from tradesim.wording.said import unfolded

MOST_MADE = 20
"""Scenarios with further levers that are remembered; those made longest ago go first."""


class Made:
    """Scenarios with further levers, by the name under which their page is found."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stages: OrderedDict[str, Stage] = OrderedDict()
        self._count = 0

    def add(self, stage: Stage) -> str:
        """Remember a scenario, and return its name: none that a file could have on the menu."""
        for name, known in self._stages.items():
            if known.world == stage.world:
                return name
        self._count += 1
        name = f"{stage.scenario.name}~{self._count}"
        self._stages[name] = stage
        while len(self._stages) > MOST_MADE:
            self._stages.popitem(last=False)
        return name

    def get(self, name: str) -> Stage | None:
        """Return the scenario of a name, None if there is none."""
        return self._stages.get(name)


class LeverAnswers:
    """What the server answers to who wants a further lever.

    Args:
        stage: The scenario.
        made: Where scenarios with further levers are remembered.
    """

    def __init__(self, stage: Stage, made: Made) -> None:
        """Look nothing up before it is asked for."""
        self._stage, self._made = stage, made

    @property
    def routes(self) -> list[Route]:
        """The addresses of further levers."""
        return [
            Route("/api/levers", self.offer),
            Route("/api/levers", self.add, methods=["POST"]),
        ]

    async def offer(self, request: Request) -> Response:
        """Tell which figures may become levers."""
        del request
        listed = await asyncio.to_thread(offered, self._stage.scenario)
        return JSONResponse(
            [{name: unfolded(text) for name, text in each.items()} for each in listed]
        )

    async def add(self, request: Request) -> Response:
        """Make a page with further levers, and the file that keeps them."""
        document = asked_object(await admitted(request), ("paths", "title"))
        paths, title = _paths(document), text_in(document, "title", LONGEST_TITLE)
        stage = await asyncio.to_thread(with_levers, self._stage, paths)
        file = await asyncio.to_thread(lever_file, self._stage, paths, title)
        address = f"/s/{self._made.add(stage)}/"
        return JSONResponse({"address": address, "name": file.name, "file": file.text})


def _paths(document: dict[str, Any]) -> list[str]:
    given = document.get("paths")
    if not isinstance(given, list) or not all(isinstance(path, str) for path in given):
        raise RefusedError("'paths' is a list of 1 to {count} texts.", count=MOST_ADDED)
    return given
