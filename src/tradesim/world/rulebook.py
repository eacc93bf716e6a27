"""The arrays of rules: a row for each policy that follows one, and what each of them watches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tradesim.arrays import Codes, Floats, Rows, Whole
from tradesim.policies.effects import Effect
from tradesim.policies.rule import Rule, RuledPolicy
from tradesim.scenario.schema import Scenario
from tradesim.world.segments import Segments
from tradesim.world.state import Group


@dataclass(slots=True)
class Rules(Group):
    """One row for each policy that follows a rule, in the order of the file."""

    first: Whole  # week from which it is looked at
    last: Whole  # week from which it is looked at no more, and in which it ends
    below: Floats  # bound under which it is met, minus infinity where there is none
    above: Floats  # bound over which it is met, infinity where there is none
    for_weeks: Floats  # weeks in a row it must be met
    after_weeks: Floats  # weeks from the decision to its effect
    lift_below: Floats  # the same of its end
    lift_above: Floats
    lift_for_weeks: Floats
    lift_after_weeks: Floats
    weeks_met: Whole  # weeks in a row it has been met
    weeks_eased: Whole  # the same of its end
    set_off: Codes  # 1 where it is decided that the policy hold
    enacted: Codes  # 1 where the policy holds
    due_week: Whole  # week in which the last decision takes effect


@dataclass(frozen=True)
class Watch:
    """What the rules of one kind look at: a ratio of two sums over some rows for each of them.

    Attributes:
        of: Rows of the rules.
        rows: Rows that they look at, rule after rule: needs, buyers or links.
        rule_of: Which of the rules each of those rows is for.
        counted: Share of each row that is in the upper sum, shape (row, 1).
    """

    of: Rows
    rows: Rows
    rule_of: Segments
    counted: Floats


@dataclass(frozen=True)
class Rulebook:
    """What rules are connected to; the same for every run.

    Attributes:
        watches: What is watched, by its word.
        heralds: For each rule, what buyers hear when it is decided.
        onset: For each rule, what its policy does when it takes hold.
        ending: For each rule, what takes that back.
        controls: For each rule, the control rows of its policy.
    """

    watches: dict[str, Watch]
    heralds: tuple[tuple[Effect, ...], ...]
    onset: tuple[tuple[Effect, ...], ...]
    ending: tuple[tuple[Effect, ...], ...]
    controls: tuple[Rows, ...]

    @property
    def announcements(self) -> list[Effect]:
        """What buyers hear of any of them."""
        return [effect for told in self.heralds for effect in told]


class Ruled:
    """Which policies of a layout follow rules."""

    scenario: Scenario

    @cached_property
    def ruled(self) -> tuple[tuple[RuledPolicy, Rule], ...]:
        """Each policy that follows a rule, with it."""
        return tuple(
            (policy, policy.when)
            for policy in self.scenario.policies
            if isinstance(policy, RuledPolicy) and policy.when is not None
        )

    def rule_row(self, name: str) -> int | None:
        """Return the row of the policy of a name among those that follow rules, if it does."""
        names = [policy.name for policy, _ in self.ruled]
        return names.index(name) if name in names else None
