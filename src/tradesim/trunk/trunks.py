"""Moments that are kept, so that new settings begin where they part from what was lived before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tradesim.ensemble import Progress
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario
from tradesim.trunk.alongside import SettingBeside
from tradesim.trunk.block import TrunkBlock
from tradesim.trunk.merging import ApartError, merged
from tradesim.trunk.moment import TrunkMoment
from tradesim.trunk.own_rows import stands_alike
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.week import Everyone, live_week
from tradesim.world.build import build_world

MEGABYTE = 1_000_000
KEPT_MB = 120
"""Megabytes of moments kept by a process."""

NEAR = 8
"""Weeks by which moments must lie apart to be worth keeping both."""


def apart(weeks: Collection[int]) -> tuple[int, ...]:
    """Return the earliest of some weeks, and of the later ones those not near one before."""
    chosen: list[int] = []
    for week in sorted(weeks):
        if week > 0 and (not chosen or week >= chosen[-1] + NEAR):
            chosen.append(week)
    return tuple(chosen)


class Trunks:
    """Lives settings, each from where one that was lived before stood when they part.

    Args:
        weeks: The weeks at whose beginning moments are kept.
        megabytes: The most that is kept; those used longest ago go first.

    Attributes:
        shared: Weeks of runs that were not lived again.
    """

    def __init__(self, weeks: Collection[int], megabytes: float = KEPT_MB) -> None:
        """Begin with nothing lived."""
        self._weeks = sorted(set(weeks), reverse=True)
        self._most = megabytes * MEGABYTE
        self._kept: list[TrunkMoment] = []
        self.shared = 0

    @property
    def size(self) -> int:
        """Bytes kept."""
        recorded = {stretch: stretch.size for moment in self._kept for stretch in moment.past}
        return sum(moment.size for moment in self._kept) + sum(recorded.values())

    def simulated(
        self,
        settings: Sequence[SettingBeside],
        replicates: int,
        lived: Progress | None = None,
        memory: PanelMemory | None = None,
    ) -> Recording:
        """Simulate settings as one block: all runs of the first, then all of the second, and so on.

        Args:
            settings: What they are, beside each other.
            replicates: Runs of each.
            lived: Called with the number of runs that lived another week.
            memory: Where panels stand: those of the block before are written over.

        Raises:
            ApartError: If no block can hold them; nothing was lived then.
        """
        numbers = [*range(replicates)] * len(settings)
        whole: Scenario = merged([setting.beside for setting in settings], replicates)
        world = build_world(whole, whole.seed, numbers)
        for place, setting in enumerate(settings):
            runs = slice(place * replicates, (place + 1) * replicates)
            if setting.has_sleepers and not stands_alike(world, setting, runs, numbers[0]):
                raise ApartError("the policies of one change another before they begin.")
        block = TrunkBlock(world, [setting.beside for setting in settings], numbers, memory)
        first = self._begin(block)
        everyone = Everyone(world)
        for week in range(first, world.layout.calendar.weeks):
            if week in self._weeks and week > first:
                self._keep(block, week)
            world.week = week
            live_week(world, everyone)
            block.record()
            if lived:
                lived(world.run_count)
        return block.recording()

    def _begin(self, block: TrunkBlock) -> int:
        """Let the settings of a block begin as late as all of them can, and return the week."""
        for week in self._weeks:
            moments = self._all_found(block, week)
            if moments:
                for place, moment in enumerate(moments):
                    block.begin(place, moment)
                self.shared += week * block.world.run_count
                return week
        return 0

    def _all_found(self, block: TrunkBlock, week: int) -> list[TrunkMoment]:
        """Return a kept moment of a week for each setting; none where one has none."""
        found: list[TrunkMoment] = []
        for place in range(block.count):
            moment = self._found(block, place, week)
            if moment is None:
                return []
            found.append(moment)
        return found

    def _found(self, block: TrunkBlock, place: int, week: int) -> TrunkMoment | None:
        """Return a kept moment of a week at which a setting may begin."""
        for moment in reversed(self._kept):
            if moment.week == week and block.may_begin(place, moment):
                self._kept.remove(moment)
                self._kept.append(moment)
                return moment
        return None

    def _keep(self, block: TrunkBlock, week: int) -> None:
        """Keep where each setting stands, unless another's moment does for it."""
        for place in range(block.count):
            if self._found(block, place, week) is None:
                self._kept.append(block.moment(place, week))
        while self.size > self._most:
            self._kept.pop(0)
