"""One world of a hundred thousand firms, and the memory of one of a million.

The world is lived as the Mesa engine and the ensemble live theirs, all firms at once; panels are
not recorded, since nobody records four hundred thousand links. Memory is the largest resident
size of a process that builds the world and lives a few weeks of it.
"""

from __future__ import annotations

import time
from typing import Any

from benchmarks.apart import in_another_process, peak_bytes
from benchmarks.side_by_side import alternate, arguments, report, seconds, show
from benchmarks.sparse_world import Size, sparse_world
from tradesim.week import Everyone, live_week

FIRMS = 100_000
MANY_FIRMS = 1_000_000
WARM_UP_WEEKS = 5
WEEKS = 20


def weeks_of(firms: int, weeks: int) -> dict[str, float]:
    """Build a world and live some weeks of it; return what it took."""
    start = time.perf_counter()
    world = sparse_world(Size(firms))
    built = time.perf_counter() - start
    deciders = Everyone(world)
    for week in range(weeks):
        world.week = week
        live_week(world, deciders)
    return {
        "links": len(world.link.supplier),
        "seconds_to_build": built,
        "peak_gb": peak_bytes() / 1e9,
    }


def ns_per_link_week(firms: int, rounds: int) -> Any:
    """Return the cost of a link-week in one world, after its first weeks."""
    world = sparse_world(Size(firms))
    deciders = Everyone(world)

    def live(weeks: int) -> None:
        for _ in range(weeks):
            live_week(world, deciders)
            world.week += 1

    live(WARM_UP_WEEKS)
    work = WEEKS * len(world.link.supplier)
    times = alternate({"week": lambda: seconds(lambda: live(WEEKS)) / work}, rounds)
    return times["week"].times(1e9)


def main() -> None:
    """Print and keep the figures."""
    given = arguments(__doc__.splitlines()[0])
    firms, many = (2_000, 20_000) if given.quick else (FIRMS, MANY_FIRMS)
    cost = ns_per_link_week(firms, given.rounds)
    sizes = {count: in_another_process(weeks_of, count, 5) for count in (firms, many)}
    show(
        "One world, one run",
        ("firms", "links", "ns per link-week", "seconds to build", "peak memory, GB"),
        [
            (
                f"{count:,}",
                f"{found['links']:,}",
                cost.median if count == firms else "",
                found["seconds_to_build"],
                found["peak_gb"],
            )
            for count, found in sizes.items()
        ],
    )
    figures = {"firms": firms, "ns_per_link_week": cost, "limit_ns": 250, "sizes": sizes}
    report("large_world", figures, keep=not given.quick)


if __name__ == "__main__":
    main()
