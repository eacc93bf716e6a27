"""Messages advise options that there are; those of commands are held to their own by cli tests."""

import ast
from collections.abc import Iterator

import pytest

from tests.advice import OPTION, options, vain_advice
from tests.source_tree import Module, modules

OF_OTHERS = {"experiments.dask_cluster"}
"""Modules that start programs of others."""


def texts(module: Module) -> Iterator[tuple[int, str]]:
    """Yield every text of a module that is no docstring, with its line."""
    tree = ast.parse(module.text)
    own = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own:
            yield node.lineno, node.value


@pytest.mark.once("reads what is written, and runs nothing")
def test_every_option_that_a_text_names_is_one_of_a_command() -> None:
    unknown = [
        f"{module.name}, line {line}: {option}"
        for module in modules()
        if module.name.removeprefix("tradesim.") not in OF_OTHERS
        for line, text in texts(module)
        for option in OPTION.findall(text)
        if option not in options() | {"--version"}
    ]
    assert not unknown


@pytest.mark.parametrize(
    ("words", "said", "vain"),
    [
        (["merge", "a", "--out", "b"], "b: a batch stands here. Continue with --resume.", 1),
        (["merge", "a", "--out", "b"], "Finish it with 'tradesim batch --resume'.", 0),
        (["merge", "a", "--out", "b"], "Finish with: tradesim batch FILE --resume --out b", 0),
        (["verify", "a"], "Read it with 'tradesim verify --trust'.", 1),
        (["run", "a", "--colour"], "--colour: no such option.", 0),
    ],
)
def test_advice_is_held_against_the_command(words: list[str], said: str, vain: int) -> None:
    assert len(vain_advice(words, said)) == vain
