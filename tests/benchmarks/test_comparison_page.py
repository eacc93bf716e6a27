"""The page that compares tradesim with other tools says what was measured."""

import json

from benchmarks.against_peers import PAGE, lines_of, page_table
from benchmarks.side_by_side import FIGURES
from tests.source_tree import REPOSITORY


def test_the_table_is_of_the_figures_that_were_kept() -> None:
    figures = json.loads((FIGURES / "peers.json").read_text(encoding="utf-8"))
    figures.pop("machine")
    assert page_table(figures) in PAGE.read_text(encoding="utf-8")


def test_lines_are_counted_as_the_scripts_stand() -> None:
    figures = json.loads((FIGURES / "peers.json").read_text(encoding="utf-8"))
    peers = REPOSITORY / "benchmarks" / "peers"
    scripts = {"SALib by hand": "with_salib.py", "EMA Workbench": "with_ema.py"}
    scripts |= {"Mesa batch_run": "with_mesa.py", "tradesim": "with_tradesim.yaml"}
    assert {peer: figures[peer]["lines"] for peer in scripts} == {
        peer: lines_of(peers / name) for peer, name in scripts.items()
    }
