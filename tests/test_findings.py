"""The folder of findings: each is listed, and what the docs send a reader to is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "findings").glob("*.sh")}


def test_the_list_of_findings_names_each_script_once_and_no_other() -> None:
    text = (ROOT / "findings" / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(\w+\.sh)`", text, re.MULTILINE)) == sorted(SCRIPTS)


def test_each_finding_pins_what_it_installs_and_says_what_it_was_seen_with() -> None:
    loose = [
        name
        for name, text in SCRIPTS.items()
        if not re.search(r"pip\" install .*==", text)
        or not re.search(r"^# Seen with .*\d", text, re.MULTILINE)
    ]
    assert loose == []


def test_the_docs_send_readers_to_findings_that_are_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    named = {
        name
        for page in pages
        for name in re.findall(r"findings/(\w+\.sh)", page.read_text(encoding="utf-8"))
    }
    assert named
    assert named - set(SCRIPTS) == set()


def test_the_comparison_warns_of_methods_it_sends_readers_elsewhere_for() -> None:
    text = (ROOT / "docs" / "comparison.md").read_text(encoding="utf-8")
    advice = text.split("## When to take the others")[1]
    for finding in (
        "ema_robust_pools_candidates",
        "salib_dgsm_distributions",
        "salib_pawn_top_level",
        "salib_rbd_fast_row_order",
    ):
        assert f"findings/{finding}.sh" in advice
