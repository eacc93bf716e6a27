#!/usr/bin/env bash
# rich ends a line between a number and its unit, whatever kind of space stands between them.
#
# One would guess: a line is not broken at a no-break space (U+00A0, and the narrow one, U+202F).
# What happens: every kind of space is a place to break at, so that a line ends with "100" and the
# next begins with "%". Python's own textwrap keeps them together.
# Reported upstream: Textualize/rich issues 3545 and 4196, both open.
# Seen with rich 15.0.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "rich==15.0.0"

"$folder/venv/bin/python" - <<'PYTHON'
import textwrap
from importlib.metadata import version

from rich.console import Console

print("rich", version("rich"))
for name, space in (("no-break space", "\u00a0"), ("narrow no-break space", "\u202f")):
    told = f"Deliveries fell by 100{space}% in the quarter"
    console = Console(width=len("Deliveries fell by 100"))
    with console.capture() as capture:
        console.print(told)
    broken = [line.rstrip() for line in capture.get().splitlines()]
    kept = textwrap.wrap(told, console.width)
    print(name, "rich:", broken, "textwrap:", kept)
    assert broken == ["Deliveries fell by 100", "% in the quarter"]
    assert kept == ["Deliveries fell by", f"100{space}% in the quarter"]
PYTHON
