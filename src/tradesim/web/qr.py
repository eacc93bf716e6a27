"""A QR code of an address of the page, as rows of dark and light squares."""

from __future__ import annotations

from typing import Any

LONGEST_PLACE = 400
"""Letters after the host of an address: what a page writes there has less."""


def qr_document(address: str) -> dict[str, Any]:
    """Return an address with its QR code: ``rows`` of 1 (dark) and 0 (light), a border included.

    Args:
        address: What a camera is to read.
    """
    import segno  # noqa: PLC0415 - only who asks for a code needs it

    code = segno.make(address, micro=False, error="m")
    rows = ["".join(str(int(bool(cell))) for cell in row) for row in code.matrix_iter(border=4)]
    return {"address": address, "rows": rows}
