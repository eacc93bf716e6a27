"""Write docs/validation.md's table and docs/figures/validation.png from runs of today.

Usage: python scripts/write_validation.py
"""

from __future__ import annotations

from pathlib import Path

from episode_statistics import Episode, SimulatedStatistic
from observed_imports import draw_validation, published_months

from tradesim.results import run
from tradesim.scenario import load

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "validation.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
REPLICATES = 20
NO_BOUND = 10
"""An upper bound from here on stands for none."""


def main() -> None:
    """Run the episode, write the table into the page and the picture beside it."""
    scenario = load("2019_curbs")
    episode = Episode(ROOT / "tests" / "episodes" / "2019_curbs.yaml", scenario, REPLICATES)
    table = "\n".join(table_lines(list(episode.findings())))
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    figure = draw_validation(run(scenario, replicates=REPLICATES), published_months())
    figure.savefig(ROOT / "docs" / "figures" / "validation.png", dpi=110)


def table_lines(findings: list[SimulatedStatistic]) -> list[str]:
    """Return the table in Markdown, simulated beside observed."""
    heading = ["| statistic | observed | simulated | range asked for | |", "|---|---|---|---|---|"]
    return heading + [
        f"| {f.name} | {number(f.observed)} | {number(f.simulated)} | {bounds(f)} |"
        f" {'' if f.holds else '**missed**'} |"
        for f in findings
    ]


def number(value: float | None) -> str:
    """Return a number with three significant digits, or a dash."""
    return "–" if value is None else f"{value:.3g}"


def bounds(finding: SimulatedStatistic) -> str:
    """Return the range in words."""
    if finding.high >= NO_BOUND:
        return f"at least {finding.low:g}"
    return f"{finding.low:g} to {finding.high:g}" if finding.low else f"at most {finding.high:g}"


if __name__ == "__main__":
    main()
