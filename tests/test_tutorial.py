"""Every cell of the tutorial's notebook runs, in its order, in an empty folder.

The three forms that it uses (files, commands, Python) are read here, without Jupyter.
"""

import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from scripts.write_notebook import NOTEBOOK, PAGE, notebook
from tradesim.cli import app

CODE = [
    cell["source"]
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    if cell["cell_type"] == "code"
]


def test_the_notebook_is_written_from_the_page() -> None:
    told = "write it anew: python scripts/write_notebook.py"
    assert NOTEBOOK.read_text("utf-8") == notebook(PAGE.read_text("utf-8")), told


@pytest.mark.slow
def test_every_cell_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    names: dict[str, Any] = {}
    for source in CODE:
        run_cell(source, names)
    monkeypatch.delitem(sys.modules, "my_agents")
    assert len(names["runs"]) == 4 * 2 * 4
    assert stock_before("hoarding") > stock_before("first")


def run_cell(source: str, names: dict[str, Any]) -> None:
    first, _, rest = source.partition("\n")
    if first.startswith("%%writefile "):
        Path(first.removeprefix("%%writefile ")).write_text(rest + "\n", encoding="utf-8")
    elif first == "%%sh":
        for line in rest.splitlines():
            done = CliRunner().invoke(app, shlex.split(line)[1:], prog_name="tradesim")
            assert done.exit_code == 0, f"{line}\n{done.output}"
    else:
        exec(compile(source, "tutorial", "exec"), names)


def stock_before(run: str) -> float:
    """Return the mean stock of the buyer of the tutorial in the weeks before the control."""
    weekly = pd.read_parquet(Path("results") / run / "weekly.parquet")
    early = weekly[(weekly["outcome"] == "stock") & (weekly["date"].astype(str) < "2031-03-03")]
    return float(early[early["actor"] == "Eastern plant"]["mean"].mean())
