"""An episode's record, ready to be held against any number of runs of its scenario.

What was observed, which flows of the scenario it is about, what naive rivals say of it and how
single months scatter is worked out once, without a run; ``simulated`` takes the same numbers from
a recording, and ``score`` compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tradesim.arrays import Floats
from tradesim.evidence.comparable import comparable
from tradesim.evidence.compiling import Compiler
from tradesim.evidence.episode_score import EpisodeScore
from tradesim.evidence.figure_scores import FigureScore, figure_score
from tradesim.evidence.figures import SimulatedFigure, asked_of
from tradesim.evidence.line import ObservedLine
from tradesim.evidence.observed import Observed
from tradesim.evidence.regions import gathered, ungathered
from tradesim.evidence.runs import RecordedRuns
from tradesim.evidence.scores import SeriesPair, irregularity
from tradesim.evidence.shipped import kept_levels
from tradesim.evidence.simulated import statistic_of
from tradesim.evidence.simulated_record import Simulated
from tradesim.evidence.traded import ObservedTerms, traded
from tradesim.evidence.window import Window
from tradesim.measures.irregular import published
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario
from tradesim.world.layout import lay_out


@dataclass(frozen=True)
class Record:
    """What was observed of an episode.

    Attributes:
        scenario: The scenario that simulates it.
        window: What was known when, and what is scored.
        terms: Which flows of the scenario an observed series is about.
        lines: Every observed series that it simulates, in every measure.
        asked: The published single figures that it simulates.
        notes: What could not be scored, and why.
    """

    scenario: Scenario
    window: Window
    terms: ObservedTerms
    lines: tuple[ObservedLine, ...]
    asked: tuple[SimulatedFigure, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, scenario: Scenario, observed: Observed, *, with_figures: bool = True) -> Record:
        """Compile the record of an episode.

        Args:
            scenario: Its scenario, with its ``hindcast`` block.
            observed: Observed trade.
            with_figures: Whether the published single figures that come with tradesim count, too.
        """
        window, layout = Window.of(scenario), lay_out(scenario)
        regions = {name: tuple(codes) for name, codes in scenario.hindcast.regions.items()}
        codes = {country.code for country in scenario.countries}
        terms = ObservedTerms(
            layout, {name: to for name, to in regions.items() if name not in codes}
        )
        together = gathered(observed, regions, codes)
        unknown = ungathered(observed, regions, codes)
        complete = {key: series.complete() for key, series in together.items()}
        fit, strange = comparable(complete, terms)
        compiler = Compiler(terms, window, fit, kept_levels())
        asked, unfit = asked_of(layout) if with_figures else ([], [])
        notes = (*unfit, *strange, *compiler.notes(), *compiler.unknown(unknown))
        return cls(scenario, window, terms, tuple(compiler.lines()), tuple(asked), notes)

    def simulated(self, recording: Recording) -> Simulated:
        """Return what some runs say of everything observed."""
        recording = published(recording)
        runs = len(recording.replicates)

        def table(periods: dict[int, tuple[str, ...]]) -> Floats:
            """Return the periods of every line, one line after the other, shape (period, run)."""
            parts = [
                traded(self.terms, recording, line.key, line.measure, periods[place])
                for place, line in enumerate(self.lines)
            ]
            return np.concatenate([np.zeros((0, runs)), *parts])

        points = table({n: line.periods for n, line in enumerate(self.lines)})
        before = table({n: line.before for n, line in enumerate(self.lines)})
        measured = RecordedRuns(recording)
        figures = [statistic_of(measured, asked.row) for asked in self.asked]
        return Simulated(points, before, np.array(figures).reshape(len(figures), runs))

    def score(self, simulated: Simulated, *, scatter: bool = True) -> EpisodeScore:
        """Score some runs.

        Args:
            simulated: What they say.
            scatter: Whether bands hold how single months scatter; not where the runs do already.
        """
        return EpisodeScore(
            self.scenario.name,
            self.scenario.hindcast.group or self.scenario.name,
            tuple(self.pairs(simulated, scatter=scatter)),
            tuple(self.figures(simulated)),
        )

    def figures(self, simulated: Simulated) -> list[FigureScore]:
        """Return the score of each published single figure."""
        return [
            figure_score(asked.facts, row, self.window.tolerance)
            for asked, row in zip(self.asked, simulated.figures, strict=True)
        ]

    def pairs(self, simulated: Simulated, *, scatter: bool = True) -> list[SeriesPair]:
        """Return every series as observed beside as simulated."""
        points = _cut(simulated.points, [len(line.periods) for line in self.lines])
        before = _cut(simulated.before, [len(line.before) for line in self.lines])
        own = [irregularity(line.seen, runs) for line, runs in zip(self.lines, before, strict=True)]
        return [
            SeriesPair(line, runs, line.stray(learnt) if scatter else np.zeros(len(line.periods)))
            for line, runs, learnt in zip(self.lines, points, own, strict=True)
        ]


def _cut(table: Floats, lengths: list[int]) -> list[Floats]:
    """Return the rows of a table in parts of some lengths."""
    return np.split(table, np.cumsum(lengths)[:-1]) if lengths else []
