"""Files that cannot be written: told with where, why and what to do, by every command alike."""

import errno
from pathlib import Path

import pytest

from tradesim.cli.files import write_file
from tradesim.errors import OutputError
from tradesim.results import whole


def test_what_the_system_does_not_let_be_written_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(whole, "write_in_one", refuse)
    with pytest.raises(OutputError) as refused:
        write_file("text", tmp_path / "out.yaml")
    said = "it cannot be written: permission denied. Name another place with --out."
    assert str(refused.value) == f"{tmp_path / 'out.yaml'}: {said}"
