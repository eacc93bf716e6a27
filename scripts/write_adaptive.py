"""Write the table of docs/adaptive.md: plans by rule and plans fixed beforehand, future by future.

python scripts/write_adaptive.py            # write it
python scripts/write_adaptive.py --check    # say whether it is as it would be written
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from tradesim.ensemble import Ensemble
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario, load, variant

HERE = Path(__file__).resolve().parents[1]
PAGE = HERE / "docs" / "adaptive.md"
EXAMPLE = HERE / "examples" / "2019_adaptive.yaml"
BEGIN, END = "<!-- begin: table -->", "<!-- end: table -->"
REPLICATES = 40

PLANS: dict[str, dict[str, str | None]] = {
    "curb of 2019": {"by rule": None, "fixed": "fixed", "nothing": "nothing"},
    "no curb": {"by rule": "calm", "fixed": "calm_fixed", "nothing": "calm_nothing"},
    "ban": {"by rule": "ban", "fixed": "ban_fixed", "nothing": "ban_nothing"},
}
"""The variant of each plan in each future."""

MEASURES = {
    "storing HF gas, USD million": ("stock_holding_cost", "hf_gas"),
    "dearer liquid HF, USD million": ("extra_input_cost", "hf_liquid"),
    "liquid HF made in Korea, at the end": ("self_sufficiency_end", "hf_liquid"),
    "output lost, weeks": ("output_lost_weeks", ""),
}
"""What is told of a plan: measure and item, of Korea."""


def table(replicates: int = REPLICATES) -> str:
    """Return the table of all plans in all futures, means over the same draws."""
    example = load(EXAMPLE)
    heads = ["future", "plan", "reserve begun, runs", "second source begun, runs", *MEASURES]
    lines = ["| " + " | ".join(heads) + " |", "|---|---|" + "---:|" * (len(heads) - 2)]
    for future, plans in PLANS.items():
        for plan, name in plans.items():
            scenario = example if name is None else variant(example, name)
            cells = [future, plan, *_row(example, scenario, replicates)]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _row(example: Scenario, scenario: Scenario, replicates: int) -> list[str]:
    recording = next(Ensemble(scenario, range(replicates), block=replicates).recordings())
    measured = replace(recording, beside=tuple(example.policies))
    found = {
        (figure.name, figure.item): figure.values
        for figure in measure_all(measured)
        if figure.destination == "KOR" and not figure.actor
    }
    begun = [_begun(recording, name) for name in ("reserve of HF gas", "second source of HF")]
    means = [found.get(key) for key in MEASURES.values()]
    return begun + ["–" if v is None else f"{float(np.nanmean(v)):.2f}" for v in means]


def _begun(recording: Recording, name: str) -> str:
    """Return in which share of runs a policy is begun; a dated one is in all."""
    row = recording.layout.rule_row(name)
    if row is not None:
        share = float(recording.panels["enacted"][:, row].any(axis=0).mean())
        return f"{100 * share:.0f} %"
    known = {policy.name for policy in recording.layout.scenario.policies}
    return "beforehand" if name in known else "–"


def main() -> int:
    """Write the table, or check it."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    written = f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}"
    if "--check" in sys.argv:
        return int(written != text)
    PAGE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
