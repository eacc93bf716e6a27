"""Every input that ever went wrong is refused in order, or runs; so are some wrong ones of today.

``scripts/fuzz`` makes more of the same; what it finds is mended and added to ``tests/corpus``.
"""

from pathlib import Path
from typing import Any

import pytest

from tests.fuzzing.readers import Bench, content_of, corpus, inputs, verdict
from tradesim.errors import TradesimError

CASES = list(corpus())
SEED, COUNT = 20190701, 400


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.mark.parametrize(
    ("kind", "case"), [(kind, case) for kind, _, case in CASES], ids=[said for _, said, _ in CASES]
)
def test_what_went_wrong_once_is_refused_in_order(
    bench: Bench, kind: str, case: dict[str, Any]
) -> None:
    content = content_of(bench, kind, case)
    assert verdict(bench.readers[kind], content) is None
    if "says" in case:
        with pytest.raises(TradesimError) as refused:
            bench.readers[kind](content)
        assert case["says"] in str(refused.value)


@pytest.mark.filterwarnings("ignore")
def test_no_wrong_input_ends_in_anything_but_a_refusal_or_a_run(bench: Bench) -> None:
    found = [
        f"{kind} {number}: {said}"
        for kind, number, content in inputs(bench, SEED, COUNT)
        if (said := verdict(bench.readers[kind], content)) is not None
    ]
    assert not found, "\n".join(found)


def test_a_reader_that_raises_anything_else_is_found_out(bench: Bench) -> None:
    def reader(content: bytes) -> None:
        raise TypeError(len(content))

    def foreign(content: bytes) -> None:
        raise TradesimError(f"Input should be {content!r}")

    assert "TypeError" in str(verdict(reader, b"1"))
    assert "words of others" in str(verdict(foreign, b"1"))
    assert list(inputs(bench, 1, 5)) == list(inputs(bench, 1, 5))


def test_the_corpus_has_a_case_of_each_kind_that_went_wrong(bench: Bench) -> None:
    assert {kind for kind, _, _ in CASES} <= set(bench.readers)
    assert all(Path(said).name for _, said, _ in CASES)
