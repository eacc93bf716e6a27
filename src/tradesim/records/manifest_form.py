"""What a manifest must hold to be read: whoever reads one from a folder asks here first.

A manifest is a file that anybody may have edited. What is read of it has its type and its limit,
so that no reader meets a list where it looks for a name, or counts to a thousand million.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tradesim.limits import LARGEST_SEED, MOST_REPLICATES, bytes_of

MANIFEST = "manifest.json"
"""The file of a folder of results that says what they are of."""

LARGEST_MANIFEST = 50_000_000
"""Bytes of a manifest: a scenario of the largest file, and the hashes of its results.

The other JSON files of a folder of results are smaller.
"""


class Form(BaseModel):
    """Fields of a manifest that are read; others may stand beside them."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)


class RunForm(Form):
    """What is read of the manifest of a run."""

    scenario: dict[str, Any]
    seed: int = Field(ge=0, le=LARGEST_SEED)
    replicates: int = Field(ge=1, le=MOST_REPLICATES)
    replicate_numbers: list[int] = Field(default_factory=list, max_length=MOST_REPLICATES)
    versions: dict[str, str]
    engine: str = "ensemble"
    whole_run: int = Field(default=0, ge=0)
    whole_run_distance: float = Field(default=0.0, ge=0.0)
    irregular: dict[str, Any] | None = None
    custom_agents: list[str] = Field(default_factory=list)
    command: str = ""
    warnings: list[str] = Field(default_factory=list)
    parameters: dict[str, Any] | None = None


def read_manifest(path: Path, form: type[Form] = RunForm) -> dict[str, Any]:
    """Return a manifest in which everything that is read has its type.

    Args:
        path: The file.
        form: What is read of it.

    Raises:
        OSError: It cannot be read.
        ValueError: With what is wrong with it, in a clause.
    """
    found = read_document(path)
    try:
        form.model_validate(found)
    except ValidationError as error:
        raise ValueError("; ".join(sorted({_clause(slip) for slip in error.errors()}))) from None
    return found


def read_document(path: Path) -> dict[str, Any]:
    """Return a JSON file of a folder of results, a block of fields no larger than a manifest.

    Raises:
        OSError: It cannot be read.
        ValueError: With what is wrong with it, in a clause.
    """
    content = bytes_of(path, LARGEST_MANIFEST)
    if content is None:
        raise ValueError(f"it has more than {LARGEST_MANIFEST:,} bytes")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(found, dict):
        raise ValueError("it is no block of fields")  # noqa: TRY004 - of a file, not of a caller
    return found


def _clause(slip: Any) -> str:
    place = ".".join(str(step) for step in slip["loc"])
    if slip["type"] == "missing":
        return f"'{place}' is missing"
    limit = next(
        (f"{slip['ctx'][end]:,}" for end in ("le", "ge") if end in slip.get("ctx", ())), ""
    )
    return f"'{place}' is beyond {limit}" if limit else f"'{place}' is of another kind than it was"
