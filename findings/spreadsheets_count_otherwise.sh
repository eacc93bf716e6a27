#!/usr/bin/env bash
# Two libraries that work out Excel's formulas find other totals than Excel, and than each other, and say nothing.
#
# One would guess: a workbook has the values in Python that it has in Excel and LibreOffice.
# What happens: of 5, the text "7", TRUE and an empty cell Excel's SUM is 5, as text in cells is left out; in formulas
# it is 12. SUMIF with "<>DE" leaves out "de", too, in Excel: 60; in formulas it is 90. In pycel -2^2 is -4, as in
# Python (Excel: 4), and a month after 31 January 2020 is 2 March (Excel: 29 February).
# Seen with formulas 1.3.4, pycel 1.0b30, openpyxl 3.1.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "formulas==1.3.4" "pycel==1.0b30" "openpyxl==3.1.5" \
    "numpy==2.4.6"

cd "$folder"
"$folder/venv/bin/python" -W ignore - 2>/dev/null <<'PYTHON'
import datetime
from importlib.metadata import version

import formulas
import openpyxl
from pycel import ExcelCompiler

print(*(f"{name} {version(name)}" for name in ("formulas", "pycel")))
QUESTIONS = {
    "A1": "=SUM(D1:D4)",
    "A2": '=SUMIF(E1:E4,"<>DE",F1:F4)',
    "A3": "=-2^2",
    "A4": "=EDATE(DATE(2020,1,31),1)",
}
EXCEL = {"A1": 5, "A2": 60, "A3": 4, "A4": (datetime.date(2020, 2, 29) - datetime.date(1899, 12, 30)).days}
book = openpyxl.Workbook()
sheet = book.active
for cell, formula in QUESTIONS.items():
    sheet[cell] = formula
ROWS = [(5, "DE", 10), ("7", "FR", 20), (True, "de", 30), (None, "JP", 40)]
for row, values in enumerate(ROWS, 1):
    for column, value in enumerate(values, 4):
        sheet.cell(row, column, value)
book.save("trade.xlsx")

compiled = ExcelCompiler("trade.xlsx")
by_pycel = {cell: compiled.evaluate(f"Sheet!{cell}") for cell in QUESTIONS}
solved = formulas.ExcelModel().loads("trade.xlsx").finish().calculate()
by_formulas = {
    cell: float(value.value[0, 0])
    for name, value in solved.items()
    for cell in QUESTIONS
    if str(name).endswith(f"!{cell}")
}
for cell, formula in QUESTIONS.items():
    print(f"{formula}: Excel {EXCEL[cell]}, formulas {by_formulas[cell]:g}, pycel {by_pycel[cell]}")
assert by_formulas == EXCEL | {"A1": 12, "A2": 90}
assert by_pycel == EXCEL | {"A3": -4, "A4": EXCEL["A4"] + 2}
PYTHON
