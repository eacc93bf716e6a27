"""Pictures of lines and letters as PNG: rows as they are, which is quickest and smallest here.

The usual filters, which write a dot as its difference from its neighbours, are for photographs: on
white with a few colours they take longer and leave more to squeeze.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
import numpy.typing as npt

SIGNATURE = b"\x89PNG\r\n\x1a\n"

COLOURS = bytes((8, 2, 0, 0, 0))
"""Eight bits each of red, green and blue; deflated, filtered by row, not interlaced."""

LEVEL = 3
"""Of the compression: more takes longer and saves little."""

INCHES = 39.3701
"""Inches in a metre."""


def png(pixels: npt.NDArray[np.uint8], dots: float) -> bytes:
    """Return a picture as a PNG file.

    Args:
        pixels: Red, green and blue of each dot, 0 to 255: rows, columns, three or more; what comes
            after blue is left out.
        dots: Dots per inch.
    """
    high, wide = pixels.shape[:2]
    rows = np.zeros((high, 1 + 3 * wide), np.uint8)  # each begins with 0: as it is
    rows[:, 1:].reshape(high, wide, 3)[...] = pixels[..., :3]
    metre = round(dots * INCHES)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">II", wide, high) + COLOURS),
            _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows, LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Return a part of a file: its length, its kind, what it holds and a check."""
    check = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
