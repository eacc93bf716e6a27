"""The console command ``tradesim``, and ``python -m tradesim``."""

from __future__ import annotations

import gc
import sys

from tradesim.interrupted import STOPPED, stopped

OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Python's 2,000 make a short command look for circles through all that it imports, for nothing."""


def main() -> None:
    """Run the command line.

    Circles are not looked for while it is imported, nor at the end: what is left goes with the
    process.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from tradesim.cli import main as command_line  # noqa: PLC0415 - what it imports is looked at

        command_line()
    except KeyboardInterrupt:  # before a command has begun: those tell of it themselves
        sys.stderr.write(f"{stopped()}\n")
        sys.exit(STOPPED)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
