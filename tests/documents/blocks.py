"""The fenced blocks of README and docs, with what their pages say about them.

A comment before a block says what a reader does not have to see: ``<!-- file: NAME -->`` gives the
name under which the block is a file, and ``<!-- extends: NAME -->`` the scenario that a part of one
belongs to.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.source_tree import REPOSITORY

DOCUMENTS = sorted(
    [
        REPOSITORY / "README.md",
        REPOSITORY / "CONTRIBUTING.md",
        *(path for path in REPOSITORY.glob("docs/**/*.md") if path.name != "commands.md"),
    ]
)
"""Every page that readers get; the reference of the command line is written at each build."""

BLOCK = re.compile(
    r"(?:^<!-- (?P<about>[^>]*?) -->\n+)?"
    r"^(?P<mark>```+)(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=mark)[ ]*$",
    re.MULTILINE | re.DOTALL,
)
BY_INDENTATION = re.compile(r"\n\n(?: {4}(?:tradesim|pip|python|scripts/)[^\n]*)")
COMMANDS = frozenset({"sh", "bash", "console"})
STATUS = re.compile(r"#.*\bstatus (\d)\b")


@dataclass(frozen=True)
class Command:
    """One line to type.

    Attributes:
        words: Its words, without comments.
        status: The exit status that its comment names; 0 where it names none.
    """

    words: tuple[str, ...]
    status: int = 0

    @property
    def text(self) -> str:
        return shlex.join(self.words)


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        page: The page it stands on, from the folder of the repository.
        line: Where it begins.
        language: The word after the fence.
        text: What stands in it.
        about: The comment before it; empty where there is none.
    """

    page: str
    line: int
    language: str
    text: str
    about: str = ""

    @property
    def place(self) -> str:
        return f"{self.page}, line {self.line}"

    def said(self, word: str) -> str:
        """Return what the comment before it says after a word and a colon."""
        found = re.match(rf"{word}: ([^\s,]+)", self.about)
        return found[1] if found else ""

    def commands(self) -> Iterator[Command]:
        """Yield the lines to type, each command of a chain on its own."""
        for line in self.text.replace("\\\n", " ").splitlines():
            status = STATUS.search(line)
            for part in re.split(r"\s&&\s", line):
                words = _split(part)
                if words:
                    yield Command(tuple(words), int(status[1]) if status else 0)


def _split(text: str) -> list[str]:
    """Return the words of a line as a shell takes them; of a script's line, roughly."""
    try:
        return shlex.split(text, comments=True)
    except ValueError:
        return text.split()


def blocks_of(path: Path, text: str | None = None) -> list[Block]:
    """Return the blocks of a page, in its order; those of Sphinx (``{toctree}``) are none."""
    page = path.relative_to(REPOSITORY).as_posix()
    text = path.read_text(encoding="utf-8") if text is None else text
    return [
        Block(
            page,
            text.count("\n", 0, found.start("mark")) + 1,
            found["language"].strip(),
            found["text"],
            found["about"] or "",
        )
        for found in BLOCK.finditer(text)
        if not found["language"].startswith("{")
    ]
