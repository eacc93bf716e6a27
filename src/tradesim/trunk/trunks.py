"""Moments that are kept, so that new settings begin where they part from what was lived before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from tradesim.ensemble import Progress
from tradesim.measures.recording import Recording
from tradesim.trunk.alongside import SettingBeside
from tradesim.trunk.block import TrunkBlock
from tradesim.trunk.goods_and_offices import GoodsAndOffices, block_of
from tradesim.trunk.moment import TrunkMoment
from tradesim.trunk.offices import OfficesBlock
from tradesim.trunk.own_rows import own_recording
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.week import Everyone, live_week

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
        block = block_of(settings, replicates, memory)
        self._live(block, None, lived)
        return block.recording()

    def recordings(
        self,
        settings: Sequence[SettingBeside],
        replicates: int,
        lived: Progress | None = None,
        memory: PanelMemory | None = None,
    ) -> Iterator[tuple[int, Recording]]:
        """Yield the place of each setting and what was recorded of it, as if it had run alone.

        All are simulated as one block but those that may have the goods of another: of these the
        licensing offices alone. Those whose goods turn out to be others come last, in blocks of
        their own, which write over the panels of the first.

        Args:
            settings: What they are, beside each other.
            replicates: Runs of each.
            lived: Called with the number of runs that lived another week.
            memory: Where panels stand: those of the block before are written over.

        Raises:
            ApartError: If no block can hold them; nothing was lived then.
        """
        together = GoodsAndOffices(settings, replicates, memory)
        self._live(together.block, together.offices, lived)
        yield from together.recordings()
        most, apart = together.block.count, together.apart
        for start in range(0, len(apart), most):
            places = apart[start : start + most]
            rest = [settings[place] for place in places]
            whole = self.simulated(rest, replicates, lived, memory)
            for at, place in enumerate(places):
                runs = slice(at * replicates, (at + 1) * replicates)
                yield place, own_recording(whole, settings[place], runs)

    def _live(
        self, block: TrunkBlock, offices: OfficesBlock | None, lived: Progress | None
    ) -> None:
        """Live the weeks of a block, and of offices beside it."""
        world, everyone = block.world, Everyone(block.world)
        first = self._begin([block, offices] if offices else [block])
        for week in range(first, world.layout.calendar.weeks):
            if week in self._weeks and week > first:
                self._keep(block, week)
            world.week = week
            if offices:
                offices.live_week(everyone)
            else:
                live_week(world, everyone)
            block.record()
            if lived:
                lived(world.run_count)

    def _begin(self, blocks: Sequence[TrunkBlock]) -> int:
        """Let the settings of blocks begin as late as all of them can, and return the week."""
        for week in self._weeks:
            moments = [self._all_found(block, week) for block in blocks]
            if all(moments):
                for block, found in zip(blocks, moments, strict=True):
                    for place, moment in enumerate(found):
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
