"""Write docs/tutorial.ipynb from docs/tutorial.md, its one source.

Text becomes cells of text; a block of commands a cell of them, a file a cell that writes it.

Usage: python scripts/write_notebook.py
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE, NOTEBOOK = DOCS / "tutorial.md", DOCS / "tutorial.ipynb"
_BLOCK = re.compile(
    r"(?:^<!-- file: (?P<file>\S+) -->\n)?^```(?P<language>\w+)\n(?P<code>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)
_OUTSIDE = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cells(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the source of each cell of a Markdown text."""
    end = 0
    for block in _BLOCK.finditer(text):
        yield "markdown", text[end : block.start()].strip()
        yield "code", _code(block)
        end = block.end()
    yield "markdown", text[end:].strip()


def notebook(text: str) -> str:
    """Return the notebook of a Markdown text, in format 4.5."""
    made = [_cell(*cell, number) for number, cell in enumerate(cells(text)) if cell[1]]
    whole = {"cells": made, "metadata": _OUTSIDE, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _code(block: re.Match[str]) -> str:
    if block["file"]:
        return f"%%writefile {block['file']}\n{block['code']}"
    if block["language"] == "sh":
        return (
            f"%%sh\n{block['code']}"  # a line with ! would have a terminal, and be asked questions
        )
    return block["code"]


def _cell(kind: str, source: str, number: int) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": source}
    return cell if kind == "markdown" else cell | {"execution_count": None, "outputs": []}


if __name__ == "__main__":
    NOTEBOOK.write_text(notebook(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
