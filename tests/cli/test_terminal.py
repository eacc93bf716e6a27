"""The console: a number and its unit stay on one line."""

import pytest
from rich.console import Group
from rich.text import Text

from tradesim.cli.terminal import Terminal

SAID = "Deliveries fell by 100\u00a0% in the quarter"


@pytest.mark.parametrize("shown", [SAID, Text(SAID), Group(SAID), Group(Text(SAID))])
def test_no_line_ends_between_a_number_and_its_unit(
    shown: str | Text | Group, capsys: pytest.CaptureFixture[str]
) -> None:
    console = Terminal()
    console.width = len("Deliveries fell by 100")
    console.print(shown)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["Deliveries fell by", "100\u00a0% in the quarter"]
