"""The file of firms of a large world: what it unfolds to is bounded, whatever it says it holds."""

from pathlib import Path

import pyarrow as pa
import pytest

from tradesim.records.firms_file import FIRMS, read_firms


def written(folder: Path, content: bytes) -> Path:
    with pa.output_stream(str(folder / FIRMS), compression="zstd") as stream:
        stream.write(content)
    return folder


def test_firms_are_read_by_section(tmp_path: Path) -> None:
    lines = b'{"suppliers": 1, "buyers": 2}\n{"name": "a"}\n{"name": "b"}\n{"name": "c"}\n'
    found = read_firms(written(tmp_path, lines))
    names = {section: [firm["name"] for firm in firms] for section, firms in found.items()}
    assert names == {"suppliers": ["a"], "buyers": ["b", "c"]}


def test_a_file_that_unfolds_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradesim.records.firms_file.LARGEST_NETWORK", 1_000)
    folder = written(tmp_path, b'{"suppliers": 0, "buyers": 0}\n' + b" " * 1_000)
    with pytest.raises(ValueError, match="unfolds to more than 1,000 bytes"):
        read_firms(folder)


@pytest.mark.parametrize(
    "counts",
    ["[]", "3", '{"suppliers": 1}', '{"suppliers": -1, "buyers": 0}',
     '{"suppliers": 1e400, "buyers": 0}', '{"suppliers": true, "buyers": 0}',
     '{"suppliers": 1000000000000, "buyers": 0}', '{"suppliers": 1, "buyers": 0}'],
)  # fmt: skip
def test_a_file_that_holds_other_than_it_says_is_refused(tmp_path: Path, counts: str) -> None:
    with pytest.raises(ValueError, match="it "):
        read_firms(written(tmp_path, counts.encode() + b"\n"))
