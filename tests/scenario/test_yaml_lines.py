"""YAML with line numbers: what scalars mean, where fields stand, what is refused."""

import datetime as dt
import math
import time
from typing import Any

import pytest

from tradesim.scenario.yaml_lines import parse


def only_problem(text: str) -> str:
    tree = parse(text)
    assert len(tree.problems) == 1, tree.problems
    return str(tree.problems[0])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1e5", 100000.0),
        ("-1.5e-3", -0.0015),
        (".5", 0.5),
        ("3.", 3.0),
        ("1_000", 1000),
        ("010", 10),
        ("+3", 3),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("2019-07-04", dt.date(2019, 7, 4)),
        ("'2019-07-04'", "2019-07-04"),
        ("2019-13-45", "2019-13-45"),
        (".inf", math.inf),
        ("'5'", "5"),
        ("-", "-"),
        ("9" * 30, 1e30),
    ],
)
def test_a_scalar_means_what_an_analyst_means(written: str, meant: Any) -> None:
    text = f"value: {written}" if written != "-" else "value: '-'"
    value = parse(text).data["value"]
    assert value == meant
    assert type(value) is type(meant)


def test_every_field_and_entry_knows_its_line() -> None:
    tree = parse("a: 1\nb:\n  - c: 2\n    d:\n      e: 3\n  - 4\n")
    assert tree.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 0, "c"): 3,
        ("b", 0, "d"): 4,
        ("b", 0, "d", "e"): 5,
        ("b", 1): 6,
    }


def test_what_is_missing_stands_on_the_line_of_the_block_around_it() -> None:
    tree = parse("a:\n  - b: 1\n")
    assert tree.line(("a", 0, "z", "y")) == 2


def test_anchors_and_merge_keys_are_written_out_and_own_fields_win() -> None:
    tree = parse("x: &base {p: 1, q: {r: 2}}\ny:\n  <<: *base\n  p: 5\n")
    assert tree.data == {"x": {"p": 1, "q": {"r": 2}}, "y": {"p": 5, "q": {"r": 2}}}
    assert tree.lines[("y", "p")] == 4
    assert tree.problems == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty."),
        ("# only a remark\n", "the file is empty."),
        ("---\n", "the file is empty."),
        (
            "a:\n\tb: 1\n\tc: 2\n",
            (
                "line 2: a tab in the indentation (and of 1 more lines). "
                "YAML is indented with spaces: write spaces."
            ),
        ),
        (
            "a: 1\n---\nb: 2\n",
            "line 2: a second document begins here ('---'). Put each scenario in its own file.",
        ),
        ("a: \x00\n", r"line 1: the character '\x00' is not text. Is this a YAML file?"),
        ("a: &x [*x]\n", "line 1: an anchor is used inside itself."),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, message: str) -> None:
    assert only_problem(text) == message
    assert parse(text).data is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: 'a' stands here again; line 1 has it already. Remove one."),
        (
            "a:\n  - {b: 1, b: 2}\n",
            "line 2, a[0]: 'b' stands here again; line 2 has it already. Remove one.",
        ),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "line 1, a: the tag '!!python/object/apply:os.system' is not allowed. Remove it.",
        ),
        ("a: !mine 3\n", "line 1, a: the tag '!mine' is not allowed. Remove it."),
        ("? [a]\n: 1\n", "line 1: a field has no name: write 'name: value'."),
        ("a:\n  <<: 3\n", "line 2, a: '<<' takes the anchor of a mapping."),
    ],
)
def test_what_is_odd_is_named_and_the_rest_still_read(text: str, message: str) -> None:
    assert only_problem(text) == message
    assert parse(text).data is not None


def test_a_tab_behind_a_field_does_no_harm() -> None:
    tree = parse("a:\t1 \t# one\n")
    assert (tree.data, tree.problems) == ({"a": 1}, [])


def test_anchors_that_explode_are_refused_at_once() -> None:
    bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{last}'] * 10)}]\n"
    start = time.perf_counter()
    assert only_problem(bomb) == (
        "it holds more than 200,000 values, once its anchors are written out."
    )
    assert time.perf_counter() - start < 30
