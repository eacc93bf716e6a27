"""Several folders that hold some blocks of the same batch each, put together as one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tradesim.errors import OutputError
from tradesim.experiments.manifest import begun, identity
from tradesim.experiments.store.durable import write_whole_file
from tradesim.experiments.store.folder import COLUMNS, DESIGN, BatchFolder
from tradesim.experiments.store.lock import locked
from tradesim.experiments.store.parts import part_path
from tradesim.experiments.store.reading import check_batch
from tradesim.experiments.task import Done
from tradesim.records.manifest_form import MANIFEST


@dataclass(frozen=True)
class Merged:
    """A batch that was put together.

    Attributes:
        folder: Where it is.
        blocks: Blocks of the whole batch.
        missing: Blocks that no folder has.
        failed: Runs of the others that ended in an error.
    """

    folder: Path
    blocks: int
    missing: tuple[int, ...]
    failed: int


def merge(folders: Sequence[Path], out: Path) -> Merged:
    """Put the blocks of a batch together that stand in several folders.

    Args:
        folders: Folders of the same batch, each with some of its blocks.
        out: Where the whole is to be; absent or empty.

    Raises:
        OutputError: They are of different batches, two give other numbers for the same block, or
            the folder is in use.
        SealError: Files of one are not as they were written.
    """
    stores = [BatchFolder(folder) for folder in folders]
    manifests = [_manifest(store) for store in stores]
    for store, manifest in zip(stores, manifests, strict=True):
        check_batch(store.path, manifest)
        if manifest != manifests[0]:
            same = identity(begun(manifest)) == identity(begun(manifests[0]))
            why = "has grown otherwise" if same else "is of another batch"
            raise OutputError(f"{store.path}: it {why} than {stores[0].path}.")
    found = _blocks(stores)
    whole = BatchFolder(out)
    whole.check_free()
    with locked(whole.path):
        whole.check_free()  # another may have merged here since
        whole.create(manifests[0])
        _copy(found, stores[0], whole)
    count = int({**manifests[0], **manifests[0].get("whole", {})}["blocks"])
    missing = tuple(sorted(set(range(count)) - found.keys()))
    return Merged(whole.path, count, missing, sum(done.failed for _, done in found.values()))


def _copy(
    found: dict[int, tuple[BatchFolder, Done]], first: BatchFolder, whole: BatchFolder
) -> None:
    """Copy all blocks, and what stands beside them in the first folder."""
    for number, (store, done) in sorted(found.items()):
        for dataset in sorted(done.files, key=lambda name: name == "runs"):
            path = part_path(whole.path, dataset, number)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole_file(path, partial(shutil.copyfile, part_path(store.path, dataset, number)))
        whole.finished[number] = done
    for name in (COLUMNS, DESIGN, MANIFEST):
        write_whole_file(whole.path / name, partial(shutil.copyfile, first.path / name))
    whole.finish()


def _manifest(store: BatchFolder) -> dict[str, Any]:
    manifest = store.manifest
    if manifest is None:
        raise OutputError(f"{store.path}: no batch stands here ({MANIFEST} is missing).")
    return manifest


def _blocks(stores: Sequence[BatchFolder]) -> dict[int, tuple[BatchFolder, Done]]:
    """Return where each block stands.

    Raises:
        OutputError: A block stands twice with other bytes.
    """
    found: dict[int, tuple[BatchFolder, Done]] = {}
    for store in stores:
        for number, done in store.recorded().items():
            before = found.setdefault(number, (store, done))[1]
            if dict(before.files) != dict(done.files):
                first = found[number][0].path
                raise OutputError(
                    f"block {number} is not the same in {first} and {store.path}: they were made "
                    "on processors or with libraries that differ."
                )
    return found
