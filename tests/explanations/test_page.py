"""The example of docs/explain.md is what the command prints, and the page names every kind."""

import io

import pytest
from rich.console import Console

import tradesim
from tests.source_tree import REPOSITORY
from tradesim.cli.explain import tell
from tradesim.explanations import KINDS

PAGE = (REPOSITORY / "docs" / "explain.md").read_text(encoding="utf-8")


def test_the_example_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.StringIO()
    console = Console(file=printed, width=96, highlight=False)
    monkeypatch.setattr("tradesim.cli.terminal.Terminal", lambda: console)
    result = tradesim.run(tradesim.load("2019_full_ban"), replicates=1)
    found = tradesim.explain(result, "LG Display", "2020-10-19")
    tell(found)
    lines = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
    assert f"```text\n{lines}\n```" in PAGE
    assert found.causes[0].causes[0].policy == "curb on polyimide"


def test_the_page_names_every_kind() -> None:
    assert [line for line in PAGE.splitlines() if line.startswith("| `")] == [
        f"| `{kind}` | {meaning} |" for kind, meaning in KINDS.items()
    ]
