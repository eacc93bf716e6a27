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


def test_long_headings_leave_every_column_its_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Of a grid of two parameters the last column of its responses was cut off."""
    columns = ("held", *(f"share of all runs that are out of good {n} at home" for n in range(7)))
    rows = tuple(("mean over the others", *(f"{n}.{level}" for n in range(7))) for level in (1, 2))
    print_sections("Wide", [DigestTable("A table", "of long headings", columns, rows)])
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= 120
    assert lines[-2].split()[-7:] == [f"{n}.2" for n in range(7)]
    heading = " ".join(lines).split("0.1")[0].split()
    assert heading.count("share") == heading.count("home") == 7  # no word is broken
