"""Tables on the terminal: every column of a wide one is seen whole."""

import pytest

from tradesim.cli.tables import print_sections
from tradesim.reporting.section import DigestTable


def test_no_column_of_a_wide_table_is_cut_off(capsys: pytest.CaptureFixture[str]) -> None:
    columns = ("parameter", *(f"outcome number {n}" for n in range(9)))
    row = (
        "review weeks, curb on liquid HF",
        *(f"0.{n}004 (0.{n}018 to 0.{n}068)" for n in range(9)),
    )
    print_sections("Wide", [DigestTable("A table", "of many columns", columns, (row,))])
    printed = capsys.readouterr().out
    assert max(len(line) for line in printed.splitlines()) <= 120
    for number in range(9):
        for figure in (f"0.{number}004", f"(0.{number}018", f"0.{number}068)"):
            assert figure in printed
