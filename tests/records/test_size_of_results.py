"""Files of results take no more memory than is free, whatever they unfold to."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradesim import limits
from tradesim.errors import AnalysisError, OutputError
from tradesim.experiments.store import by_column
from tradesim.experiments.store.by_column import StoredRuns
from tradesim.experiments.store.folder import BatchFolder
from tradesim.limits import check_text
from tradesim.records import parquet
from tradesim.records.events_file import read_events
from tradesim.records.parquet import read_parquet


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.parquet"
    columns = {"name": ["a"] * 1_000, "value": [0.0] * 1_000, "values": [[1.0] * 50] * 1_000}
    pq.write_table(pa.table(columns), file)
    return file


def test_a_small_file_that_unfolds_to_more_than_is_free_is_not_read(
    monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    monkeypatch.setattr(parquet, "free_memory", lambda: 100_000)
    with pytest.raises(OSError, match="it unfolds to 416 kB of memory, and 100 kB are free"):
        read_parquet(table)
    assert read_parquet(table, ["value"]).num_rows == 1_000
    monkeypatch.setattr(parquet, "MOST_RESULT_ROWS", 999)
    with pytest.raises(OSError, match="more than the 999 rows that such"):
        read_parquet(table, ["value"])


def test_one_huge_word_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "word.parquet"
    columns = {"name": ["a" * 1_000_000, "b"], "value": [0.0, 1.0]}
    pq.write_table(pa.table(columns), file, compression="zstd")
    assert file.stat().st_size < 10_000
    monkeypatch.setattr(parquet, "free_memory", lambda: 500_000)
    with pytest.raises(OSError, match="it unfolds to 1 MB of memory, and 500 kB are free"):
        read_parquet(file)
    assert read_parquet(file, ["value"]).num_rows == 2


def test_a_long_word_that_is_written_once_counts_in_every_row(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "words.parquet"
    words = pa.array(["a" * 1_000, "b"]).take(pa.array([0, 1] * 500))
    pq.write_table(pa.table({"name": words, "value": [0.0] * 1_000}), file)
    monkeypatch.setattr(parquet, "free_memory", lambda: 400_000)
    with pytest.raises(OSError, match="it unfolds to 500 kB of memory, and 400 kB are free"):
        read_parquet(file)
    monkeypatch.setattr(parquet, "free_memory", lambda: 600_000)
    assert read_parquet(file)["name"].to_pylist() == words.to_pylist()


def test_a_column_that_is_not_there_is_named(table: Path) -> None:
    with pytest.raises(pa.ArrowInvalid, match="it has no column price, month"):
        read_parquet(table, ["value", "price", "month"])


def test_a_text_of_results_is_read_up_to_a_stated_size(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "blocks.jsonl"
    file.write_text("{}\n" * 10, encoding="utf-8")
    monkeypatch.setattr(limits, "LARGEST_TEXT", 30)
    assert check_text(file) == file
    assert BatchFolder(tmp_path).recorded() == {}
    monkeypatch.setattr(limits, "LARGEST_TEXT", 29)
    with pytest.raises(OutputError, match="more than the 29 bytes"):
        BatchFolder(tmp_path).recorded()
    with pytest.raises(OSError, match="more than the 29 bytes"):
        read_events(file)


def test_a_batch_holds_no_more_runs_than_one_may_have(
    monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    pq.write_table(pa.table({"run": [0, 1], "error": ["", ""], "lost": [1.0, 2.0]}), table)
    assert len(StoredRuns([table])) == 2
    monkeypatch.setattr(by_column, "MOST_RUNS", 1)
    with pytest.raises(AnalysisError, match="cannot be read: 2 runs are more than the 1 of a"):
        StoredRuns([table])
