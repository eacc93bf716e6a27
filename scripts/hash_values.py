"""Write, or check, the hashes of what every shipped scenario simulates and measures.

A rewrite of the parts that measure and tell moves no number. ``scripts/hash_values.py`` writes
``tests/baselines/values.json`` anew, ``--check`` says what differs from it and ends with status 1.
Hashes are of the exact bytes, so they hold on one machine and one version of numpy.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.measures.months import monthly_imports
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.records.trade import TradeByMonth
from tradesim.scenario import load

ROOT = Path(__file__).resolve().parents[1]
BASELINE = ROOT / "tests" / "baselines" / "values.json"
REPLICATES = 4


def hashed(parts: Iterable[bytes]) -> str:
    """Return a short SHA-256 of some parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:16]


def scenario_hashes(name: str) -> dict[str, str]:
    """Return the hashes of a scenario: all panels, events, monthly imports, each measure."""
    recording = next(Ensemble(load(name), range(REPLICATES)).recordings(detailed=True))
    imports = monthly_imports(recording)
    trade = TradeByMonth.like(imports, REPLICATES)
    trade.add(imports)
    found = {
        "panels": hashed(_panels(recording)),
        "events": hashed([recording.events.tobytes()]),
        "monthly": hashed([trade.frame().to_csv().encode()]),
    }
    by_name: dict[str, list[bytes]] = {}
    for figure in measure_all(recording):
        stated = repr((figure.key, figure.unit)).encode()
        by_name.setdefault(figure.name, []).extend([stated, figure.values.tobytes()])
    return found | {measure: hashed(parts) for measure, parts in by_name.items()}


def _panels(recording: Recording) -> Iterator[bytes]:
    """Yield names and bytes; a kind of row that a scenario has none of is no part of it."""
    for name, panel in recording.panels.items():
        if not panel.size:
            continue
        yield name.encode()
        yield np.ascontiguousarray(panel).tobytes()


def differences(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return what is not as it was; what is new is no difference."""
    return [what for what, known in before.items() if now.get(what) != known]


def main(arguments: list[str]) -> int:
    """Write the hashes, or compare them with those written."""
    names = sorted(path.stem for path in (ROOT / "scenarios").glob("*.yaml"))
    now = {name: scenario_hashes(name) for name in names}
    if "--check" not in arguments:
        BASELINE.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8")
        return 0
    known = json.loads(BASELINE.read_text(encoding="utf-8"))
    moved = {name: differences(known.get(name, {}), now[name]) for name in names}
    for name, what in moved.items():
        if what:
            print(f"{name}: {', '.join(what)}")
    return int(any(moved.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
