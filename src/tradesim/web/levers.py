"""From positions of levers to the scenario they stand for, and to the command that repeats it."""

from __future__ import annotations

import datetime as dt
import shlex
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml

from tradesim.scenario import Scenario, apply, responses, without
from tradesim.scenario.classroom import CLASSROOM, Baseline, Lever, Position
from tradesim.scenario.naming import capital, words
from tradesim.scenario.paths import targets
from tradesim.scenario.wording import Path
from tradesim.wording.lists import listed
from tradesim.wording.said import said

MOST_KNOWN = 256
"""Scenarios of positions that are kept, some 40 kB each; those made first go first."""

MOST_GENERATED = 6
"""Levers made for a scenario that gives none: one for each of its first policies and losses."""

AS_WRITTEN, WITHOUT, NOTHING = "as written", "without policies", "undisturbed"
"""Names of the baselines made for a scenario that gives none."""

Positions = tuple[int, ...]
"""One position of each lever, counted from 0."""


@dataclass(frozen=True)
class Change:
    """What positions of levers change in a scenario.

    Attributes:
        without: Policies and shocks left out, in the order of the levers.
        values: Values by dotted path, in the order of the levers.
    """

    without: tuple[str, ...]
    values: Mapping[str, object]

    def command(self, name: str, replicates: int) -> str:
        """Return the command line that makes the same run.

        Args:
            name: How the user named the scenario.
            replicates: Number of replicates.
        """
        start, end = ["tradesim", "run", name], ["--replicates", str(replicates)]
        return shlex.join([*start, *self._options, *end])

    @cached_property
    def _options(self) -> list[str]:
        """The options that make this change."""
        words: list[str] = []
        for policy in self.without:
            words += ["--without", policy]
        for path, value in self.values.items():
            words += ["--set", f"{path}={_written(value)}"]
        return words


