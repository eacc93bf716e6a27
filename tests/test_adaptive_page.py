"""The table of docs/adaptive.md is the one that its script writes."""

import subprocess
import sys

import pytest

from tests.source_tree import REPOSITORY

SCRIPT = REPOSITORY / "scripts" / "write_adaptive.py"


@pytest.mark.slow
def test_the_table_of_plans_is_current() -> None:
    checked = subprocess.run([sys.executable, str(SCRIPT), "--check"], check=False)
    assert checked.returncode == 0, "write it anew: python scripts/write_adaptive.py"
