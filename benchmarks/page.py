"""Writes the tables of docs/performance.md from the figures that the benchmarks have kept.

Run with ``python -m benchmarks.page`` after the benchmarks. Only what stands between the markers
of a table changes; the words around it are written by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from benchmarks.checkouts import NOW
from benchmarks.side_by_side import FIGURES
from benchmarks.targets import targets
from benchmarks.writing import number, table

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"

Figures = dict[str, Any]


def throughput(figures: Figures) -> str:
    """Return runs a second by engine, and the ratios."""
    work = figures["link_weeks_a_run"]
    engines = [
        (name, number(1e9 / cost["median"] / work), number(cost["median"]), number(cost["least"]))
        for name, cost in figures["ns_per_link_week"].items()
    ]
    ratios = [(name, number(ratio)) for name, ratio in figures["ratios"].items()]
    return "\n\n".join(
        [
            table(("engine", "runs a second", "ns per link-week", "at best"), engines),
            table(("ratio (asked for)", "median (range)"), ratios),
        ]
    )


def boario(figures: Figures) -> str:
    """Return the comparison by link and by agent."""
    rows = []
    for name, found in figures.items():
        if name in {"boario", "machine"}:
            continue
        label = f"{name}, {found['industries']} industries"
        rows.append(
            (label, "ns per link-week (cell-step)", number(found["boario_ns_per_cell_step"]),
             number(found["ns_per_link_week"]), number(found["boario_over_tradesim_per_link"]))
        )  # fmt: skip
        steps = number(found["boario_industry_steps_a_second"])
        rows.extend(
            (label, f"agent-weeks a second, {case}", steps,
             number(found["agent_weeks_a_second"][case]), number(ratio))
            for case, ratio in found["boario_over_tradesim_per_agent"].items()
        )  # fmt: skip
    return table(("table", "measure", "BoARIO", "tradesim", "times faster"), rows)


def large_world(figures: Figures) -> str:
    """Return size, cost and memory of the large worlds."""
    rows = [
        (
            f"{int(firms):,}",
            f"{found['links']:,}",
            number(figures["ns_per_link_week"]) if int(firms) == figures["firms"] else "",
            number(found["peak_gb"]),
        )
        for firms, found in figures["sizes"].items()
    ]
    return table(("firms", "links", "ns per link-week (at most 250)", "peak memory, GB"), rows)


def limit(figures: Figures) -> str:
    """Return the passes of a week by stage."""
    worlds = [name for name in figures if name != "machine"]
    stages = list(dict.fromkeys(s for name in worlds for s in figures[name]["passes_by_stage"]))
    facts = [
        ("ns per link-week", *(number(figures[name]["ns_per_link_week"]) for name in worlds)),
        ("ns per link of a copy", *(number(figures[n]["ns_per_link_of_a_copy"]) for n in worlds)),
        ("passes (at most 120)", *(number(figures[name]["passes"]) for name in worlds)),
    ]
    facts += [
        (f"of them *{s}*", *(number(figures[n]["passes_by_stage"].get(s, 0.0)) for n in worlds))
        for s in stages
    ]
    return table(("", *worlds), facts)


def growth(figures: Figures) -> str:
    """Return how cost and memory grow."""
    rows = [
        (title, ", ".join(f"{int(size):,}: {number(value)}" for size, value in values.items()),
         number(max(values.values()) / min(values.values())))
        for title, values in figures.items()
        if title != "machine"
    ]  # fmt: skip
    return table(("what (asked for)", "by size", "largest over smallest"), rows)


def one_run(figures: Figures) -> str:
    """Return what one run costs by each engine, by size."""
    rows = [
        (f"{int(links):,}", number(cost["ensemble"]), number(cost["Mesa engine"]),
         number(cost["Mesa engine"] / cost["ensemble"]))
        for links, cost in figures["seconds_by_links"].items()
    ]  # fmt: skip
    return table(("links", "ensemble, s", "Mesa engine, s", "ratio"), rows)


def network(figures: Figures) -> str:
    """Return what the commands take for a network of firms, by size."""
    sizes = figures["sizes"].items()
    rows = [
        (
            f"{int(firms):,}",
            f"{each['links']:,}",
            *(number(each[name][part]) for name in ("new", "run") for part in PARTS),
            number(each["ns_per_link_week"]),
            number(each["disk_mb"]),
        )
        for firms, each in sizes
    ]
    heading = ("firms", "links", "new, s", "peak, GB", "run, s", "peak, GB")
    return table((*heading, "ns per link-week", "on disk, MB"), rows)


PARTS = ("seconds", "peak_gb")
"""What is told of a command."""


def machine(figures: Figures) -> str:
    """Return what the figures were measured on."""
    facts = figures["machine"]
    software = ", ".join(f"{name} {facts[name]}" for name in ("python", "numpy", "mesa"))
    return f"Measured on {facts.get('model name', '?')}, {facts['cores']} cores; {software}."


def beside(figures: Figures) -> str:
    """Return what some work takes in this checkout and in another."""
    rows = [
        (what, number(each["seconds"][NOW]), f"{number(each['seconds'][other])} ({other})",
         number(ratio))
        for what, each in figures["works"].items()
        for other, ratio in each["ratio"].items()
    ]  # fmt: skip
    return table(("what", "now, s", "then, s", "ratio (range)"), rows)


def flat_run(figures: Figures) -> str:
    """Return what runs of many replicates cost beside their bare ensemble."""
    rows = [
        (f"{int(runs):,}", *(number(each[part]) for part in FLAT))
        for runs, each in figures["runs"].items()
    ]
    return table(
        ("runs", "bare, s", "command, s", "ratio (range)", "peak, MB", "on disk, MB"), rows
    )


FLAT = ("bare", "command", "ratio", "peak_mb", "disk_mb")
"""What is told of a run of many replicates."""


def two_at_once(figures: Figures) -> str:
    """Return what two blocks beside each other take, by interpreter."""
    rows = [
        (name, way, number(each["seconds"]), number(each["ratio"]),
         number(each["processor_ratio"]) if "processor_ratio" in each else "")
        for name, ways in figures["interpreters"].items()
        for way, each in ways.items()
    ]  # fmt: skip
    heading = ("interpreter", "way", "seconds on the clock", "over one after the other")
    return table((*heading, "in processor seconds"), rows)


def exported_page(figures: Figures) -> str:
    """Return what the page in one file takes, by page and checkout."""
    rows = [
        (page, "now" if name == NOW else name, *(number(each[p]) for p in EXPORTED))
        for page, by_name in figures["pages"].items()
        for name, each in by_name.items()
    ]
    heading = (
        "page", "commit", "worlds played", "processor seconds", "a setting, s", "peak, MB",
        "file, MB",
    )  # fmt: skip
    return table(heading, rows)


EXPORTED = ("worlds", "seconds", "a_setting", "peak_mb", "mb")
"""What is told of the page in one file."""


def class_of_thirty(figures: Figures) -> str:
    """Return how long a class waits, and what its server takes."""
    first, full = figures["first_seconds"], figures["full_seconds"]
    memory = ", ".join(f"{number(mb)} {when}" for when, mb in figures["megabytes"].items())
    rows = [
        ("moves", figures["moves"]),
        ("first answer, s: half, and 95 of 100, within (2)", _spread(first)),
        ("full answer, s: half, and 95 of 100, within (6)", _spread(full)),
        ("superseded; lost", f"{figures['superseded']}; {len(figures['lost'])}"),
        ("processor seconds a move", number(figures["processor_seconds_a_move"])),
        ("memory, MB", memory),
    ]
    return table(("what (asked for)", "figure"), rows)


def _spread(waits: Figures) -> str:
    return f"{number(waits['p50'])}; {number(waits['p95'])}"


def analyse_many(figures: Figures) -> str:
    """Return what an analysis takes, by runs."""
    rows = [
        (f"{int(runs):,}", number(each["processor seconds"]), number(each["peak MB"]))
        for runs, each in figures.items()
        if runs != "machine"
    ]
    return table(("runs", "processor seconds", "peak, MB"), rows)


TABLES = {
    "machine": ("throughput", machine),
    "throughput": ("throughput", throughput),
    "boario": ("boario", boario),
    "large_world": ("large_world", large_world),
    "limit": ("limit", limit),
    "growth": ("growth", growth),
    "one_run": ("one_run", one_run),
    "network": ("network", network),
    "what_users_type": ("what_users_type", beside),
    "flat_run": ("flat_run", flat_run),
    "figures_of_a_run": ("figures_of_a_run", beside),
    "blocks_of_checkouts": ("blocks_of_checkouts", beside),
    "two_at_once": ("two_at_once", two_at_once),
    "page_at_once": ("page_at_once", two_at_once),
    "exported_page": ("exported_page", exported_page),
    "class_of_thirty": ("class_of_thirty", class_of_thirty),
    "analyse_many": ("analyse_many", analyse_many),
}
"""The tables of the page by marker: the file of figures and how it is written."""


def with_tables(text: str) -> str:
    """Return the page with every table whose figures are there written anew."""
    text = _between_markers(text, "targets", targets())
    for marker, (name, write) in TABLES.items():
        file = FIGURES / f"{name}.json"
        if file.exists():
            figures = json.loads(file.read_text(encoding="utf-8"))
            commit = "" if marker == "machine" else figures["machine"].get("commit", "")
            told = f"\n\nMeasured at commit {commit}." if commit else ""
            text = _between_markers(text, marker, f"{write(figures)}{told}")
    return text


def _between_markers(text: str, marker: str, told: str) -> str:
    begin, end = f"<!-- {marker}: begin -->", f"<!-- {marker}: end -->"
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{told}\n{end}", text, flags=re.DOTALL)


def main() -> None:
    """Write the tables, and say which have no figures yet."""
    for name, _ in TABLES.values():
        if not (FIGURES / f"{name}.json").exists():
            print(f"no figures of {name}: run python -m benchmarks.{name} first")
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
