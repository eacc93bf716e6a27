"""What the server will not do, and how it says so: in English, and so that a page can translate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from starlette.responses import HTMLResponse, Response

from tradesim.errors import TradesimError
from tradesim.scenario.translations import ENGLISH, NAMES
from tradesim.web.languages import messages, translated
from tradesim.wording.said import Said, said, unfolded

FRAME = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>tradesim</title>'
    '<meta name="color-scheme" content="light dark">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<body style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto;'
    ' padding: 0 1rem"><p>{told}</p><p><a href="/">{back}</a></p></body></html>'
)
"""The page that a person sees who follows a link that leads nowhere."""


class RefusedError(TradesimError):
    """A request that cannot be answered; ``str(error)`` is told to the visitor.

    Args:
        told: The sentence: a template, or said already.
        status: HTTP status.
        values: What stands at the places of a template.

    Attributes:
        told: The message, with what it was made of.
        status: HTTP status.
    """

    def __init__(self, told: str, status: int = 400, **values: Any) -> None:
        """Keep the message and the status."""
        self.told = told if isinstance(told, Said) else said(told, **values)
        self.status = status
        super().__init__(self.told)


def refusal(told: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says what is refused, and why: a page where a person asked for one.

    Args:
        told: What to say; what was asked may stand in it, with half a letter.
        status: HTTP status.
        headers: Those of the request, where a person may have followed a link.
    """
    if headers and "text/html" in headers.get("accept", ""):
        asked = headers.get("accept-language", "")[:2].lower()
        language = asked if asked in NAMES else ENGLISH
        texts = (told, said("To the first scenario of this server"))
        why, back = (escape(translated(text, messages(language), "text")) for text in texts)
        page = FRAME.format(language=language, told=why, back=back)
        return HTMLResponse(page.encode("utf-8", "replace"), status)
    document = {"error": str(told), "told": unfolded(told)}
    content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status_code=status, media_type="application/json")
