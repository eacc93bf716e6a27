"""What the server answers to a class: joining, bets and policies, and the teacher's screen."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tradesim.web.admission import admitted
from tradesim.web.asking import Asked
from tradesim.web.assets import assets, media_type
from tradesim.web.attending import Attending
from tradesim.web.class_asking import joining, placing
from tradesim.web.class_board import axes_of, board_document, point
from tradesim.web.levers import Positions
from tradesim.web.page import Stage
from tradesim.web.refusing import RefusedError
from tradesim.web.runs import PlayedSettings

TEACHER = "teacher.html"


class ClassAnswers:
    """What the server answers to a class.

    Args:
        stage: The scenario.
        runs: Where policies are played.
        attending: The class.
    """

    def __init__(self, stage: Stage, runs: PlayedSettings, attending: Attending) -> None:
        """Begin with nothing weighed."""
        self._stage, self._runs, self._attending = stage, runs, attending
        self._axes = axes_of(stage)
        self._points: dict[Positions, tuple[float, float]] = {}

    @property
    def routes(self) -> list[Route]:
        """The addresses of a class."""
        return [
            Route("/teacher", self.teacher),
            Route("/api/class/join", self.join, methods=["POST"]),
            Route("/api/class/place", self.place, methods=["POST"]),
            Route("/api/class/board", self.board),
        ]

    async def teacher(self, request: Request) -> Response:
        """Give out the teacher's screen; it shows nothing without its key."""
        del request
        return Response(assets()[TEACHER], media_type=media_type(TEACHER))

    async def join(self, request: Request) -> Response:
        """Let somebody in who has the code."""
        code, name = joining(await admitted(request))
        return JSONResponse({"member": self._attending.join(code, name)})

    async def place(self, request: Request) -> Response:
        """Keep what a member bets, and weigh the policy that they look at."""
        bets, levers = self._stage.scenario.bets, self._stage.board.levers
        token, choices, tried, on = placing(await admitted(request), bets, levers)
        self._attending.place(token, choices, tried, self._stage.bets_on if on is None else on)
        if tried is not None:
            await self._weigh(tried)
        return JSONResponse({})

    async def board(self, request: Request) -> Response:
        """Tell the teacher's screen what the class bet and tried."""
        if not self._attending.opens(request.query_params.get("key", "")):
            raise RefusedError("The teacher's screen opens by the address that serve printed.", 403)
        return JSONResponse(board_document(self._stage, self._attending, self._points))

    async def _weigh(self, tried: Positions) -> None:
        if self._axes is None or tried in self._points:
            return
        packed = await self._runs.run(Asked(tried))
        found = await asyncio.to_thread(point, packed, self._axes)
        if found is not None:
            self._points[tried] = found
