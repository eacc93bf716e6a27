"""One file of a folder of results: the same bytes wherever the same folder is archived.

It is a plain tar without compression (Parquet is compressed already, and compressors differ in
their bytes from version to version): files in the order of their names, without owners, at a time
of 1980.
"""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath

from tradesim.errors import OutputError
from tradesim.limits import MOST_FILES
from tradesim.machine import free_disk, said_size
from tradesim.results.whole import unwritable, write_in_one

SUFFIX = ".tar"

LONG_AGO = 315_532_800
"""1 January 1980, the first day that every archive format can write."""

NOT_RESULTS = (".lock", ".log", ".tmp")
"""How names end of what a run needs while it is at work."""


def archive(folder: Path, path: Path, beside: Mapping[str, str]) -> int:
    """Write a folder of results into one file, and return how many files it holds.

    Args:
        folder: The folder.
        path: The file; never one that exists.
        beside: Texts to put beside the folder in the archive, by name.

    Raises:
        OutputError: The file exists, or cannot be written.
    """
    top = folder.resolve().name
    texts = {name: text.encode() for name, text in beside.items()}
    results = [file for file in sorted(folder.rglob("*")) if _is_result(file)]

    def fill(beside: Path) -> None:
        """Write the archive to a file."""
        with beside.open("wb") as target, tarfile.open(fileobj=target, mode="w") as tar:
            for name in sorted(texts):
                tar.addfile(_entry(name, len(texts[name])), io.BytesIO(texts[name]))
            for file in results:
                name = (PurePosixPath(top) / file.relative_to(folder).as_posix()).as_posix()
                with file.open("rb") as content:
                    tar.addfile(_entry(name, file.stat().st_size), content)

    try:
        write_in_one(path, fill, over=False)
    except FileExistsError:
        raise OutputError(f"{path} exists already. Choose another --out.") from None
    except OSError as error:
        raise unwritable(path, error) from None
    return len(texts) + len(results)


def _is_result(file: Path) -> bool:
    return file.is_file() and not file.is_symlink() and not file.name.endswith(NOT_RESULTS)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, LONG_AGO, 0o644
    return entry


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Yield the folder of results in an archive, unpacked for as long as it is needed.

    Raises:
        OutputError: It is no archive, or not one of a folder of results, or larger than what is
            free for it.
    """
    with tempfile.TemporaryDirectory(prefix="tradesim-archive-") as place:
        try:
            with tarfile.open(path, "r:") as tar:
                tar.extractall(place, members=_members(tar, path, place), filter="data")
        except (OSError, tarfile.TarError) as error:
            said = "Name the folder of a run or a batch, or what 'tradesim archive' wrote."
            refused = OutputError(f"{path} cannot be read as an archive: {error}. {said}")
            raise refused from None
        folders = [found for found in Path(place).iterdir() if found.is_dir()]
        if len(folders) != 1:
            raise OutputError(f"{path} holds no folder of results.")
        yield folders[0]


def _members(tar: tarfile.TarFile, path: Path, place: str) -> list[tarfile.TarInfo]:
    """Return what an archive holds, unless it unfolds to more than there is room for.

    Raises:
        OutputError: It has too many files, files with holes, or too many bytes.
    """
    found = list(islice(tar, MOST_FILES + 1))
    if len(found) > MOST_FILES:
        raise OutputError(f"{path} holds more than the {MOST_FILES:,} files that one may hold.")
    if any(member.issparse() for member in found):
        raise OutputError(f"{path} holds files with holes, which no archive of results has.")
    size, free = sum(member.size for member in found), free_disk(Path(place))
    if free is not None and size > free:
        room = f"{said_size(size)} to unpack it, and {said_size(free)} are free in {place}"
        raise OutputError(f"{path} needs {room}. Name another place with TMPDIR.")
    return found
