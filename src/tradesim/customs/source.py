"""A customs file as it lies on the disk: its encoding, its heading, its rows in batches.

CSV in UTF-8 is streamed, so that its size does not matter; other encodings, and JSON, are brought
to it in memory. Every cell is text: a code that looks like a number keeps its zeros.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from tradesim.customs.json_rows import json_table
from tradesim.errors import CustomsError
from tradesim.limits import unread
from tradesim.scenario.documents import refuse_yaml

HEAD_BYTES = 262_144
"""Bytes in which the encoding shows and the heading stands."""

HEADING_WITHIN = 40
"""Lines among which the heading is looked for."""

BLOCK_BYTES = 1 << 22
LARGEST_IN_MEMORY = 400_000_000
"""Largest file, in bytes, that is not UTF-8 CSV or Parquet and is read whole."""

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How text of two bytes a letter begins; a mark at the beginning of UTF-8 is skipped."""

ENCODINGS = ("cp949", "gb18030", "cp932")
"""Encodings of Korea's, China's and Japan's files, tried where a file is not UTF-8."""

DELIMITERS = (",", ";", "\t", "|")


@dataclass
class Source:
    """A file whose heading is known.

    Attributes:
        path: The file.
        columns: Its headings as written, one by one.
        title: What stands above the heading.
        encoding: How its bytes are read.
        first_line: Line of the first row, counted from 1.
        footers: Rows that are no rows of the table, such as notes below it.
    """

    path: Path
    columns: tuple[str, ...]
    title: str = ""
    encoding: str = "utf-8"
    delimiter: str = ","
    first_line: int = 2
    table: pa.Table | None = None
    footers: list[str] = field(default_factory=list)
    ragged: list[tuple[str, int, int]] = field(default_factory=list)

    def batches(self, wanted: Sequence[int]) -> Iterator[pa.RecordBatch]:
        """Yield the rows of some columns, all as text, under the numbers of the columns.

        Args:
            wanted: Places of the columns, from 0.
        """
        names = [str(place) for place in wanted]
        if self.table is not None:
            columns = [_as_text(self.table.column(place)) for place in wanted]
            yield from pa.table(dict(zip(names, columns, strict=True))).to_batches()
        elif self.encoding == "parquet":
            yield from self._parquet_batches(wanted, names)
        else:
            yield from self._csv_batches(names)

    def _parquet_batches(self, wanted: Sequence[int], names: list[str]) -> Iterator[pa.RecordBatch]:
        file = pyarrow.parquet.ParquetFile(self.path)
        for batch in file.iter_batches(columns=[self.columns[place] for place in wanted]):
            columns = [_as_text(batch.column(self.columns[place])) for place in wanted]
            yield pa.record_batch(dict(zip(names, columns, strict=True)))

    def _csv_batches(self, names: list[str]) -> Iterator[pa.RecordBatch]:
        places = [str(place) for place in range(len(self.columns))]
        reading = pyarrow.csv.ReadOptions(
            column_names=places, skip_rows=self.first_line - 1, block_size=BLOCK_BYTES
        )
        parsing = pyarrow.csv.ParseOptions(
            delimiter=self.delimiter, newlines_in_values=True, invalid_row_handler=self._note_ragged
        )
        converting = pyarrow.csv.ConvertOptions(
            include_columns=names, column_types=dict.fromkeys(names, pa.string())
        )
        try:
            with pyarrow.csv.open_csv(self._bytes(), reading, parsing, converting) as reader:
                yield from reader
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise CustomsError.of(self.path, f"it cannot be read as a table: {error}.") from None

    def _bytes(self) -> Any:
        """Return what to read from: the file, or its text in UTF-8."""
        if self.encoding == "utf-8":
            return self.path
        return pa.BufferReader(self.path.read_bytes().decode(self.encoding).encode("utf-8"))

    def _note_ragged(self, row: Any) -> str:
        """Keep a row whose cells are not those of the heading: a note, or a fault."""
        cells = [word for cell in row.text.split(self.delimiter) if (word := cell.strip(' "\r'))]
        if len(cells) <= 1 or not any(cell.replace(".", "").isdigit() for cell in cells):
            self.footers.append(row.text.strip())
        else:
            self.ragged.append((row.text, row.actual_columns, row.expected_columns))
        return "skip"

    def lines_of(self, rows: Collection[int]) -> dict[int, int]:
        """Return the lines of some rows, by row; none where the file has no lines.

        Rows may run over several lines; so the file is read again, to the last of them only.
        """
        if self.table is not None or self.encoding == "parquet" or not rows:
            return {}
        found: dict[int, int] = {}
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            for _ in range(self.first_line - 1):
                file.readline()
            reader = csv.reader(file, delimiter=self.delimiter)
            row, start, last = -1, 0, max(rows)
            for cells in reader:
                row += len(cells) == len(self.columns)
                if row in rows:
                    found.setdefault(row, self.first_line + start)
                if row >= last:
                    break
                start = reader.line_num
        return found


