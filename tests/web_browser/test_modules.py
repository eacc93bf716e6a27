"""The browser side as text: small modules that fit into one file, and no markup from names."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

import tradesim.web

STATIC = Path(tradesim.web.__file__).parent / "static"
LONGEST_MODULE = 150
MODULES = sorted(STATIC.glob("*.js"))
EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";$', re.MULTILINE)
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|https?://(?!www\.w3)"
)

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def test_there_are_modules() -> None:
    assert len(MODULES) > 20


@each_module
def test_a_module_is_small_and_says_what_it_is_for(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert text.startswith("/** ")


@each_module
def test_a_module_imports_what_is_there_and_uses_it(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    found = IMPORT.findall(text)
    assert len(found) == len(re.findall("^import", text, re.MULTILINE))
    for names, source in found:
        exporting = (STATIC / source).read_text(encoding="utf-8")
        for name in names.split(", "):
            assert re.search(
                rf"^export (async )?(function|const|class) {name}\b", exporting, re.MULTILINE
            )
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{name} is not used"


@each_module
def test_no_name_can_become_markup(module: Path) -> None:
    assert FORBIDDEN.findall(module.read_text(encoding="utf-8")) == []


def test_names_are_unique_across_modules() -> None:
    texts = (module.read_text(encoding="utf-8") for module in MODULES)
    counts = Counter(chain.from_iterable(DECLARED.findall(text) for text in texts))
    assert {name for name, count in counts.items() if count > 1} == set()


def test_every_exported_name_is_imported_somewhere() -> None:
    texts = [module.read_text(encoding="utf-8") for module in MODULES]
    imported = {
        name for text in texts for names, _ in IMPORT.findall(text) for name in names.split(", ")
    }
    exported = set(chain.from_iterable(EXPORT.findall(text) for text in texts))
    assert exported - imported == set()
