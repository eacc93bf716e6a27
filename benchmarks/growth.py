"""How cost and memory grow: with the number of runs, and with the size of one world.

Runs are those of a scenario cut to half a year, in blocks, each recording dropped when it is
made, as a sweep does. A block pays for building its world once, whatever the horizon, so the cost
of a link-week here is above that of the whole scenario; what counts is that it stays flat.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.apart import in_another_process, peak_bytes
from benchmarks.large_world import ns_per_link_week
from benchmarks.side_by_side import Contestant, alternate, arguments, report, seconds, show
from benchmarks.sparse_world import Size
from benchmarks.worlds import link_weeks, live_ensemble, the_scenario

WEEKS = 26
RUNS = (256, 2_048, 16_384, 65_536)
RUNS_IN_MEMORY = (1_000, 10_000, 100_000)
LINKS = (10_000, 100_000, 1_000_000)
MEMORY_WEEKS = 8


def peak_of(name: str, runs: int) -> float:
    """Return the largest resident size, MB, of a process that makes some runs."""
    live_ensemble(the_scenario(name, MEMORY_WEEKS), runs)
    return peak_bytes() / 1e6


def cost_by_runs(name: str, counts: Sequence[int], rounds: int) -> dict[int, float]:
    """Return ns per link-week by number of runs; all sizes take turns in every round."""
    scenario = the_scenario(name, WEEKS)
    work = link_weeks(scenario)

    def contestant(runs: int) -> Contestant:
        repeats = max(1, counts[1] // runs)

        def live() -> None:
            for _ in range(repeats):
                live_ensemble(scenario, runs)

        return lambda: seconds(live) / repeats / runs / work

    times = alternate({str(runs): contestant(runs) for runs in counts}, rounds)
    return {runs: times[str(runs)].median * 1e9 for runs in counts}


def spread(values: Sequence[float]) -> float:
    """Return the largest over the smallest."""
    return max(values) / min(values)


def main() -> None:
    """Print and keep the figures."""
    given = arguments(__doc__.splitlines()[0])
    quick = given.quick
    by_runs = cost_by_runs(given.scenario, (64, 256) if quick else RUNS, given.rounds)
    a_firm = Size(1000).links / 1000
    by_links = {
        links: ns_per_link_week(int(links / a_firm), given.rounds).median
        for links in ((4_000, 8_000) if quick else LINKS)
    }
    memory = {
        runs: in_another_process(peak_of, given.scenario, runs)
        for runs in ((100, 200) if quick else RUNS_IN_MEMORY)
    }
    figures: dict[str, dict[int, float]] = {
        f"ns per link-week by runs, {WEEKS} weeks (within 1.25)": by_runs,
        "ns per link-week by links, one run (within 4)": by_links,
        f"peak MB by runs, {MEMORY_WEEKS} weeks (within 1.3)": memory,
    }
    for title, values in figures.items():
        show(
            f"{title}: largest over smallest {spread(list(values.values())):.3g}",
            ("size", "value"),
            [(f"{size:,}", value) for size, value in values.items()],
        )
    report("growth", figures, keep=not quick)


if __name__ == "__main__":
    main()
