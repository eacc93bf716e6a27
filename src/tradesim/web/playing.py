"""Runs of the page: from positions of levers to what the page draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tradesim.arrays import Floats
from tradesim.ensemble import Progress
from tradesim.errors import OverrideError
from tradesim.experiments.columns import column_key, column_name
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.measures.unread import unread
from tradesim.policies.base import Policy
from tradesim.scenario import Scenario
from tradesim.trunk.alongside import alongside
from tradesim.trunk.merging import ApartError
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.trunk.trunks import Trunks, apart
from tradesim.web.drawing import ChartsDrawn, nearest_to_mean
from tradesim.web.flows import network_values
from tradesim.web.levers import Positions
from tradesim.web.numbers import listed
from tradesim.web.own_measures import made_of, markets_of, with_own
from tradesim.web.packing import packed
from tradesim.web.page import Stage
from tradesim.web.stops import stops
from tradesim.web.telling import policy_dates, sentences
from tradesim.web.together import dated_in, likely_together

DIGITS = 7
"""Significant digits of outcomes, so that their means are those of ``summary.json``."""


class Player:
    """Plays positions of levers, one after the other, in the same memory.

    Args:
        stage: The scenario.
    """

    def __init__(self, stage: Stage) -> None:
        """Keep the scenario; the panels of the first run are written over by the next."""
        self.stage = stage
        levers = stage.board.levers
        dates = {week for lever in levers for week in dated_in(lever, stage.scenario)}
        self._trunks = Trunks(apart(dates))
        columns = [outcome.measure for outcome in stage.outcomes]
        shown = {column_key(column)[0] for column in columns} | made_of(stage.scenario)
        self._unshown = frozenset(MEASURES) - shown
        drawn = {panel for chart in stage.charts for panel in chart.panels}
        self._drawing = ChartsDrawn(stage.charts, stage.view.weeks)
        self._memory = PanelMemory(without=unread(shown) - drawn)
        self._markets = markets_of(stage.scenario, columns)

    def run(self, positions: Sequence[int]) -> dict[str, Any]:
        """Return a run as the page gets it.

        Raises:
            OverrideError: If the values of the positions do not fit together.
        """
        (found,) = self.runs([tuple(positions)], self.stage.replicates)
        if isinstance(found, OverrideError):
            raise found
        return found

    def packed(self, positions: Sequence[int]) -> bytes:
        """Return a run as gzipped JSON."""
        return packed(self.run(positions))

    def runs(
        self, asked: Sequence[Positions], replicates: int, lived: Progress | None = None
    ) -> list[dict[str, Any] | OverrideError]:
        """Return several runs as the page gets them, simulated in one block where they can be.

        Args:
            asked: Their positions.
            replicates: Runs behind each band.
            lived: Called with the number of runs that lived another week.

        Returns:
            One for each; an error in place of those whose values do not fit together.
        """
        made = [self._made(positions) for positions in asked]
        found: dict[int, dict[str, Any] | OverrideError] = {
            place: each for place, each in enumerate(made) if isinstance(each, OverrideError)
        }
        sound = {place: each for place, each in enumerate(made) if isinstance(each, Scenario)}
        found |= self._played(asked, sound, replicates, lived)
        return [found[place] for place in range(len(asked))]

    def _played(
        self,
        asked: Sequence[Positions],
        sound: Mapping[int, Scenario],
        replicates: int,
        lived: Progress | None,
    ) -> dict[int, dict[str, Any] | OverrideError]:
        """Return runs by their place: of one block if it can hold them, or else of smaller ones."""
        found: dict[int, dict[str, Any] | OverrideError] = {}
        if not sound:
            return found
        places, trunks = list(sound), self._trunks
        try:
            settings = alongside(list(sound.values()))
            for number, recording in trunks.recordings(settings, replicates, lived, self._memory):
                shown = replace(recording, unasked=self._unshown)
                found[places[number]] = self._document(asked[places[number]], shown)
                shown.forget()  # else it would keep the panels after the next are there
        except ApartError:
            for together in likely_together(sound):
                part = {place: sound[place] for place in together}
                found |= self._played(asked, part, replicates, lived)
        self._drawing.forget()
        return found

    def _made(self, positions: Positions) -> Scenario | OverrideError:
        try:
            return self.stage.board.made(positions)
        except OverrideError as error:
            return error

    def _document(self, positions: Positions, recording: Recording) -> dict[str, Any]:
        """Return a run as the page gets it.

        Settings without a policy are measured over the same markets and weeks as the scenario as
        written, so that they can be compared; what their command says otherwise is ``apart``.
        """
        stage = self.stage
        change = stage.board.change(positions)
        drawn = self._drawing.drawn(recording)
        run = nearest_to_mean([each.away for each in drawn])
        measured = self._measured(recording, stage.scenario.policies)
        alone = self._measured(recording) if change.without else measured
        return {
            "positions": list(positions),
            "command": change.command(stage.name, stage.replicates),
            "runs": len(recording.replicates),
            "replicate": recording.replicates[run],
            "charts": {
                chart.name: each.series for chart, each in zip(stage.charts, drawn, strict=True)
            },
            "network": network_values(stage.view, recording, run),
            "policies": policy_dates(stage.view, recording.layout),
            "outcomes": self._outcomes(measured, len(recording.replicates)),
            "apart": self._apart(measured, alone),
            "sentences": sentences(stage.view, recording, run),
            "stops": stops(stage.view, recording, run),
        }

    def _measured(self, recording: Recording, beside: Sequence[Policy] = ()) -> dict[str, Floats]:
        """Return the measures that the page shows and what those of one's own are made of."""
        others, within = self._unshown, self._markets
        found = {
            column_name(measure.key): measure.values
            for measure in measure_all(recording, beside, without=others, within=within)
        }
        return with_own(self.stage.scenario, found, len(recording.replicates))

    def _outcomes(self, measured: Mapping[str, Floats], runs: int) -> dict[str, Any]:
        """Return the shown measures, one value a replicate; null where a run has none."""
        nothing = np.full(runs, np.nan)
        return {
            outcome.measure: {"values": listed(measured.get(outcome.measure, nothing), DIGITS)}
            for outcome in self.stage.outcomes
        }

    def _apart(self, measured: Mapping[str, Floats], alone: Mapping[str, Floats]) -> list[str]:
        """Return the shown measures that the command of a run gives otherwise, or not at all."""
        named = [outcome.measure for outcome in self.stage.outcomes if outcome.measure in measured]
        return [
            name
            for name in named
            if name not in alone or not np.array_equal(measured[name], alone[name], equal_nan=True)
        ]
