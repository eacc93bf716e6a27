"""What a scenario says for the classroom page: levers, baselines, goals, bets, a lesson.

None of it changes a run: the blocks say what a visitor may move and what is shown.
"""

from typing import Any, Literal

from pydantic import Field

from tradesim.fields import Block, Count, CountryCode, Day, Name, Number
from tradesim.scenario.own_measure import OwnMeasure, OwnName

CLASSROOM = ("levers", "baselines", "goals", "bets", "lesson", "page", "translations")
"""The fields of a scenario that only the page reads."""


class Position(Block):
    """One position of a lever: what is left out and what is set when it is chosen."""

    label: str = Field(min_length=1, max_length=80, description="What the slider says there.")
    without: list[str] = Field(
        default=[], description="Policies and shocks left out; what answers them goes too."
    )
    set: dict[str, Any] = Field(default={}, description="Values by dotted path, as for --set.")


class Lever(Block):
    """A slider of a few positions that a visitor may move."""

    name: Name = Field(description="Unique name, by which baselines refer to it.")
    label: str = Field(min_length=1, max_length=80, description="What stands over the slider.")
    unit: str = Field("", description="Unit of its positions, where they are numbers.")
    help: str = Field("", description="One or two sentences on what it means.")
    positions: list[Position] = Field(
        min_length=2, max_length=12, description="From one end of the slider to the other."
    )
    default: Count = Field(
        0, ge=0, description="Where it stands at first, counted from 0: the scenario as written."
    )


class Baseline(Block):
    """A named setting of all levers, to compare with."""

    label: str = Field(min_length=1, max_length=80, description="What the page calls it.")
    description: str = Field("", description="What it asks.")
    positions: dict[str, Count] = Field(
        default={}, description="Position of each lever that does not stand at its default."
    )


class Condition(Block):
    """A bound on the mean of a measure over replicates."""

    measure: str = Field(
        description="A measure as in the runs of a batch: output_lost_weeks[destination=AAA]."
    )
    at_least: Number | None = Field(None, description="Smallest mean that meets it.")
    at_most: Number | None = Field(None, description="Largest mean that meets it.")


class Goal(Block):
    """A task for the class: bounds to keep, and what to make small or large within them."""

    text: str = Field(min_length=1, description="The task in a sentence or two.")
    conditions: list[Condition] = Field(default=[], description="All of them must hold.")
    minimise: str | None = Field(None, description="Measure to make small.")
    maximise: str | None = Field(None, description="Measure to make large.")


class Choice(Block):
    """An answer to a bet, and the means for which it is right: from, inclusive, to, exclusive."""

    label: str = Field(min_length=1, description="The answer.")
    at_least: Number | None = Field(None, description="Smallest mean for which it is right.")
    at_most: Number | None = Field(None, description="Largest mean for which it is right.")


class Bet(Block):
    """A question to answer before the outcome of a visitor's own setting is revealed."""

    question: str = Field(min_length=1, description="The question.")
    measure: str = Field(description="The measure that decides it.")
    choices: list[Choice] = Field(min_length=2, description="The answers.")


class Lesson(Block):
    """The text for the class, in the sections that readers of such models know."""

    what_is_it: str = Field("", description="What is simulated.")
    how_it_works: str = Field("", description="What firms and governments do in a week.")
    how_to_use_it: str = Field("", description="What to move and where to look.")
    things_to_notice: str = Field("", description="What the default run shows.")
    things_to_try: str = Field("", description="Tasks.")
    what_it_leaves_out: str = Field("", description="What must not be concluded from it.")


class ShownOutcome(Block):
    """A row of the table of outcomes."""

    measure: str = Field(description="A measure as in the runs of a batch.")
    label: str = Field(min_length=1, max_length=80, description="What the page calls it.")
    better: Literal["higher", "lower"] | None = Field(
        None, description="Which way is better for those the goals are about; neither if absent."
    )
    matters: Number | None = Field(
        None,
        gt=0,
        description=(
            "Smallest difference worth speaking of, in the measure's unit, a judgement; "
            "by the unit if absent."
        ),
    )


class PageSettings(Block):
    """What the page shows of a run; everything has a default."""

    start: Day | None = Field(None, description="First day shown; the scenario's if absent.")
    end: Day | None = Field(None, description="Last day shown; the scenario's if absent.")
    country: CountryCode | None = Field(
        None,
        description="Whose buyers are shown; if absent the first that a policy is aimed at, those "
        "among `markets` before others.",
    )
    region: str = Field(
        "",
        description="Shown as one in place of a country: a name in `hindcast.regions`. "
        "Name the `outcomes` too: those of a region are formulas in `measures`.",
    )
    buyers: list[str] = Field(default=[], description="Buyers shown; all of the country if empty.")
    groups: list[str] = Field(
        default=[], description="Customs groups shown; those under control if empty."
    )
    network: str | None = Field(
        None, description="Item whose flows are drawn; the one bought from most plants if absent."
    )
    bets_on: Name | None = Field(
        None,
        description="Baseline at which policy B stands for the bets; the second if absent.",
    )
    outcomes: list[ShownOutcome] = Field(default=[], description="Rows of the table of outcomes.")
    measures: dict[OwnName, OwnMeasure] = Field(
        default={},
        description="Measures of one's own, by name; goals, bets and outcomes take them as others.",
    )
    baked: dict[str, list[Count]] = Field(
        default={}, description="Positions of each lever in an exported page; default if absent."
    )
