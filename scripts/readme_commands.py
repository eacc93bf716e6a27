"""Print a command of the README, so that CI runs what readers are told to run.

A command is the fenced code block that follows a marker such as ``<!-- command 1 -->``.

Usage: python scripts/readme_commands.py NUMBER
"""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"

_MARKED_BLOCK = re.compile(
    r"^<!-- command (?P<number>\d+) -->\n+```\w*\n(?P<command>.+?)\n```$",
    re.MULTILINE | re.DOTALL,
)


def read_commands(text: str) -> dict[int, str]:
    """Return the marked commands of a Markdown text by their number."""
    return {int(block["number"]): block["command"] for block in _MARKED_BLOCK.finditer(text)}


def main(arguments: list[str]) -> int:
    """Print the command asked for; return 0, 1 if the README lacks it, 2 on wrong usage."""
    if len(arguments) != 1 or not arguments[0].isdigit():
        print("usage: readme_commands.py NUMBER", file=sys.stderr)
        return 2
    commands = read_commands(README.read_text(encoding="utf-8"))
    number = int(arguments[0])
    if number not in commands:
        print(f"{README}: no block marked '<!-- command {number} -->'", file=sys.stderr)
        return 1
    print(commands[number])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
