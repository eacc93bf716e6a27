"""The firms of a large world beside the manifest of its run: one a line, compressed.

A manifest with a million firms in it would be gigabytes that every reader has to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tradesim.limits import LARGEST_NETWORK, MOST_NETWORK_ROWS
from tradesim.scenario import Scenario

FIRMS = "firms.jsonl.zst"
"""The file; the first line says how many suppliers and buyers follow."""

SECTIONS = ("suppliers", "buyers")

LINES_AT_ONCE = 2_000


def without_firms(scenario: Scenario) -> Scenario:
    """Return a scenario without its firms, to say the rest of it."""
    return scenario.model_copy(update={section: [] for section in SECTIONS})


def firm_lines(scenario: Scenario) -> Iterator[bytes]:
    """Yield the lines of the file: suppliers, then buyers, as the scenario lists them."""
    counts = {section: len(getattr(scenario, section)) for section in SECTIONS}
    yield json.dumps(counts).encode() + b"\n"
    for section in SECTIONS:
        for firm in getattr(scenario, section):
            yield firm.model_dump_json(exclude_none=True).encode() + b"\n"


def write_firms(scenario: Scenario, folder: Path) -> None:
    """Write the firms of a scenario."""
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

    with pa.output_stream(str(folder / FIRMS), compression="zstd") as stream:
        waiting: list[bytes] = []
        for line in firm_lines(scenario):
            waiting.append(line)
            if len(waiting) == LINES_AT_ONCE:
                stream.write(b"".join(waiting))
                waiting.clear()
        stream.write(b"".join(waiting))


def read_firms(folder: Path) -> dict[str, list[Any]]:
    """Return the firms as plain data, by section.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no such file.
    """
    import pyarrow as pa  # noqa: PLC0415 - runs are lived without it

    with pa.input_stream(str(folder / FIRMS), compression="zstd") as stream:
        content = stream.read(LARGEST_NETWORK + 1)
    if len(content) > LARGEST_NETWORK:
        raise ValueError(f"it unfolds to more than {LARGEST_NETWORK:,} bytes")
    lines = iter(content.splitlines())
    counts = json.loads(next(lines, b"{}"))
    if not isinstance(counts, dict) or set(counts) != set(SECTIONS):
        raise ValueError("it does not say how many suppliers and buyers it holds")
    if not all(type(count) is int and 0 <= count <= MOST_NETWORK_ROWS for count in counts.values()):
        raise ValueError(
            f"it holds 0 to {MOST_NETWORK_ROWS:,} suppliers, and as many buyers at most"
        )
    found = {
        section: [json.loads(line) for line in islice(lines, counts[section])]
        for section in SECTIONS
    }
    if any(len(found[section]) != counts[section] for section in SECTIONS):
        raise ValueError("it ends too early")
    return found
