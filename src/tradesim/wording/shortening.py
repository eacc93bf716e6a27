"""Texts cut to the room there is."""

from __future__ import annotations


def shortened(text: str, limit: int) -> str:
    """Return a text of at most so many letters, cut between words where it has any."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:-") + "…"
