"""The seal of a folder: the SHA-256 of every file in its manifest, and one of the manifest itself.

A figure of a report stands for the files that it was read from. Whoever reads a folder checks
first that each file is as the run left it. A seal shows a slip or an edit; it proves no author,
since whoever rewrites every file can write a seal to fit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tradesim.errors import SealError
from tradesim.limits import said_by_system, unread
from tradesim.records.manifest_form import MANIFEST, read_document

FILES, DIGEST = "files", "sha256_of_manifest"
"""Fields of a manifest: the hash of each file, and that of the manifest without this field."""


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(manifest: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder with the hashes of all files in it, and its own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): file_hash(path) for path in files}
    hashes.pop(MANIFEST, None)
    return signed({**manifest, FILES: hashes})


def signed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the hash of what it says."""
    return {**manifest, DIGEST: digest(manifest)}


def digest(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a manifest says, without that hash itself."""
    said = {key: value for key, value in manifest.items() if key != DIGEST}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check_seal(folder: Path, *, trust: bool = False) -> None:
    """Refuse the folder of a run in which some file is not as the run left it.

    Args:
        folder: The folder.
        trust: Look at nothing.

    Raises:
        SealError: With the files that differ.
    """
    if trust or not (folder / MANIFEST).is_file():
        return  # what is missing altogether is for the reader to tell
    if said := broken(folder):
        raise SealError(str(folder), said)


def check_whole(folder: Path) -> None:
    """Refuse the folder of a run that is not whole: without a manifest nothing can be vouched for.

    Raises:
        SealError: With what is missing or differs.
    """
    if said := broken(folder):
        raise SealError(str(folder), said, "Restore the files, or run the scenario again.")


def check_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Refuse to run again what a manifest says that was edited: it is no run that was made.

    Raises:
        SealError: It was edited.
    """
    if DIGEST in manifest and not is_signed(manifest):
        todo = "Restore it, or run the scenario itself with what you want to be otherwise."
        raise SealError(str(folder), [f"{MANIFEST} was edited"], todo)


def broken(folder: Path) -> list[str]:
    """Return what differs from what the manifest of a run's folder says, a clause each."""
    try:
        manifest = read_document(folder / MANIFEST)
    except OSError as error:
        return [f"{MANIFEST}: {unread(error)}"]
    except ValueError as error:
        return [f"{MANIFEST}: {error}"]
    return differing(folder, manifest)


def differing(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return what differs from what a manifest says, a clause each."""
    if DIGEST not in manifest:
        return [f"{MANIFEST} has no seal: it is of an older version, or was edited"]
    edited = [] if is_signed(manifest) else [f"{MANIFEST} was edited"]
    return edited + differing_files(folder, manifest.get(FILES))


def is_signed(manifest: Mapping[str, Any]) -> bool:
    """Say whether a manifest still says what it was signed for."""
    return manifest.get(DIGEST) == digest(manifest)


def differing_files(folder: Path, hashes: Any) -> list[str]:
    """Return the files that are missing or have another hash, a clause each.

    Args:
        folder: Where they stand.
        hashes: Their SHA-256 by relative path.
    """
    if not isinstance(hashes, Mapping):
        return [f"{MANIFEST} lists no files"]
    return [said for name, expected in hashes.items() for said in _differs(folder, name, expected)]


def _differs(folder: Path, name: str, expected: object) -> Iterable[str]:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        yield f"{name} would lie outside the folder"
        return
    try:
        found = file_hash(path)
    except FileNotFoundError:
        yield f"{name} is missing"
    except OSError as error:
        yield f"{name} cannot be read ({said_by_system(error)})"
    else:
        if found != expected:
            yield f"{name} is not as it was written"
