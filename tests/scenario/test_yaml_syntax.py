"""What is not YAML: the message is ours, whichever reader stopped, and names the line."""

import pytest
import yaml

from tradesim.scenario.yaml_lines import parse
from tradesim.scenario.yaml_syntax import syntax_problem

DEEP = "nested more than 64 levels deep."
INDENTATION = (
    "this cannot be read as YAML: a field or entry begins here that does not fit. "
    "Is the indentation the same as in the line above?"
)
CASES = [
    (
        "title: The curb: a story\n",
        (
            "line 1: this cannot be read as YAML: no field can begin at this colon. "
            "Put a text with ': ' in it in quotes; write a space after every other colon."
        ),
    ),
    (
        "a: 1\n  b: 2\n",
        (
            "line 2: this cannot be read as YAML: no field can begin here. Does the line above "
            "lack a colon, or is the indentation not that of the fields around it?"
        ),
    ),
    (
        "a: [1, 2\n",
        (
            "line 2: this cannot be read as YAML: the bracket opened in line 1 is not closed. "
            "Is a bracket or a comma missing?"
        ),
    ),
    (
        "a: [1,\n2\nb: 3\n",
        (
            "line 3: this cannot be read as YAML: ':' does not fit into the brackets opened in "
            "line 1. Is a bracket or a comma missing?"
        ),
    ),
    (
        "a: '5\n",
        (
            "line 2: this cannot be read as YAML: the text quoted from line 1 on does not end. "
            "Is a quotation mark missing?"
        ),
    ),
    (
        "a: 'its's'\n",
        (
            "line 1: this cannot be read as YAML: the value is complete before this. "
            "Put the whole text in one pair of quotes."
        ),
    ),
    (
        'a: "C:\\data"\n',
        (
            "line 1: this cannot be read as YAML: in double quotes a backslash is special: "
            "write \\\\ for it, or use single quotes."
        ),
    ),
    (
        "a: 5 %\nb: %5\n",
        (
            "line 2: this cannot be read as YAML: a text may not begin with '%'. "
            "Put the text in quotes."
        ),
    ),
    (
        "a: ,5\n",
        "line 1: this cannot be read as YAML: ',' belongs to no bracket. Put the text in quotes.",
    ),
    (
        "a: &\n",
        (
            "line 1: this cannot be read as YAML: '&' has a meaning of its own in YAML. "
            "Put the text in quotes."
        ),
    ),
    (
        "a: |5 t\n",
        (
            "line 1: this cannot be read as YAML: the text block begun in line 1 is not laid out "
            "as one: indent it with spaces."
        ),
    ),
    (
        "a: 1\nb\nc: 2\n",
        (
            "line 3: this cannot be read as YAML: a field of line 2 has no value. "
            "Is there a colon, and a space after it?"
        ),
    ),
    (
        "a: - 1\n",
        (
            "line 1: this cannot be read as YAML: no list can begin behind a field's name. "
            "Begin the list on the next line."
        ),
    ),
    ("a:\n  b: 1\n c: 2\n", f"line 3: {INDENTATION}"),
    ("a:\n  - b: 1\n   c: 2\n", f"line 3: {INDENTATION}"),
    (
        "é: '€'\r\na: *base\r\n",
        (
            "line 2: this cannot be read as YAML: an alias stands for nothing. "
            "Give the anchor (&name) before it is used (*name)."
        ),
    ),
    (
        "a: &x 1\nb: &x 2\n",
        (
            "line 2: this cannot be read as YAML: an anchor has the name of an earlier one. "
            "Give each its own name."
        ),
    ),
    ("[" * 900_000, f"line 1: {DEEP}"),
    ("a: 1\nb: " + "[" * 65, f"line 2: {DEEP}"),
    ("- " * 5000, f"line 1: {DEEP}"),
    ("\n".join("  " * level + "a:" for level in range(1500)), f"line 65: {DEEP}"),
]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_what_is_not_yaml_is_named_with_its_line(text: str, message: str) -> None:
    tree = parse(text)
    assert [str(problem) for problem in tree.problems] == [message]
    assert tree.data is None


@pytest.mark.parametrize(("text", "message"), [case for case in CASES if DEEP not in case[1]])
@pytest.mark.parametrize("reader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_the_message_does_not_depend_on_the_reader(text: str, message: str, reader: type) -> None:
    with pytest.raises(yaml.YAMLError) as stopped:
        yaml.load(text, Loader=reader)
    assert str(syntax_problem(text, stopped.value)) == message


def test_no_word_of_a_reader_is_repeated() -> None:
    class StrangeError(yaml.YAMLError):
        problem = "exceeded the limit of this library"
        context_mark = problem_mark = None

    assert str(syntax_problem("a: 1", StrangeError("limit"))) == (
        "this cannot be read as YAML: a colon, a quotation mark, a bracket or the indentation is "
        "amiss here or just above."
    )


def test_a_reader_that_gives_up_early_on_a_deep_text_is_not_asked_why() -> None:
    error = yaml.scanner.ScannerError(None, None, "too much", yaml.Mark("", 0, 0, 0, None, 0))
    assert str(syntax_problem("[" * 100, error)) == f"line 1: {DEEP}"
