"""The blocks of a search in an experiment file: what is sought, over which states."""

from typing import Literal

from pydantic import Field

from tradesim.fields import Block, Count, Number
from tradesim.limits import MOST_POINTS


class SearchGoal(Block):
    """One objective of a search: an outcome, and what counts of it over the states."""

    outcome: str = Field(description="A column of the runs, a measure, or one of your own.")
    better: Literal["lower", "higher"] = Field("lower", description="Which way is better.")
    over_states: Literal["mean", "worst_tenth", "worst"] = Field(
        "mean",
        description="What counts of it over the states: the mean, the mean of the worst tenth, or "
        "the worst.",
    )
    epsilon: Number = Field(
        gt=0, description="Smallest difference that counts, in the unit of the outcome."
    )


class Search(Block):
    """A search among the levers for options that no other beats in all objectives.

    Every option meets the same states: points of a Latin hypercube of the uncertainties.
    """

    kind: Literal["search"] = "search"
    options: Count = Field(ge=4, le=MOST_POINTS, description="Options that are tried at most.")
    generation: Count = Field(
        20, ge=4, le=MOST_POINTS, description="Options of the first generation."
    )
    states: Count = Field(
        1, ge=1, le=MOST_POINTS, description="States of the uncertainties that each option meets."
    )
    objectives: list[SearchGoal] = Field(min_length=1, max_length=10, description="What is sought.")
