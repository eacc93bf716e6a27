"""Settings lived together: those with goods of their own, and the offices of those without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario
from tradesim.trunk.alongside import SettingBeside
from tradesim.trunk.block import TrunkBlock
from tradesim.trunk.merging import ApartError, merged
from tradesim.trunk.offices import OfficesBlock
from tradesim.trunk.own_rows import own_recording, stands_alike
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.trunk.same_goods import leading
from tradesim.world.build import build_world
from tradesim.world.world import World


class GoodsAndOffices:
    """A block of settings, and the offices of others that may have the goods of one of these.

    Args:
        settings: What they are, beside each other.
        replicates: Runs of each.
        memory: Where their panels stand.

    Attributes:
        block: The settings that have goods of their own.
        offices: The offices of the others; None where there are none.

    Raises:
        ApartError: If no block can hold them.
    """

    def __init__(
        self,
        settings: Sequence[SettingBeside],
        replicates: int,
        memory: PanelMemory | None = None,
    ) -> None:
        """Build both, at their start."""
        self._settings, self._replicates = settings, replicates
        first = leading([setting.own for setting in settings])
        self._lead = sorted(set(first))
        self._follow = [place for place, other in enumerate(first) if other != place]
        memory = memory or PanelMemory()
        self.block = block_of([settings[place] for place in self._lead], replicates, memory)
        self.offices: OfficesBlock | None = None
        if self._follow:
            followed = [self._lead.index(first[place]) for place in self._follow]
            self.offices = self._offices(followed, memory.of_offices)

    def _offices(self, followed: Sequence[int], memory: PanelMemory) -> OfficesBlock:
        """Return the offices of settings that follow those at some places of the block."""
        settings = [self._settings[place] for place in self._follow]
        numbers = np.tile(np.arange(self._replicates), len(settings))
        columns = numbers + np.repeat(followed, self._replicates) * self._replicates
        scenarios = [setting.beside for setting in settings]
        world = _world(settings, self._replicates)
        return OfficesBlock(world, scenarios, numbers.tolist(), self.block.world, columns, memory)

    def recordings(self) -> Iterator[tuple[int, Recording]]:
        """Yield the place of each setting, and what was recorded of it as if it had run alone.

        Not of those whose goods turned out to be others.

        Raises:
            ConservationError: The books of an item do not balance.
        """
        whole, own = self.block.recording(), self._replicates
        for at, place in enumerate(self._lead):
            runs = slice(at * own, (at + 1) * own)
            yield place, own_recording(whole, self._settings[place], runs)
        for at, place in enumerate(self._follow):
            if self.offices and self.offices.follows(at):
                beside = self.offices.beside(at, whole)
                yield place, own_recording(beside, self._settings[place], slice(0, own))

    @property
    def apart(self) -> list[int]:
        """The places of settings whose goods turned out to be others."""
        follow, offices = self._follow, self.offices
        return [place for at, place in enumerate(follow) if offices and not offices.follows(at)]


def block_of(
    settings: Sequence[SettingBeside], replicates: int, memory: PanelMemory | None
) -> TrunkBlock:
    """Return settings as one block, at its start.

    Raises:
        ApartError: If no block can hold them.
    """
    numbers = [*range(replicates)] * len(settings)
    scenarios = [setting.beside for setting in settings]
    return TrunkBlock(_world(settings, replicates), scenarios, numbers, memory)


def _world(settings: Sequence[SettingBeside], replicates: int) -> World:
    """Return the world of all runs of settings: those of the first, then those of the second."""
    numbers = [*range(replicates)] * len(settings)
    whole: Scenario = merged([setting.beside for setting in settings], replicates)
    world = build_world(whole, whole.seed, numbers)
    for place, setting in enumerate(settings):
        runs = slice(place * replicates, (place + 1) * replicates)
        if setting.has_sleepers and not stands_alike(world, setting, runs, numbers[0]):
            raise ApartError("the policies of one change another before they begin.")
    return world
