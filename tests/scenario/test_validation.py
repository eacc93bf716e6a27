"""Whatever an analyst writes where, the answer is a scenario or a report; never a traceback."""

import copy
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenario.conftest import WORLD
from tradesim.scenario.validation import examine
from tradesim.scenario.wording import Path
from tradesim.scenario.yaml_lines import parse

TREE: dict[str, Any] = parse(WORLD.read_text(encoding="utf-8")).data

NUMBERS = [0, -1, 1e308, 10**30, float("nan"), float("inf")]
TEXTS = ["", "x", "acid", "AAA", "1,000", "2019-07-04", True, None]
LISTS = [[], [1], [None], ["acid"], [[]]]
BLOCKS: list[dict[str, Any]] = [
    {},
    {"": 1},
    {"value": 1},
    {"value": []},
    {"value": 1, "unit": 5},
    {"value": 1, "range": [1]},
    {"value": 1, "judgement": {}},
    {"unit": "t/week"},
    {"kind": "x"},
    {"kind": ["x"]},
    {"name": ["x"]},
]
ODD_VALUES = st.sampled_from([*NUMBERS, *TEXTS, *LISTS, *BLOCKS])


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything that stands in plain data."""
    entries: list[tuple[Any, Any]] = []
    if isinstance(node, dict):
        entries = list(node.items())
    elif isinstance(node, list):
        entries = list(enumerate(node))
    for key, value in entries:
        yield (*path, key)
        yield from places(value, (*path, key))


def put(tree: Any, path: Path, value: Any) -> None:
    """Set a value in plain data, unless an earlier change took its place away."""
    *above, last = path
    try:
        for key in above:
            tree = tree[key]
        tree[last] = value
    except (KeyError, IndexError, TypeError):
        return


PLACES = sorted(places(TREE), key=str)


@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), ODD_VALUES), min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_odd_values_anywhere_are_reported_and_never_raise(changes: list[tuple[Path, Any]]) -> None:
    tree = copy.deepcopy(TREE)
    for path, value in changes:
        put(tree, path, copy.deepcopy(value))
    scenario, findings = examine(tree)
    assert scenario is not None or findings
    for finding in findings:
        assert finding.message.endswith((".", "?"))
        assert "{unit}" not in finding.message


@given(text=st.text(st.sampled_from(list("ab:-[]{}&*!|>'\"%@`#,?\n\t 1.~<")), max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_reported(text: str) -> None:
    tree = parse(text)
    assert tree.data is not None or tree.problems


@given(
    value=st.recursive(
        st.integers(-(10**15), 10**15) | st.booleans() | st.dates(), st.lists, max_leaves=8
    )
)
@settings(deadline=None)
def test_what_is_written_is_what_is_read(value: Any) -> None:
    assert parse(yaml.safe_dump({"a": value})).data == {"a": value}
