"""How the pages of benchmarks write tables and figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def number(value: Any) -> str:
    """Return a figure as it is read: three digits, with its range where it has one."""
    if isinstance(value, dict):
        span = f" ({number(value['from'])} to {number(value['to'])})" if "from" in value else ""
        return number(value["median"]) + span
    digits = float(f"{value:.3g}")
    return f"{digits:,.0f}" if digits >= 100 else f"{digits:g}"  # noqa: PLR2004 - three digits
