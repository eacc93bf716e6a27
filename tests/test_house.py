"""Size and vocabulary: rules of CONTRIBUTING.md that a machine can hold us to."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.source_tree import Module, is_docstring, modules, without_docstrings

pytestmark = pytest.mark.once("reads what is written, and runs nothing")

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# Goods and firms of single episodes: data, so nowhere in code, nor in its docstrings.
GOODS_AND_FIRMS = """
    hydrogen, fluoride, photoresists?, polyimides?, euv, duv, hbm, 7 ?nm, carbon fib(re|er),
    samsung, hynix, sk materials, soulbrain, dongjin, kolon, lg display, stella, chemifa, morita,
    jsr, showa denko, sumitomo, fujifilm, shin etsu, ube, kaneka, tokyo ohka, dupont, imec, tsmc,
    asml, huawei
"""
# Countries: a docstring may take one for its example, code may not.
COUNTRIES = "japan(ese)?, koreans?, korea, jpn, kor"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def words(listed: str) -> re.Pattern[str]:
    """Return a pattern for listed words, whatever their case or what joins their parts."""
    spelled = [word.strip().replace(" ", r"[\W_]*") for word in listed.split(",")]
    return re.compile(rf"(?<![a-z0-9])({'|'.join(spelled)})(?![a-z0-9])", re.IGNORECASE)


def episode_words(module: Module) -> list[str]:
    """Return the words of single episodes that a module contains."""
    everywhere = words(GOODS_AND_FIRMS).finditer(module.text)
    in_code = words(COUNTRIES).finditer(without_docstrings(module))
    return [match.group() for match in (*everywhere, *in_code)]


def functions(module: Module) -> Iterator[Function]:
    """Every function and method of a module."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the lines of a function, its docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if is_docstring(first):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_no_file_is_too_long() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{module.name}.{function.name}, line {function.lineno}": length(function)
        for module in modules()
        for function in functions(module)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_nothing_of_one_episode_stands_in_code() -> None:
    found = {module.name: episode_words(module) for module in modules()}
    assert {name: listed for name, listed in found.items() if listed} == {}


def test_a_docstring_does_not_count_towards_the_length_of_a_function() -> None:
    text = 'def cover(need):\n    """Return it.\n\n    In weeks.\n    """\n    return need\n'
    assert [length(function) for function in functions(Module("x", text))] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "hydrogen_share = 1",
        '"""Such as Photoresist."""',
        "node = '7 nm'",
        "SK_HYNIX = 1",
        "# as Stella did",
        "origin = 'JPN'",
        "from_japan = 1",
        "# Korea's own",
    ],
)
def test_a_word_of_an_episode_is_found(text: str) -> None:
    assert len(episode_words(Module("x", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"""A partner, such as KOR or Japan."""',
        'partner: str\n"""ISO 3166 code, such as JPN."""',
        "cube = tube = 1",
        "dehydrogenate = korma = 17",
    ],
)
def test_other_words_pass(text: str) -> None:
    assert episode_words(Module("x", text)) == []