def open_source(path: Path) -> list[Source]:
    """Return what a file may be, one by one: with each line that could be its heading.

    Raises:
        CustomsError: If it cannot be read, or is empty.
    """
    refuse_yaml(path, "a customs file", CustomsError)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        size = path.stat().st_size
    except OSError as error:
        raise CustomsError.of(path, f"{unread(error)}.") from None
    if head.startswith(b"PAR1"):
        return [_parquet(path)]
    if not head.strip():
        raise CustomsError.of(path, "it is empty.")
    encoding = _encoding(path, head, size)
    text = head.decode(encoding, errors="replace")
    if text.lstrip("\ufeff \r\n\t")[:1] in {"{", "["}:
        if size > LARGEST_IN_MEMORY:
            raise CustomsError.of(
                path, f"it is JSON of {size / 1e6:.0f} MB; ask the service for CSV."
            )
        table = json_table(path, encoding)
        return [Source(path, tuple(table.column_names), encoding=encoding, table=table)]
    return list(_headings(path, text, encoding))


def _parquet(path: Path) -> Source:
    try:
        names = pyarrow.parquet.ParquetFile(path).schema_arrow.names
    except pa.ArrowInvalid as error:
        raise CustomsError.of(path, f"it is no sound Parquet file: {error}.") from None
    return Source(path, tuple(names), encoding="parquet")


def _encoding(path: Path, head: bytes, size: int) -> str:
    is_utf_16 = head.startswith(UTF_16_MARKS)
    if not is_utf_16 and _is_text(head, "utf-8"):
        return "utf-8"
    if size > LARGEST_IN_MEMORY:
        said = f"it is {size / 1e6:.0f} MB and not in UTF-8; convert it to UTF-8 first."
        raise CustomsError.of(path, said)
    if is_utf_16:
        return "utf-16"
    raw = path.read_bytes()
    found = [encoding for encoding in ENCODINGS if _is_text(raw, encoding)]
    if not found:
        raise CustomsError.of(path, "it is neither UTF-8 nor CP949, GB18030 or CP932 text.")
    return max(found, key=lambda encoding: _known_letters(raw[:HEAD_BYTES], encoding))


def _is_text(raw: bytes, encoding: str) -> bool:
    """Tell whether bytes are text of an encoding; the last letter may be cut off."""
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start >= len(raw) - 4 and len(raw) == HEAD_BYTES
    return True


WORDS = {
    "cp949": "기간국가수출입중량금액품목",
    "gb18030": "商品编码贸易伙伴名称数量计单位人民币美元",
    "cp932": "国数量価額年月輸出入",
}
"""Letters of the headings of each encoding's tables."""


def _known_letters(raw: bytes, encoding: str) -> int:
    text = raw.decode(encoding, errors="replace")
    return sum(text.count(letter) for letter in WORDS[encoding])


def _headings(path: Path, text: str, encoding: str) -> Iterator[Source]:
    """Yield the file with each of its first lines, and each delimiter, as the heading."""
    lines = text.lstrip("\ufeff").splitlines()[:HEADING_WITHIN]
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        above = "\n".join(lines[:place])
        for delimiter in DELIMITERS:
            if delimiter in line:
                cells = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
                columns = tuple(cell.strip() for cell in cells)
                yield Source(path, columns, above, encoding, delimiter, place + 2)


def _as_text(column: pa.Array | pa.ChunkedArray) -> Any:
    if pa.types.is_dictionary(column.type):
        column = (
            column.dictionary_decode()
            if isinstance(column, pa.Array)
            else pa.chunked_array([chunk.dictionary_decode() for chunk in column.chunks])
        )
    return column.cast(pa.string())
