"""Reading a table of a scenario by columns, where every cell is what its column may hold.

It never says what is wrong: whatever is not plain is left to the reading of rows
(``scenario/table_columns.py``), which tells it by row and column. Both read the same cells the same
way; a number of a text is the nearest double in both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

import numpy as np

from tradesim.cells import bare
from tradesim.limits import check_network
from tradesim.scenario.bases import lies_in
from tradesim.scenario.columns.column import (
    EMPTY,
    Column,
    Columns,
    DoubtfulError,
    NumberColumn,
    WordColumn,
)
from tradesim.scenario.table_columns import cell_value, holds, parquet_table

if TYPE_CHECKING:
    import pyarrow as pa


def read_columns(folder: File, name: Any, fields: Mapping[str, Any], *, outside: bool) -> Columns:
    """Return the columns of a table.

    Args:
        folder: Folder of the scenario.
        name: What the scenario names, relative to that folder.
        fields: What its columns may be, as for ``read_table``.
        outside: Whether the table may lie outside the folder.

    Raises:
        DoubtfulError: Something in it has to be looked at row by row.
    """
    file = folder / str(name)
    as_text = file.suffix == ".csv"
    is_table = isinstance(name, str) and (as_text or file.suffix == ".parquet")
    if not is_table or not (outside or lies_in(file, folder)):
        raise DoubtfulError(name)
    try:
        check_network(file)
        table = _csv(file, fields) if as_text else parquet_table(file)
    except (OSError, ValueError) as error:  # pyarrow's own errors are ValueErrors
        raise DoubtfulError(name) from error
    names = table.column_names
    if len(set(names)) < len(names) or not set(names) <= set(fields) or not table.num_rows:
        raise DoubtfulError(name)
    return {
        each: _column(table, each, holds(each, fields[each]), as_text=as_text) for each in names
    }


def _csv(file: File, fields: Mapping[str, Any]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - few scenarios have tables
    from pyarrow import csv  # noqa: PLC0415

    words = pa.dictionary(pa.int32(), pa.string())
    types = {
        name: pa.float64() if holds(name, each) == "numbers" else words
        for name, each in fields.items()
    }
    return csv.read_csv(
        file,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )


def _column(table: pa.Table, name: str, kind: str, *, as_text: bool) -> Column:
    """Return a column as numbers or words; cells of a text say what they say by themselves.

    Raises:
        DoubtfulError: It holds something else, or whole blocks.
    """
    import pyarrow as pa  # noqa: PLC0415 - few scenarios have tables
    import pyarrow.types as of  # noqa: PLC0415

    given = table.column(name)
    held = given.type.value_type if of.is_dictionary(given.type) else given.type
    if kind == "numbers":
        if not (of.is_floating(held) or of.is_integer(held)) or of.is_dictionary(given.type):
            raise DoubtfulError(name)
        present = given.is_valid().to_numpy()
        try:
            values = given.cast(pa.float64()).to_numpy()
        except pa.ArrowInvalid:  # a whole number that no double holds
            raise DoubtfulError(name) from None
        return NumberColumn(np.asarray(values, dtype=np.float64), np.asarray(present, dtype=bool))
    text = of.is_string(held) or of.is_large_string(held)
    plain = of.is_boolean(held) or of.is_integer(held) or of.is_null(held)
    if kind == "blocks" or not (text or (kind == "values" and plain)):
        raise DoubtfulError(name)
    return _words(given, cell_value if kind == "values" else bare, as_text=as_text)


def _words(given: pa.ChunkedArray, meant: Callable[[str], Any], *, as_text: bool) -> WordColumn:
    import pyarrow as pa  # noqa: PLC0415 - few scenarios have tables

    encoded = given if pa.types.is_dictionary(given.type) else given.dictionary_encode()
    whole = encoded.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # what some releases return of no chunk at all
        raise DoubtfulError
    present = whole.is_valid().to_numpy(zero_copy_only=False)
    codes = np.where(present, _whole_numbers(whole.indices.cast(pa.int64())), EMPTY)
    values = whole.dictionary.to_pylist()
    if as_text:
        values = [meant(word) for word in values]
    if None in values:
        raise DoubtfulError
    return WordColumn(codes, values)


def _whole_numbers(indices: pa.Array) -> np.ndarray[Any, Any]:
    """Return the numbers of an array as they lie in memory, whatever stands where it is empty.

    What pyarrow has for this itself imports pandas, or makes floats of whole numbers.
    """
    memory = np.frombuffer(indices.buffers()[1], dtype=np.int64)
    return memory[indices.offset : indices.offset + len(indices)]
