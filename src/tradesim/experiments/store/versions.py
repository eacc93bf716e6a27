"""The versions of everything that may change a number or a byte of a batch."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from tradesim.results.arithmetic import ARITHMETIC, arithmetic
from tradesim.version import __version__

LIBRARIES = ("numpy", "scipy", "pyarrow", "mesa")

NOT_COMPUTING = ("cli", "reporting", "web", "evidence", "experiments/analysis")
"""Folders of the package that show numbers and make none."""


def versions() -> dict[str, str]:
    """Return the versions of tradesim, of its source, and of what computes with it."""
    return {
        "tradesim": __version__,
        "tradesim source": _source_hash(),
        **{library: metadata.version(library) for library in LIBRARIES},
        ARITHMETIC: arithmetic(),
    }


@cache
def _source_hash() -> str:
    """Return a hash of the program's own text, which changes where its version does not."""
    package = Path(str(resources.files("tradesim")))
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        name = file.relative_to(package).as_posix()
        if not name.startswith(tuple(f"{folder}/" for folder in NOT_COMPUTING)):
            digest.update(name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
