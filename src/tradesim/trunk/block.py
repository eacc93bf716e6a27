"""A block of settings, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tradesim.economy.accounting import Books
from tradesim.measures.recording import Recorder, Recording
from tradesim.scenario import Scenario
from tradesim.trunk.grafting import fits, graft
from tradesim.trunk.moment import BlockPart, Stretch, TrunkMoment, moment_of
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.trunk.parting import parting_week
from tradesim.world.layout import lay_out
from tradesim.world.practice import practised
from tradesim.world.world import World


class TrunkBlock:
    """All runs of the first of some settings, then all of the second, and so on.

    Args:
        world: The world of all runs, at its start.
        scenarios: What each setting is.
        numbers: Replicate number of each run.
        memory: Where its panels stand.
        detailed: Whether those by sourcing link are kept too.
    """

    def __init__(
        self,
        world: World,
        scenarios: Sequence[Scenario],
        numbers: Sequence[int],
        memory: PanelMemory | None = None,
        *,
        detailed: bool = True,
    ) -> None:
        """Open its books."""
        self.world, self._scenarios = world, scenarios
        self._memory = memory or PanelMemory()
        self._memory.make_room(len(numbers))
        panels, without = self._memory.panels, self._memory.without
        self._recorder = Recorder(
            world, numbers, panels, detailed=detailed, sparing=True, without=without
        )
        self._memory.take(self._recorder.panels, len(scenarios))
        self._books = Books.begin(world)
        self._past: list[tuple[Stretch, ...]] = [()] * len(scenarios)

    @property
    def count(self) -> int:
        """Number of settings."""
        return len(self._scenarios)

    @cached_property
    def _settings(self) -> list[BlockPart]:
        each = self.world.run_count // self.count
        return [
            BlockPart(scenario, lay_out(practised(scenario)), slice(at * each, (at + 1) * each))
            for at, scenario in enumerate(self._scenarios)
        ]

    def may_begin(self, place: int, moment: TrunkMoment) -> bool:
        """Say whether a setting is the same as another was until a moment."""
        late = parting_week(self._scenarios[place], moment.scenario) >= moment.week
        return late and fits(self.world, self._settings[place], moment)

    def begin(self, place: int, moment: TrunkMoment) -> None:
        """Let a setting begin at a moment."""
        stands = self._memory.begin(place, moment.past)
        setting = self._settings[place]
        graft(self.world, self._books, self._recorder, setting, moment, stands=stands)
        self._past[place] = moment.past

    def record(self) -> None:
        """Keep the week just lived."""
        self._recorder.record()
        self._books.post(self.world)

    def recording(self) -> Recording:
        """Return what was recorded.

        Raises:
            ConservationError: The books of an item do not balance.
        """
        self._books.check(self.world)
        return self._recorder.recording()

    def moment(self, place: int, week: int) -> TrunkMoment:
        """Return where a setting stands before a week is lived."""
        setting, past = self._settings[place], self._past[place]
        since = past[-1].stop if past else 0
        panels = {
            name: panel[since:week, :, setting.runs].copy()
            for name, panel in self._recorder.panels.items()
        }
        seldom = {
            name: rows.copied(since, week, setting.runs)
            for name, rows in self._recorder.seldom.items()
        }
        self._past[place] = (*past, Stretch(since, week, panels, seldom))
        return moment_of(self.world, self._books, setting, week, self._past[place])
