"""The server of the page: a few addresses, no state but the runs it keeps and a class."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tradesim.scenario.translations import ENGLISH, NAMES
from tradesim.web.admission import admitted
from tradesim.web.asking import Asked, run_asked
from tradesim.web.assets import INDEX, assets, media_type
from tradesim.web.attending import Attending
from tradesim.web.class_server import TEACHER, ClassAnswers
from tradesim.web.door import WORLD, Door, no_such, refused
from tradesim.web.languages import words_of
from tradesim.web.lever_answers import LeverAnswers, Made
from tradesim.web.packing import packed
from tradesim.web.page import Stage, page_document
from tradesim.web.qr import LONGEST_PLACE, qr_document
from tradesim.web.refusing import RefusedError
from tradesim.web.runs import PlayedSettings
from tradesim.web.workers import Workers

LOCAL = ("127.0.0.1", "localhost")
"""Names by which a visitor on the same machine may call the server."""


@dataclass(frozen=True)
class Room:
    """Who may come in.

    Attributes:
        address: Under which others on the network reach the page; empty for whoever asks.
        attending: The class that attends, if one does.
        made: Scenarios with further levers, where the server has a menu of scenarios.
        language: That of who asks for none; one of ``scenario.translations.NAMES``.
    """

    address: str = ""
    attending: Attending | None = None
    made: Made | None = None
    language: str = ENGLISH


class Answers:
    """What the server answers.

    Args:
        stage: The scenario.
        workers: Who plays runs.
        room: The way in from the network, and the class where there is one.
    """

    def __init__(self, stage: Stage, workers: Workers, room: Room) -> None:
        """Keep what is shown; the page's data are composed once for each language."""
        self._stage, self._room, self._pages = stage, room, dict[str, bytes]()
        self._runs = PlayedSettings(stage.board, stage.replicates, workers)
        self.further: list[Route] = []
        if room.attending is not None:
            self.further += ClassAnswers(stage, self._runs, room.attending).routes
        if room.made is not None:
            self.further += LeverAnswers(stage, room.made).routes

    async def index(self, request: Request) -> Response:
        """Give out the page."""
        del request
        return Response(assets()[INDEX], media_type=media_type(INDEX))

    async def static(self, request: Request) -> Response:
        """Give out a file of the browser side."""
        name = request.path_params["name"]
        content = assets().get(name)
        if content is None or name in {INDEX, TEACHER}:
            raise HTTPException(404)
        return Response(content, media_type=media_type(name))

    async def page(self, request: Request) -> Response:
        """Give out what the page is told once, in the language asked for if there is such."""
        language = self._language(request)
        if language not in self._pages:
            room = self._room
            told = {"class": room.attending is not None, "menu": room.made is not None}
            page = page_document(self._stage, "server", language=language)
            self._pages[language] = packed(page | told)
        return _json(request, self._pages[language])

    async def words(self, request: Request) -> Response:
        """Give out the words of a language, for a screen that has no page's data."""
        language = self._language(request)
        words = words_of(self._stage.scenario, language)
        return JSONResponse({"language": language, "languages": NAMES, "words": words})

    def _language(self, request: Request) -> str:
        asked = request.query_params.get("lang", "")
        return asked if asked in NAMES else self._room.language

    async def run(self, request: Request) -> Response:
        """Play what is asked for, by the page itself and nobody else's."""
        asked = run_asked(await admitted(request), self._stage.board.levers)
        return _json(request, await self._runs.run(asked))

    async def qr(self, request: Request) -> Response:
        """Give out the QR code of an address of this page, as others on the network reach it."""
        place = request.query_params.get("place", "")
        if len(place) > LONGEST_PLACE:
            raise RefusedError(
                "A place on this server has {count} letters at most.", count=LONGEST_PLACE
            )
        base = self._room.address or f"http://{request.headers['host']}/"
        return JSONResponse(qr_document(f"{base}{place}"))

    def end(self) -> None:
        """Tell all who wait for a run that the server is being ended."""
        self._runs.end()

    async def prepare(self) -> None:
        """Play the named settings, and then, while nobody waits, what is one move from them."""
        for positions in self._stage.board.named():
            with contextlib.suppress(RefusedError):
                await self._runs.run(Asked(positions, is_beforehand=True))
        for positions in self._stage.board.one_move_away():
            await self._runs.nobody_waits()
            with contextlib.suppress(RefusedError):
                await self._runs.run(Asked(positions, is_beforehand=True))


def application(
    stage: Stage, workers: Workers, names: tuple[str, ...] = LOCAL, room: Room | None = None
) -> Starlette:
    """Return the application.

    Args:
        stage: The scenario.
        workers: Who plays runs; stopped when the application ends.
        names: Host names by which it may be called; ``*`` for any.
        room: The way in from the network, and a class; neither if absent.
    """
    answers = Answers(stage, workers, room or Room())

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        """Prepare answers while the server lives, and stop with it."""
        preparing = asyncio.create_task(answers.prepare())
        yield
        preparing.cancel()
        workers.stop()

    app = Starlette(
        routes=[
            Route("/", answers.index),
            Route("/static/{name}", answers.static),
            Route("/api/page", answers.page),
            Route("/api/words", answers.words),
            Route("/api/run", answers.run, methods=["POST"]),
            Route("/api/qr", answers.qr),
            *answers.further,
        ],
        middleware=[Middleware(Door, names, {WORLD: stage.world})],
        exception_handlers={RefusedError: refused, HTTPException: no_such},
        lifespan=lifespan,
    )
    app.state.end, app.state.names = answers.end, names
    return app


def _json(request: Request, content: bytes) -> Response:
    headers: Mapping[str, str] = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        content, headers = gzip.decompress(content), {"Vary": "Accept-Encoding"}
    return Response(content, media_type="application/json", headers=dict(headers))
