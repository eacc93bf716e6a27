"""Which of our kinds of files one is, so that who gives it to another reader is told where to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from tradesim.scenario.wording import Finding, found


class FileKind(Enum):
    """A kind of file: what it is called, what may be done with it, and what its 'kind' says."""

    SCENARIO = (
        "a scenario",
        "Run it with 'tradesim run', or name it as 'scenario' in the file of an experiment.",
    )
    EXPERIMENT = ("an experiment", "Give it to 'tradesim batch'.")
    CALIBRATION = ("a calibration", "Give it to 'tradesim calibrate'.", "calibration")
    DESIGN = ("a common design", "Give it to 'tradesim calibrate'.", "common_design")
    ITEMS = (
        "a file of items and their customs codes",
        "'tradesim customs --items' and 'tradesim new --items' take it.",
    )
    REGIMES = ("a file of licensing regimes", "A policy of a scenario names one as 'regime'.")
    RUN = ("the manifest of a run", "Give its folder to 'tradesim run' or 'tradesim report'.")
    SUMMARY = ("the summary of a run", "Give its folder to 'tradesim run' or 'tradesim report'.")
    BATCH = (
        "the manifest of a batch",
        "Give it to 'tradesim batch' with --out, or its folder to 'tradesim analyse'.",
    )

    def __init__(self, called: str, use: str, said: str = "") -> None:
        """Keep its words."""
        self.called, self.use, self.said = called, use, said


def kind_of(tree: object) -> FileKind | None:
    """Return the kind of a file by the fields that it has; None where they do not tell.

    Args:
        tree: Its content as plain data.
    """
    if not isinstance(tree, dict):
        return None
    for kind in FileKind:
        if kind.said and kind.said == tree.get("kind"):
            return kind
    measures = tree.get("measures")
    if (
        isinstance(measures, list)
        and measures
        and isinstance(measures[0], dict)
        and "p05" in measures[0]
    ):
        return FileKind.SUMMARY
    for fields, kind in FIELDS:
        if not fields.isdisjoint(tree):
            return kind
    return FileKind.ITEMS if _lists_codes(tree) else None


FIELDS = tuple(
    (frozenset(fields.split()), kind)
    for fields, kind in (
        ("run_id", FileKind.RUN),
        ("sha256", FileKind.BATCH),
        ("countries suppliers buyers extends", FileKind.SCENARIO),
        ("scenarios mechanisms", FileKind.DESIGN),
        ("targets targets_file", FileKind.CALIBRATION),
        ("scenario vary", FileKind.EXPERIMENT),
        ("regimes", FileKind.REGIMES),
    )
)
"""Fields of which each is of one kind alone, where none before it is there."""


def _lists_codes(tree: Mapping[str, Any]) -> bool:
    """Return whether all that a file holds are goods with customs codes, in a list or by name."""
    listed = tree["items"] if set(tree) == {"items"} else tree
    blocks = [*listed.values()] if isinstance(listed, dict) else listed
    if not isinstance(blocks, list) or not blocks:
        return False
    return all(isinstance(block, dict) and "hs" in block for block in blocks)


def misshapen(tree: object, wanted: FileKind) -> list[Finding]:
    """Return what is wrong with a file that is no block of fields, or of another kind."""
    if isinstance(tree, dict):
        return of_another_kind(tree, wanted)
    shape = "plain text" if isinstance(tree, str) else found(tree)
    return [Finding((), f"{wanted.called} is a block of fields ('name: value'), not {shape}.")]


def of_another_kind(tree: object, wanted: FileKind) -> list[Finding]:
    """Return that a file is of another kind than is wanted, in place of all that it lacks."""
    kind = kind_of(tree)
    if kind is None or kind is wanted:
        return []
    return [Finding((), f"this is {kind.called}, not {wanted.called}. {kind.use}")]
