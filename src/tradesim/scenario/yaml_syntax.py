"""What is wrong with a text that is not YAML, in words of our own.

A YAML reader says where it stopped and what it was reading. Only these places are used: how a
reader words its errors differs between readers and changes with their versions.
"""

from __future__ import annotations

from typing import Any

import yaml

from tradesim.errors import Problem

DEEPEST_NESTING = 64
TOO_DEEP = f"nested more than {DEEPEST_NESTING} levels deep."

END = ""
"""The character behind the last."""

QUOTES, BRACKETS, RESERVED = "'\"", "[{", "%@`"


def syntax_problem(text: str, error: yaml.YAMLError) -> Problem:
    """Return what a reader stopped at, with its line.

    Args:
        text: What was read.
        error: What the reader raised.
    """
    deep = _too_deep(text)
    if deep is not None:
        return deep
    stop, opener = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    place = stop or opener
    said = _message(text, error)
    line = None if place is None else place.line + 1
    return Problem(line, "", f"this cannot be read as YAML: {said}")


def _too_deep(text: str) -> Problem | None:
    """Return the refusal of a text that is nested too deep, None where it is not.

    Some readers have a limit of their own and reach it, reading ahead, before they tell how deep
    they are. PyYAML's own reader, slower, looks ahead a thousand characters at most.
    """
    depth = 0
    try:
        event: Any
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST_NESTING:
                return Problem(event.start_mark.line + 1, "", TOO_DEEP)
    except yaml.YAMLError:
        return None
    return None


def _message(text: str, error: yaml.YAMLError) -> str:
    stop, opener = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    here, began = _character(text, stop), _character(text, opener)
    if isinstance(error, yaml.composer.ComposerError):
        return _of_anchors(here)
    if opener is not None and began and began in BRACKETS:
        return _of_brackets(here, opener)
    if isinstance(error, yaml.scanner.ScannerError):
        return _of_characters(text, error)
    if stop is not None and isinstance(error, yaml.parser.ParserError):
        return _of_structure(text, here, stop)
    return "a colon, a quotation mark, a bracket or the indentation is amiss here or just above."


def _of_anchors(here: str) -> str:
    if here == "&":
        return "an anchor has the name of an earlier one. Give each its own name."
    return "an alias stands for nothing. Give the anchor (&name) before it is used (*name)."


def _of_brackets(here: str, opener: Any) -> str:
    line = opener.line + 1
    if here == END:
        return f"the bracket opened in line {line} is not closed. Is a bracket or a comma missing?"
    return (
        f"'{here}' does not fit into the brackets opened in line {line}. "
        "Is a bracket or a comma missing?"
    )


def _of_characters(text: str, error: yaml.scanner.ScannerError) -> str:
    """Word what a reader of single words stopped at."""
    stop, opener = error.problem_mark, error.context_mark
    here, began = _character(text, stop), _character(text, opener)
    if here and here in RESERVED:
        return f"a text may not begin with '{here}'. Put the text in quotes."
    if opener is not None:
        return _of_opened(here, began, opener.line + 1)
    if here == "-":
        return "no list can begin behind a field's name. Begin the list on the next line."
    if stop is not None and ":" in _before(text, stop):
        return (
            "no field can begin at this colon. Put a text with ': ' in it in quotes; "
            "write a space after every other colon."
        )
    return (
        "no field can begin here. Does the line above lack a colon, or is the indentation not that "
        "of the fields around it?"
    )


def _of_opened(here: str, began: str, line: int) -> str:
    """Word why something begun in a line does not end as it should."""
    if began in QUOTES:
        if here == END:
            return f"the text quoted from line {line} on does not end. Is a quotation mark missing?"
        return "in double quotes a backslash is special: write \\\\ for it, or use single quotes."
    if began in "|>":
        return f"the text block begun in line {line} is not laid out as one: indent it with spaces."
    if began in "&*!":
        return f"'{began}' has a meaning of its own in YAML. Put the text in quotes."
    return f"a field of line {line} has no value. Is there a colon, and a space after it?"


def _of_structure(text: str, here: str, stop: Any) -> str:
    """Word what a reader of blocks stopped at."""
    if here and here in "]},":
        return f"'{here}' belongs to no bracket. Put the text in quotes."
    if _before(text, stop).strip():
        return "the value is complete before this. Put the whole text in one pair of quotes."
    return (
        "a field or entry begins here that does not fit. "
        "Is the indentation the same as in the line above?"
    )


def _character(text: str, mark: Any) -> str:
    """Return the character at a mark, nothing at the end or without one."""
    return text[mark.index : mark.index + 1] if mark is not None else END


def _before(text: str, mark: Any) -> str:
    """Return what stands before a mark in its line."""
    return text[mark.index - mark.column : mark.index]
