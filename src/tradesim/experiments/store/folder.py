"""The folder of a batch: its manifest, its design, and the record of finished blocks."""

from __future__ import annotations

import csv
import io
import json
import shlex
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from tradesim.cells import shielded_row
from tradesim.errors import OutputError, ResumeError, TakenError
from tradesim.experiments.store.durable import remove_unfinished, sync, write_whole_file
from tradesim.experiments.store.form import BatchForm
from tradesim.experiments.store.parts import finished_part, is_unchanged, part_path
from tradesim.experiments.task import Collected, Done
from tradesim.limits import check_text, said_by_system, unread
from tradesim.records.manifest_form import MANIFEST, Form, read_manifest
from tradesim.records.parquet import written_as
from tradesim.results.own_code import changed_code
from tradesim.results.seal import FILES, file_hash, signed
from tradesim.results.whole import check_destination, check_length
from tradesim.results.writers import as_json

RECORD, DESIGN, COLUMNS = "blocks.jsonl", "design.parquet", "columns.csv"


class BatchFolder:
    """The folder of a batch.

    Args:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        """Look at nothing yet."""
        self.path = path.absolute()
        self.finished: dict[int, Done] = {}

    @property
    def manifest(self) -> dict[str, Any] | None:
        """What batch this is the folder of; None where there is none yet.

        Raises:
            OutputError: The manifest cannot be read, or is a run's.
        """
        path = self.path / MANIFEST
        try:
            if "run_id" not in read_manifest(path, Form):
                return read_manifest(path, BatchForm)
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise OutputError(f"{self.path}: this is a file. Name a folder.") from None
        except OSError as error:
            raise OutputError(
                f"{path}: this manifest cannot be read: {said_by_system(error)}."
            ) from None
        except ValueError as error:
            said = f"{path}: this is no manifest of a batch, or one of another version of tradesim"
            raise OutputError(f"{said}: {error}.") from None
        raise OutputError(
            f"{self.path}: this is the folder of a run, not of a batch: 'tradesim report "
            f"{shlex.quote(str(self.path))}' tells what it found. A batch has one of its own."
        )

    @property
    def stamp(self) -> str | None:
        """The SHA-256 of the manifest as it is now; None where there is none."""
        try:
            return file_hash(self.path / MANIFEST)
        except OSError:
            return None

    def check_unchanged(self, stamp: str | None) -> None:
        """Refuse to go on where another process has begun or changed a batch.

        Args:
            stamp: What the folder was prepared by.

        Raises:
            TakenError: The manifest is another, or there is one now.
        """
        if self.stamp != stamp:
            raise TakenError(
                f"{self.path}: another process has begun or changed a batch here meanwhile. "
                "Name another folder with --out, or continue it with --resume."
            )

    def check_free(self, todo: str = "Name another folder with --out.") -> None:
        """Refuse a folder that is in use.

        Args:
            todo: What may be done where a batch stands there.

        Raises:
            OutputError: It holds a batch or something else, or its name is too long.
        """
        check_length(self.path)
        if self.manifest is not None:
            raise OutputError(f"{self.path}: a batch stands here already. {todo}")
        begun = {file.name for file in self.path.iterdir()} if self.path.is_dir() else set()
        if not begun or any(not name.startswith(".") for name in begun):
            check_destination(self.path)

    def check_same(self, manifest: Mapping[str, Any]) -> None:
        """Refuse to continue another batch than the one that stands here.

        Args:
            manifest: What is to be run now.

        Raises:
            ResumeError: Experiment, scenario, design, version or the user's own code differ.
        """
        before = self.manifest or {}
        differ = [
            f"the {what} has changed"
            for what in ("experiment", "scenario", "design")
            if before.get("sha256", {}).get(what) != manifest["sha256"][what]
        ]
        was, now = before.get("versions", {}), manifest["versions"]
        differ += [
            f"{name} was {was.get(name, 'absent')}, now it is {version}"
            for name, version in now.items()
            if was.get(name) != version
        ]
        differ += changed_code(before.get("code", {}), manifest["code"])
        if differ:
            said = "; ".join(differ)
            raise ResumeError(
                f"{self.path}: this batch cannot be resumed: {said}. Restore what it was begun "
                "with, or begin anew with --out."
            )

    def create(self, manifest: Mapping[str, Any]) -> None:
        """Begin a batch in a folder that is held.

        Raises:
            OutputError: The folder cannot be written.
        """
        try:
            self._write_text(MANIFEST, as_json(manifest) + "\n")
        except OSError as error:
            raise OutputError(
                f"{self.path}: it cannot be written: {said_by_system(error)}."
            ) from error

    def describe(
        self,
        manifest: Mapping[str, Any],
        design: pa.Table,
        columns: Iterable[Mapping[str, str]],
    ) -> None:
        """Write the design and the list of columns, and seal the manifest with their hashes."""
        settings = written_as(design.schema)
        write_whole_file(self.path / DESIGN, lambda path: pq.write_table(design, path, **settings))
        rows = list(columns)
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(shielded_row, rows))
        self._write_text(COLUMNS, text.getvalue())
        hashes = {name: file_hash(self.path / name) for name in (COLUMNS, DESIGN)}
        self._write_text(MANIFEST, as_json(signed({**manifest, FILES: hashes})) + "\n")

    def take_stock(self, blocks: int, batch: str) -> None:
        """Find out which blocks are finished, whoever was stopped when and how.

        Recorded blocks whose files are not as they were left are done again; blocks whose files
        are whole but whose record is missing are recorded.

        Args:
            blocks: Number of blocks of the batch.
            batch: Identity of the batch.
        """
        remove_unfinished(self.path)
        recorded = self.recorded()
        for number in range(blocks):
            done = recorded.get(number)
            if done is None or not is_unchanged(self.path, done):
                done = finished_part(self.path, number, batch) if done is None else None
            if done is not None:
                self.finished[number] = done
        self.seal()

    def take_in(self, found: Done | Collected) -> Done:
        """Write the part files that came with a block, and return what its worker says of it.

        Raises:
            OutputError: They cannot be written.
        """
        if isinstance(found, Done):
            return found
        try:
            for dataset in sorted(found.contents, key=lambda name: name == "runs"):
                path = part_path(self.path, dataset, found.done.number)
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole_file(path, partial(Path.write_bytes, data=found.contents[dataset]))
        except OSError as error:
            raise OutputError(
                f"{self.path}: it cannot be written: {said_by_system(error)}."
            ) from error
        return found.done

    @contextmanager
    def token(self) -> Iterator[str]:
        """Provide a file in the folder by which a worker can tell that it sees the same one."""
        path = self.path / f".{uuid.uuid4().hex}.shared"
        path.write_text("", encoding="utf-8")
        try:
            yield str(path)
        finally:
            path.unlink(missing_ok=True)

    def record(self, done: Done) -> None:
        """Record a finished block, so that a power cut does not lose it.

        Raises:
            OutputError: Its part files are not here.
        """
        for dataset, (size, _) in done.files.items():
            path = part_path(self.path, dataset, done.number)
            if not path.is_file() or path.stat().st_size != size:
                raise OutputError(
                    f"{path}: a worker has written this file, but it is not here. All workers "
                    "must see the folder of the batch under the same path: use --out with a "
                    "shared one, or --collect."
                )
        path = self.path / RECORD
        with path.open("a", encoding="utf-8") as file:
            file.write(_line(done))
        sync(path)
        self.finished[done.number] = done

    def written(self) -> set[int]:
        """Return the blocks whose part of the runs stands here."""
        parts = (self.path / "runs.parquet").glob("part-*.parquet")
        return {int(part.stem.removeprefix("part-")) for part in parts}

    def finish(self) -> None:
        """Leave nothing but the results: workers that were lost half-way leave half a file."""
        remove_unfinished(self.path)
        self.seal()

    def seal(self) -> None:
        """Write the record anew in the order of the blocks."""
        lines = [_line(self.finished[number]) for number in sorted(self.finished)]
        self._write_text(RECORD, "".join(lines))

    def recorded(self) -> dict[int, Done]:
        """Return what the record says of finished blocks, by their numbers.

        Raises:
            OutputError: It cannot be read.
        """
        path = self.path / RECORD
        try:
            lines = check_text(path).read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise OutputError(f"{path}: {unread(error)}.") from None
        found = [recorded_block(line) for line in lines]
        return {done.number: done for done in found if done is not None}

    def _write_text(self, name: str, text: str) -> None:
        write = partial(Path.write_text, data=text, encoding="utf-8", newline="\n")
        write_whole_file(self.path / name, write)


_RECORDED = TypeAdapter(Done)
"""What a line of the record holds."""


def _line(done: Done) -> str:
    return json.dumps(asdict(done), sort_keys=True) + "\n"


def recorded_block(line: str) -> Done | None:
    """Return a recorded block; None for a line that a power cut left half-written."""
    try:
        return _RECORDED.validate_json(line, strict=True)
    except ValidationError:
        return None
