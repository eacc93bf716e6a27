"""The files of the browser side, as they lie in the package."""

from __future__ import annotations

from functools import cache
from importlib import resources

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""Media types of what may lie there; nothing else is given out."""

INDEX = "index.html"


@cache
def assets() -> dict[str, bytes]:
    """Return the files of the browser side, by name."""
    folder = resources.files("tradesim.web") / "static"
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.is_file() and media_type(file.name)
    }


@cache
def catalogue_file(language: str) -> bytes:
    """Return the catalogue of messages of a language, as it lies in the package."""
    return (resources.files("tradesim.web") / "locale" / f"{language}.po").read_bytes()


def media_type(name: str) -> str:
    """Return the media type of a file by its name, empty where it is none of the page's."""
    return TYPES.get("." + name.rpartition(".")[2], "")
