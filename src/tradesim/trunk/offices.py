"""Licensing offices of settings whose goods are those of others, lived beside these.

Goods hear of offices in two places. When governments act, controls take hold, are feared, and
send back what waits in port: in each week in which something is due the world of the offices gets
the goods as they are, lives the same stage, and must leave them as the others do. When orders
leave, no more may than is licensed: what that is must be the same in every week. Where both hold,
all else that goods do is the same, for it reads nothing else of offices. A setting of which either
fails follows no longer, and is to be lived by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from tradesim.arrays import Flags, Floats, Rows
from tradesim.behaviour.applications import request_licences
from tradesim.behaviour.desk import everyones_sales
from tradesim.economy.licensed_trade import draw_on_licences, licensed_at_most, shrink_applications
from tradesim.economy.licensing import decide_applications, file_applications
from tradesim.measures.recording import Recording
from tradesim.scenario import Scenario
from tradesim.trunk.block import TrunkBlock
from tradesim.trunk.moment import Array, events_of, fixed_of, state_of
from tradesim.trunk.panel_memory import PanelMemory
from tradesim.week import STAGES, Deciders, Everyone, govern, live_week
from tradesim.world.log import FIELDS, EventLog, Kind
from tradesim.world.world import World

OFFICES = ("licence", "control")
"""The groups of the state that are the offices' own; all others are goods."""

SAID = (
    Kind.APPLICATION_FILED,
    Kind.APPLICATION_GRANTED,
    Kind.APPLICATION_PARTLY_GRANTED,
    Kind.APPLICATION_REFUSED,
)
"""What offices log."""

ASKED = ("outstanding", "cancelled", "placed")
"""What offices read of the links under control before orders are answered."""

KIND = FIELDS.index("kind")


class OfficesBlock(TrunkBlock):
    """The licensing offices of settings, each beside the goods of a setting of another block.

    Args:
        world: The world of the offices, at its start.
        scenarios: What each setting is.
        numbers: Replicate number of each run.
        goods: The world of the other block, at its start.
        columns: For each run, the run of the other block whose goods it may have.
        memory: Where its panels stand, those of controls.
    """

    def __init__(
        self,
        world: World,
        scenarios: Sequence[Scenario],
        numbers: Sequence[int],
        goods: World,
        columns: Rows,
        memory: PanelMemory,
    ) -> None:
        """See which settings begin with the goods that they are to follow."""
        super().__init__(world, scenarios, numbers, memory, detailed=False)
        self._goods, self._columns = goods, columns
        self._everyone, self._sales = Everyone(world), everyones_sales(world)
        self._follows = np.full(len(columns), _heard_in_two_places(world))
        self._see(fixed_of(world), fixed_of(goods))
        self.hold_against()

    def live_week(self, everyone: Deciders) -> None:
        """Live a week of the goods, stage by stage, and of the offices beside it.

        Args:
            everyone: Who decides about the goods.
        """
        if not self._follows.any():
            live_week(self._goods, everyone)
            return
        self.world.week = self._goods.week
        for name, stage in STAGES.items():
            self._hear(name)
            stage(self._goods, everyone)
            self._act(name)

    def follows(self, place: int) -> bool:
        """Say whether the goods of a setting were until now those that it follows."""
        return bool(self._follows[self._settings[place].runs].all())

    def hold_against(self) -> None:
        """Let those runs follow no longer whose goods are not those that they follow."""
        self._see(_goods_of(self.world), _goods_of(self._goods))

    def beside(self, place: int, whole: Recording) -> Recording:
        """Return what was recorded of a setting, given what was of the goods.

        Panels of goods share memory with those of the setting that it follows.
        """
        runs = self._settings[place].runs
        first = int(self._columns[runs.start])
        theirs = slice(first, first + runs.stop - runs.start)
        ours, its = events_of(self._said, runs), events_of(whole.events, theirs)
        log = EventLog()
        log.carry(ours[_of_offices(ours)])
        log.carry(its[~_of_offices(its)])
        panels = {name: panel[..., theirs] for name, panel in whole.panels.items()}
        own = {name: panel[..., runs] for name, panel in self._recorder.panels.items()}
        return replace(
            whole,
            layout=self.world.layout,
            replicates=whole.replicates[theirs],
            panels=panels | own,
            seldom={name: rows.of_runs(theirs) for name, rows in whole.seldom.items()},
            events=log.table(),
        )

    @cached_property
    def _said(self) -> Floats:
        """What was logged once all weeks are lived."""
        return self.world.log.table()

    @property
    def _is_due(self) -> bool:
        """Whether this week something happens to controls, or to anything else, by date."""
        worlds = self.world, self._goods
        return any(w.week in w.effects or w.week in w.announcement_weeks for w in worlds)

    def _hear(self, stage: str) -> None:
        """Take what offices read of the goods as a stage finds it."""
        if stage == "govern" and self._is_due:
            pairs = zip(_goods_of(self.world), _goods_of(self._goods), strict=True)
            for (_, ours), (_, theirs) in pairs:
                np.take(theirs, self._columns, axis=1, out=ours, mode="clip")
        elif stage == "supply":
            for name in ASKED:
                self._take_link(name)

    def _act(self, stage: str) -> None:
        """Do what offices do in a stage, after the goods have lived it."""
        match stage:
            case "govern" if self._is_due:
                govern(self.world, self._everyone)
                self.hold_against()
            case "decide":
                decide_applications(self.world)
                ours, theirs = (licensed_at_most(w.licence) for w in (self.world, self._goods))
                self._see([("licensed", ours)], [("licensed", theirs)])
            case "supply":
                self._answer()
            case "learn":
                self._recorder.record()

    def _answer(self) -> None:
        """Shrink what is under review, file, and draw on licences, as in a week of its own."""
        if self.world.licences_needed:
            shrink_applications(self.world)
        request_licences(self._sales)
        file_applications(self.world)
        if self.world.licences_needed:
            self._take_link("shipped")
            draw_on_licences(self.world)

    def _take_link(self, name: str) -> None:
        """Take what the goods have of something on the links under control."""
        rows = self.world.licence.link
        theirs = getattr(self._goods.link, name).take(rows, axis=0)
        getattr(self.world.link, name)[rows] = theirs.take(self._columns, axis=1)

    def _see(self, ours: Iterable[tuple[str, Array]], theirs: Iterable[tuple[str, Array]]) -> None:
        """Let those runs follow no longer in which something differs."""
        for (_, mine), (_, its) in zip(ours, theirs, strict=True):
            varies = its.ndim > 1 and its.shape[1] == self._goods.run_count
            differs = mine != (its.take(self._columns, axis=1) if varies else its)
            by_run = differs.ndim > 1 and differs.shape[1] == len(self._follows)
            self._follows &= ~(differs.any(axis=0) if by_run else differs.any())


def _of_offices(events: Floats) -> Flags:
    """Say which events offices logged."""
    is_said = np.zeros(max(Kind) + 1, dtype=bool)
    is_said[list(SAID)] = True
    flags: Flags = is_said[events[:, KIND].astype(np.int64)]
    return flags


def _goods_of(world: World) -> Iterator[tuple[str, Array]]:
    """Yield each array of the state that is not the offices' own."""
    for name, array in state_of(world):
        if name.partition(".")[0] not in OFFICES:
            yield name, array


def _heard_in_two_places(world: World) -> bool:
    """Say whether goods hear of offices as told above.

    Not where orders are licensed part by part, nor where governments or rules watch.
    """
    return not (world.in_parts or world.chancery.at_work or world.rulebook.onset)
