"""The page in one file: what ``tradesim export-page`` takes, start and workers included.

Run with ``python -m benchmarks.exported_page [CHECKOUT ...] [--quick]``. Checkouts may play other
settings: what it costs is told for a setting, too.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.checkouts import named
from benchmarks.commands import size_mb, spent
from benchmarks.side_by_side import report, show

SCENARIO = "2019_curbs"
SETTINGS = re.compile(r"([\d,]+) settings")


def exported(checkout: Path, *words: str) -> dict[str, Any]:
    """Return what the command takes in a checkout, and how many settings it plays."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "page.html"
        took = spent(
            ["-m", "tradesim", "export-page", SCENARIO, "--out", str(out), *words], checkout
        )
        told = SETTINGS.search(took.said)
        settings = int(told[1].replace(",", "")) if told else None
        return {"seconds": took.seconds, "peak_mb": took.peak_mb, "mb": size_mb(out),
                "settings": settings}  # fmt: skip


def main() -> None:
    """Print and keep the figures."""
    quick = "--quick" in sys.argv
    words = ["--replicates", "2"] if quick else []
    found = {name: exported(checkout, *words) for name, checkout in named().items()}
    show(
        f"tradesim export-page {SCENARIO}",
        ("checkout", "settings", "processor seconds", "peak, MB", "file, MB"),
        [
            (name, each["settings"], each["seconds"], each["peak_mb"], each["mb"])
            for name, each in found.items()
        ],
    )
    report("exported_page", {"checkouts": found}, keep=not quick)


if __name__ == "__main__":
    main()
