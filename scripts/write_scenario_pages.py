"""Write the main figure and the table of every page in docs/scenarios/, and their index.

The prose of a page is written by hand; what stands between the markers is not. What each figure and
table shows is said in scripts/scenario_pages.yaml.

Usage: python scripts/write_scenario_pages.py [NAME ...]
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from PIL import Image

from tradesim.evidence.published import published_value
from tradesim.measures.recording import Recording
from tradesim.records.outcomes import outcomes
from tradesim.reporting.material import Series, days_of
from tradesim.reporting.moments import Moment
from tradesim.reporting.plot import Curve, Plot, Points
from tradesim.reporting.style import SLIDE, applied, distinct
from tradesim.reporting.time_figure import Frame, draw_plots
from tradesim.results import run
from tradesim.scenario import Scenario, load, scenario_names, variant

Floats = npt.NDArray[np.float64]
Spec = Mapping[str, Any]

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "scenarios"
FIGURES = ROOT / "docs" / "figures" / "scenarios"
SPECS = Path(__file__).with_name("scenario_pages.yaml")
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
PLACES = ("item", "origin", "destination", "actor")
BAND = (0.05, 0.95)
DPI, COLOURS = 85, 256

WANTED, WANTED_IS = "wanted_output", ("output", "output_lost")
"""What a buyer would make had it all it needs: not an outcome of its own."""

TAKEN: dict[str, Callable[[Floats], Floats]] = {
    "mean": lambda weekly: weekly.mean(axis=0),
    "sum": lambda weekly: weekly.sum(axis=0),
    "last": lambda weekly: weekly[-1],
    "lowest": lambda weekly: weekly.min(axis=0),
    "highest": lambda weekly: weekly.max(axis=0),
}
"""How weeks become one number a run, shape (week, run) to (run,)."""


def main(names: list[str]) -> None:
    """Write the pages of some scenarios, of all where none is named, and the index."""
    specs: dict[str, Spec] = yaml.safe_load(SPECS.read_text(encoding="utf-8"))
    for name in names or list(specs):
        print(f"{name} ...", file=sys.stderr)
        page = Page(name, specs[name])
        page.draw(FIGURES / f"{name}.png")
        page.write(PAGES / f"{name}.md")
    write_index(PAGES / "README.md")


@dataclass(frozen=True)
class Page:
    """The figure and the table of a scenario.

    Attributes:
        name: The scenario.
        spec: What they show.
    """

    name: str
    spec: Spec
    _runs: dict[str, Recording] = field(default_factory=dict)

    @property
    def replicates(self) -> int:
        """Runs of each variant."""
        return int(self.spec.get("replicates", 40))

    def recording(self, which: str) -> Recording:
        """Return the runs of the scenario (``""``), of a variant of it, or of another scenario."""
        if which not in self._runs:
            chosen = self._scenario(which)
            self._runs[which] = run(chosen, replicates=self.replicates, engine="ensemble").recording
        return self._runs[which]

    def _scenario(self, which: str) -> Scenario:
        if which in scenario_names():
            return load(which)
        return variant(load(self.name), which) if which else load(self.name)

    def draw(self, file: Path) -> None:
        """Draw the figure."""
        plots = [self._plot(panel) for panel in self.spec["panels"]]
        first, last = self._span()
        frame = Frame(
            title=self.spec["title"],
            line=f"{self.spec['line']}; mean of {self.replicates} runs",
            unit=self.spec.get("unit", ""),
            span=(float(days_of([first])[0]), float(days_of([last])[0])),
            moments=self._moments(),
        )
        figure = draw_plots(frame, plots, SLIDE)
        file.parent.mkdir(parents=True, exist_ok=True)
        with applied():
            figure.savefig(file, format="png", dpi=DPI)
        with Image.open(file) as image:
            few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(file, optimize=True)

    def _span(self) -> tuple[dt.date, dt.date]:
        scenario = load(self.name)
        first, last = self.spec.get("span", (scenario.start, scenario.end))
        return first, last

    def _moments(self) -> list[Moment]:
        """Return the dates of the policies to be marked, in order of time."""
        scenario = load(self.name)
        found = {policy.name: policy for policy in scenario.happenings}
        marked = [
            Moment(date.value, found[name], label, named=True)
            for name in self.spec.get("policies", [])
            for label, date in found[name].dates()
        ]
        return sorted(marked, key=lambda moment: moment.day)

    def _plot(self, panel: Spec) -> Plot:
        lines = panel["lines"]
        curves = [
            Curve(self._line(line), colour, line["label"])
            for line, colour in zip(lines, distinct(len(lines)), strict=True)
        ]
        given = panel.get("points", [])
        points = Points(
            days_of([point["date"] for point in given]),
            np.array([published_value(p["figure"]) * p.get("scale", 1.0) for p in given]),
        )
        return Plot(
            panel.get("heading", ""),
            curves,
            points=[points] if given else [],
            unit=panel.get("unit", ""),
            numbers=panel.get("numbers", "plain"),
        )

    def _line(self, line: Spec) -> Series:
        recording = self.recording(line.get("run") or "")
        weekly = weekly_of(recording, line)
        days = recording.layout.calendar.mondays.astype("datetime64[D]").astype(np.float64)
        first, last = days_of(self._span())
        shown = (days >= first) & (days <= last)
        low, high = np.quantile(weekly[shown], BAND, axis=1) if line.get("band") else (None, None)
        return Series(days[shown], weekly[shown].mean(axis=1), low, high)

    def write(self, page: Path) -> None:
        """Put the table between the markers of the page."""
        text = page.read_text(encoding="utf-8")
        if BEGIN not in text or END not in text:
            raise SystemExit(f"{page}: no '{BEGIN}' and '{END}' to write the table between.")
        before, rest = text.split(BEGIN, 1)
        after = rest.split(END, 1)[1]
        page.write_text(f"{before}{BEGIN}\n{self.table()}\n{END}{after}", encoding="utf-8")

    def table(self) -> str:
        """Return the table in Markdown: a row an outcome, a column a variant."""
        columns: dict[str, str | None] = self.spec["columns"]
        lines = [f"| | {' | '.join(columns)} |", "|---|" + "---|" * len(columns)]
        for row in self.spec["rows"]:
            cells = [self._cell(row, which or "") for which in columns.values()]
            lines.append(f"| {row['label']} | {' | '.join(cells)} |")
        shown = f"Median and 90 % band of {self.replicates} runs, seed {load(self.name).seed}."
        return "\n".join([shown, "", *lines])

    def _cell(self, row: Spec, which: str) -> str:
        recording = self.recording(which)
        first, last = recording.layout.calendar.week_of(np.array([row["from"], row["to"]], "M8[D]"))
        weeks = slice(int(first), int(last) + 1)
        take = TAKEN[row.get("take", "mean")]
        value = take(weekly_of(recording, row)[weeks])
        if "over" in row:
            value = value / take(weekly_of(recording, row["over"])[weeks])
        return band_of(value * row.get("times", 1.0), row.get("digits", 2))


def weekly_of(recording: Recording, spec: Spec) -> Floats:
    """Return an outcome added up over what it is asked of, shape (week, run).

    ``per`` divides it by another outcome, ``relative_to`` by its mean between two dates, ``smooth``
    takes the mean of so many weeks back, ``scale`` changes the unit.
    """
    weekly = added_up(recording, spec)
    if "per" in spec:
        weekly = weekly / np.maximum(added_up(recording, spec["per"]), 1e-12)
    if "smooth" in spec:
        weekly = smoothed(weekly, int(spec["smooth"]))
    if "relative_to" in spec:
        first, last = recording.layout.calendar.week_of(np.array(spec["relative_to"], "M8[D]"))
        weekly = weekly / weekly[int(first) : int(last) + 1].mean(axis=0)
    return weekly * float(spec.get("scale", 1.0))


def added_up(recording: Recording, spec: Spec) -> Floats:
    """Return the rows of an outcome that are asked for, added up or their mean.

    Raises:
        SystemExit: Nothing in the runs is what is asked for.
    """
    asked = listed(spec["outcome"])
    names = [name for word in asked for name in (WANTED_IS if word == WANTED else (word,))]
    chosen = [
        outcome.values[:, row]
        for outcome in outcomes(recording)
        for row, place in enumerate(outcome.places)
        if outcome.name in names and is_asked(place._asdict(), spec)
    ]
    if not chosen:
        raise SystemExit(f"{recording.layout.scenario.name} has no {spec}.")
    total: Floats = np.nansum(chosen, axis=0) / (len(chosen) if spec.get("average") else 1.0)
    return total


def listed(asked: str | list[str]) -> list[str]:
    """Return one word or several as a list."""
    return [asked] if isinstance(asked, str) else asked


def is_asked(place: Mapping[str, str], spec: Spec) -> bool:
    """Tell whether a place fits what is asked for; ``*`` at an end stands for any rest."""

    def fits(word: str, asked: str) -> bool:
        return word.startswith(asked[:-1]) if asked.endswith("*") else word == asked

    return all(
        any(fits(place[name], asked) for asked in listed(spec[name]))
        for name in PLACES
        if name in spec
    )


def smoothed(weekly: Floats, weeks: int) -> Floats:
    """Return the mean of each week and those before it, shape (week, run)."""
    total = np.cumsum(np.pad(weekly, ((weeks, 0), (0, 0)), mode="edge"), axis=0)
    mean: Floats = (total[weeks:] - total[:-weeks]) / weeks
    return mean


def band_of(values: Floats, digits: int) -> str:
    """Return median and band in words, the band where it is not nothing."""
    low, high = np.quantile(values, BAND)
    shown = [f"{number:,.{digits}f}" for number in (float(np.median(values)), low, high)]
    shown = [word.removeprefix("-") if not word.strip("-0.") else word for word in shown]
    return shown[0] if shown[1] == shown[2] else f"{shown[0]} ({shown[1]} to {shown[2]})"


def write_index(file: Path) -> None:
    """Write the list of all scenarios into the index."""
    text = file.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    lines = ["| scenario | what it is for |", "|---|---|"]
    for name in scenario_names():
        scenario = load(name)
        link = f"[{name}]({name}.md)" if (PAGES / f"{name}.md").exists() else name
        lines.append(f"| {link} | {scenario.title}: {scenario.description.strip()} |")
    table = "\n".join(lines)
    file.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
