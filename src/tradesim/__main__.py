"""``python -m tradesim`` is the command ``tradesim``."""

from __future__ import annotations

from tradesim.cli import main

if __name__ == "__main__":
    main()
