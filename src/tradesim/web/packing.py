"""Documents as gzipped JSON, with the same bytes for the same document."""

from __future__ import annotations

import gzip
import json
from typing import Any

LEVEL = 6
"""How hard answers are compressed: harder costs more time than it saves on a local network."""


def as_json(document: Any) -> str:
    """Return a document as JSON without blanks; numbers that do not exist must be null."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def packed(document: Any) -> bytes:
    """Return a document as gzipped JSON."""
    return gzip.compress(as_json(document).encode(), LEVEL, mtime=0)
