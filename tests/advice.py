"""What messages advise: a command must have the options that its message tells users to give."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tradesim.cli import COMMANDS
from tradesim.cli.grouping import LateCommands

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

OF_A_COMMAND = re.compile(r"'tradesim ([a-z-]+)([^']*)'|tradesim ([a-z-]+)( [^\n]*)")
"""A command that is quoted, or written out to the end of its line."""


@cache
def options_of(command: str) -> frozenset[str]:
    """Return the options of a command, as they are typed."""
    params = LateCommands(COMMANDS)[command].params
    words = {word for param in params for word in (*param.opts, *param.secondary_opts)}
    return frozenset(words | {"--help"})


def options() -> frozenset[str]:
    """Return the options of all commands."""
    return frozenset().union(*(options_of(name) for name in LateCommands(COMMANDS)))


def vain_advice(words: Sequence[str], said: str) -> list[str]:
    """Return the options that a message tells of and the command at hand, or another, has not.

    Args:
        words: What was typed; what was typed wrongly may be told.
        said: What the command said.
    """
    command = next((word for word in words if not word.startswith("-")), "")
    return [] if command not in LateCommands(COMMANDS) else [*_vain(command, " ".join(words), said)]


def _vain(command: str, typed: str, said: str) -> Iterator[str]:
    for match in OF_A_COMMAND.finditer(said):
        other, rest = match[1] or match[3], match[2] or match[4] or ""
        if other in LateCommands(COMMANDS):
            lacking = set(OPTION.findall(rest)) - options_of(other)
            yield from (f"tradesim {other} {option}" for option in lacking if option not in typed)
    for option in OPTION.findall(OF_A_COMMAND.sub("", said)):
        if option not in options_of(command) and option not in typed:
            yield option
