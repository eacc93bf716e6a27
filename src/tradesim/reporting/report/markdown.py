"""A report as Markdown, for those who write their own; its figures stand in a folder beside."""

from __future__ import annotations

import re

from markupsafe import Markup

from tradesim.reporting.report.document import Report
from tradesim.reporting.report.templating import environment_of

SPECIAL = re.compile(r"([\\`*{}\[\]|~$]|(?<![^\W_])_|_(?![^\W_]))")
"""What Markdown reads as more than a letter, but for a line that joins two words."""

OPENING = re.compile(r"^(?:(?=[#+=-])|(\d+)(?=[.)](?:\s|$)))")
"""What opens a heading or a list where a text begins with it."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(report: Report, folder: str) -> str:
    """Return a report as Markdown.

    Args:
        report: The report.
        folder: Folder of the figures, as the text refers to it.
    """
    environment = environment_of(_escaped)
    environment.filters["fenced"] = lambda text: Markup(fenced(text))  # noqa: S704
    return environment.get_template("report.md.j2").render(report=report, folder=folder)


def _escaped(value: object) -> object:
    """Return a value as the template writes it: a text without markup, what is written as it is."""
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return Markup(plain(str(value))) if is_text else value  # noqa: S704


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is: no markup, no new line."""
    joined = " ".join(text.split())
    escaped = "".join(ENTITIES.get(letter, letter) for letter in joined)
    escaped = SPECIAL.sub(r"\\\1", escaped)
    return OPENING.sub(r"\1\\", escaped.replace("://", ":&#47;&#47;"))


def fenced(text: str) -> str:
    """Return a text within more backticks than it has."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}sh\n{text}\n{fence}"