@dataclass(frozen=True)
class Board:
    """The levers of a scenario.

    Attributes:
        scenario: The scenario as it was written.
        levers: Its levers, or those made for it.
    """

    scenario: Scenario
    levers: tuple[Lever, ...]

    @classmethod
    def of(cls, scenario: Scenario) -> Board:
        """Return the levers of a scenario; one for each of its first causes if it has none."""
        return cls(scenario, tuple(scenario.levers) or tuple(_generated(scenario)))

    @property
    def defaults(self) -> Positions:
        """Where the levers stand at first."""
        return tuple(lever.default for lever in self.levers)

    @cached_property
    def baselines(self) -> Mapping[str, Baseline]:
        """The named settings: the scenario's, or as written beside no policy and no loss."""
        if self.scenario.baselines:
            return self.scenario.baselines
        made = {AS_WRITTEN: Baseline(label=said("As written"))}
        if self.scenario.levers:
            return made
        chosen = {policy.name for policy in self.scenario.policies}
        every = {lever.name: 0 for lever in self.levers}
        policies = {name: at for name, at in every.items() if name in chosen}
        if policies:
            made[WITHOUT] = Baseline(label=said("Without policies"), positions=policies)
        if policies != every:
            label = said("Without policies and losses of supply")
            made[NOTHING] = Baseline(label=label, positions=every)
        return made

    def baseline(self, name: str) -> Positions:
        """Return the positions of a named baseline."""
        given = self.baselines[name].positions
        return tuple(given.get(lever.name, lever.default) for lever in self.levers)

    def named(self) -> list[Positions]:
        """Return the default positions and those of every baseline."""
        return [self.defaults, *map(self.baseline, self.baselines)]

    def one_move_away(self) -> list[Positions]:
        """Return what one move of a lever leads to from the named settings, nearest moves first."""
        moves = [
            (abs(position - setting[row]), (*setting[:row], position, *setting[row + 1 :]))
            for setting in self.named()
            for row, lever in enumerate(self.levers)
            for position in range(len(lever.positions))
        ]
        return list(
            dict.fromkeys(setting for _, setting in sorted(moves, key=lambda move: move[0]))
        )

    def made(self, positions: Sequence[int]) -> Scenario:
        """Return the scenario that positions stand for.

        Raises:
            OverrideError: If the values of a position do not fit.
        """
        asked = tuple(positions)
        made = self._known.get(asked)
        if made is None:
            change = self.change(asked)
            reduced, _ = without(self._bare, change.without)
            made = apply(reduced, change.values) if change.values else reduced
            while len(self._known) >= MOST_KNOWN:
                self._known.popitem(last=False)
            self._known[asked] = made
        return made

    @cached_property
    def _known(self) -> OrderedDict[Positions, Scenario]:
        """The scenarios made last: who plans a page asks for each again and again."""
        return OrderedDict()

    def change(self, positions: Sequence[int]) -> Change:
        """Return what positions change; a value of a policy that is left out or replaced goes."""
        asked = tuple(positions)
        change = self._changes.get(asked)
        if change is None:
            change = self._change(asked)
            while len(self._changes) >= MOST_KNOWN:
                self._changes.popitem(last=False)
            self._changes[asked] = change
        return change

    @cached_property
    def _changes(self) -> OrderedDict[Positions, Change]:
        """The changes asked for last: each is asked for several times."""
        return OrderedDict()

    def _change(self, positions: Positions) -> Change:
        chosen = [lever.positions[at] for lever, at in zip(self.levers, positions, strict=True)]
        gone = tuple(dict.fromkeys(name for position in chosen for name in position.without))
        reduced, _ = without(self._bare, gone)
        kept = {policy.name for policy in reduced.happenings}
        given = [pair for position in chosen for pair in self._resolved(position)]
        blocks = {path for path, _, value in given if isinstance(value, dict)}
        values = {
            dotted: value
            for path, dotted, value in given
            if self._stands(path, kept) and not _lies_below(path, blocks)
        }
        return Change(gone, values)

    @cached_property
    def _bare(self) -> Scenario:
        """The scenario without what only the page reads: quicker to check."""
        return self.scenario.model_copy(
            update={name: Scenario.model_fields[name].get_default(call_default_factory=True)
                    for name in CLASSROOM}
        )  # fmt: skip

    def _resolved(self, position: Position) -> Iterator[tuple[Path, str, object]]:
        for dotted, value in position.set.items():
            for target in targets(self.scenario, dotted):
                yield target.path, dotted, value

    def _stands(self, path: Path, kept: set[str]) -> bool:
        """Say whether the policy or shock that a path lies in is still there."""
        if path[0] not in {"policies", "shocks"} or len(path) == 1:
            return True
        return getattr(self.scenario, str(path[0]))[path[1]].name in kept


def _lies_below(path: Path, blocks: set[Path]) -> bool:
    return any(path[:length] in blocks for length in range(1, len(path)))


def _generated(scenario: Scenario) -> Iterator[Lever]:
    """Yield a lever for each of the first policies that answer no other: left out, or in.

    What cuts supply, as a loss of plants does, has one too.
    """
    cuts = [shock for shock in scenario.shocks if shock.interruption]
    causes = [policy for policy in (*scenario.policies, *cuts) if policy.response_to is None]
    for policy in causes[:MOST_GENERATED]:
        answers = responses(scenario, [policy.name])
        what = capital(policy.interruption or policy.instrument)
        told = said("{instrument}.", instrument=what)
        if answers:
            told = said(
                "{instrument}. With it goes what answers it: {policies}.",
                instrument=what,
                policies=listed(answers),
            )
        lever = Lever(
            name=policy.name,
            label=words(policy.name)[:80],
            positions=[
                Position(label=said("left out"), without=[policy.name]),
                Position(label=said("as written")),
            ],
            default=1,
        )
        yield lever.model_copy(update={"help": told})  # a check would keep no more than its text


def _written(value: object) -> str:
    """Return a value as YAML on one line, as ``--set`` reads it."""
    return (
        _word(value) if isinstance(value, str | int | float | dt.date | None) else _in_yaml(value)
    )


@lru_cache(maxsize=1024, typed=True)
def _word(value: object) -> str:
    return _in_yaml(value)


def _in_yaml(value: object) -> str:
    text = yaml.safe_dump(
        _plain(value), default_flow_style=True, width=float("inf"), allow_unicode=True
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value.date() if isinstance(value, dt.datetime) else value
