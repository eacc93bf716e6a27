"""One run by both engines, by the size of the world: what agents cost.

Run with ``python -m benchmarks.one_run``.
"""

from __future__ import annotations

from benchmarks.side_by_side import Timing, alternate, arguments, report, seconds, show
from benchmarks.throughput import live_mesa
from benchmarks.worlds import live_ensemble
from tradesim.ensemble import sourcing_links
from tradesim.scenario.synthetic import synthetic

FIRMS = (5, 20, 60, 150, 400)
"""Buyers, and as many suppliers."""


def both(firms: int, rounds: int) -> tuple[int, dict[str, Timing]]:
    """Return the links of a world and what one run of it costs by each engine."""
    world = synthetic(buyers=firms, suppliers=firms)
    times = alternate(
        {
            "ensemble": lambda: seconds(lambda: live_ensemble(world, 1)),
            "Mesa engine": lambda: seconds(lambda: live_mesa(world)),
        },
        rounds,
    )
    return sourcing_links(world), times


def main() -> None:
    """Print and keep the figures."""
    given = arguments(__doc__.splitlines()[0])
    sizes = FIRMS[:2] if given.quick else FIRMS
    found = dict(both(firms, given.rounds) for firms in sizes)
    show(
        "One run",
        ("links", "ensemble, s", "Mesa engine, s", "ratio"),
        [
            (links, t["ensemble"].median, t["Mesa engine"].median,
             str(t["Mesa engine"].over(t["ensemble"])))
            for links, t in found.items()
        ],
    )  # fmt: skip
    rows = {
        links: {name: time.median for name, time in times.items()} for links, times in found.items()
    }
    report("one_run", {"seconds_by_links": rows}, keep=not given.quick)


if __name__ == "__main__":
    main()
