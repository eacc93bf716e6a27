"""Small made-up customs files, and the one good they are about: salt, HS 250100."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tradesim.customs import CustomsItem, Trade, read
from tradesim.errors import CustomsError

SALT = CustomsItem.model_validate(
    {"name": "salt", "unit": "t", "hs": {"edition": "HS2017", "codes": ["250100"]}}
)
HORSES = CustomsItem.model_validate(
    {"name": "horses", "unit": "piece", "hs": {"edition": "HS2017", "codes": ["010121"]}}
)

Reader = Callable[..., Trade]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Write a file and return its path."""

    def write(text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def trade(make: Callable[..., Path]) -> Reader:
    """Read a text as a customs file."""

    def call(text: str, name: str = "file.csv", encoding: str = "utf-8", **more: Any) -> Trade:
        return read(make(text, name, encoding), more.pop("items", [SALT]), **more)

    return call


@pytest.fixture
def refusal(trade: Reader) -> Callable[..., str]:
    """Return what is said of a text that is refused as a customs file."""

    def call(text: str, **more: Any) -> str:
        with pytest.raises(CustomsError) as caught:
            trade(text, **more)
        return str(caught.value)

    return call


def rows(found: Trade, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of the table, a tuple a row; figures that are missing are None."""
    table = found.table[list(columns)].astype(object)
    table = table.where(table.notna(), None)
    return [tuple(_plain(cell) for cell in row) for row in table.itertuples(index=False)]


def _plain(cell: Any) -> Any:
    return round(float(cell), 9) if isinstance(cell, float) else cell


def left_out(found: Trade) -> dict[str, int]:
    """Return the rows left out, by reason, of the only file."""
    (file,) = found.files
    return file.left_out


FIGURES = ("month", "destination", "origin", "quantity", "value_usd_m")
