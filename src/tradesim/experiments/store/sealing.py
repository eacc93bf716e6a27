"""Whether a batch stands as its workers left it: manifest, design and every part of its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tradesim.errors import SealError
from tradesim.experiments.manifest import begun, identity
from tradesim.experiments.store.folder import RECORD, BatchFolder, recorded_block
from tradesim.experiments.store.parts import (
    changed_dataset,
    finished_part,
    is_unchanged,
    part_path,
)
from tradesim.limits import check_text
from tradesim.results.seal import DIGEST, FILES, differing_files, is_signed


def check_batch(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse a batch in which some file is not as it was written.

    Args:
        folder: Its folder.
        manifest: Its manifest, as it stands there.

    Raises:
        SealError: With what differs.
    """
    differing = list(broken_batch(folder, manifest))
    if differing:
        raise SealError(str(folder), differing)


def broken_batch(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is not as it was written, a clause each."""
    if DIGEST not in manifest:
        yield "manifest.json has no seal: it is of an older version, or was edited"
        return
    if not is_signed(manifest):
        yield "manifest.json was edited"
    yield from differing_files(folder, manifest.get(FILES))
    yield from _record(folder)
    yield from _parts(folder, manifest)


def _record(folder: Path) -> Iterator[str]:
    """Yield what differs in the record: only its last line may be half a line, of a power cut."""
    path = folder / RECORD
    if not path.is_file():
        yield f"{RECORD} is missing"
        return
    lines = check_text(path).read_text(encoding="utf-8", errors="replace").split("\n")
    if any(recorded_block(line) is None for line in lines[:-1]):
        yield f"{RECORD} was edited"


def _parts(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs among the parts: each is that of a recorded block, or of this batch."""
    store = BatchFolder(folder)
    recorded = store.recorded()
    batch = identity(begun(manifest))
    for number in sorted(recorded.keys() | store.written()):
        done = recorded.get(number)
        if done is None and finished_part(folder, number, batch) is None:
            yield f"{_name(folder, 'runs', number)} is of another batch"
        elif done is not None and not is_unchanged(folder, done):
            changed = changed_dataset(folder, done) or "runs"
            yield f"{_name(folder, changed, number)} is not as it was written"


def _name(folder: Path, dataset: str, number: int) -> str:
    return part_path(folder, dataset, number).relative_to(folder).as_posix()
