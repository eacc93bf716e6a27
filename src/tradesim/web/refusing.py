"""What the server will not do, and how it says so: in English, and so that a page can translate."""

from __future__ import annotations

import json

from starlette.responses import Response

from tradesim.errors import TradesimError
from tradesim.wording.said import Said, unfolded


class RefusedError(TradesimError):
    """A request that cannot be answered; ``str(error)`` is told to the visitor.

    Attributes:
        told: The message, with what it was made of.
        status: HTTP status.
    """

    def __init__(self, told: Said, status: int = 400) -> None:
        """Keep the message and the status."""
        self.told, self.status = told, status
        super().__init__(told)


def refusal(told: str, status: int) -> Response:
    """Return the answer that says what is refused, and why.

    Args:
        told: What to say; what was asked may stand in it, with half a letter.
        status: HTTP status.
    """
    document = {"error": str(told), "told": unfolded(told)}
    content = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status_code=status, media_type="application/json")
