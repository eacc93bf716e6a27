"""The blocks of an experiment file: what is varied, what is compared, by which design."""

import datetime as dt
import math
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from tradesim.experiments.search_schema import Search
from tradesim.fields import Block, Count, Flag, Name, Number
from tradesim.limits import LARGEST_SEED, MOST_POINTS, MOST_REPLICATES
from tradesim.scenario.own_measure import OwnMeasure, OwnName
from tradesim.scenario.wording import found as spelled

SHAPES = ("values", "range", "uniform", "log_uniform", "normal", "triangular", "categorical")
"""The ways to say how a parameter is varied; a parameter has one of them."""


def _number_or_date(given: Any) -> Any:
    if isinstance(given, dt.date):
        return given
    if isinstance(given, bool) or not isinstance(given, int | float):
        said = "{found} is neither a number nor a date; the unit stands in its own field 'unit'."
        raise PydanticCustomError("edge", said, {"found": repr(given)})
    if not math.isfinite(given):
        said = "{value} is no number that values can be drawn with: give a finite one."
        raise PydanticCustomError("edge", said, {"value": spelled(float(given))})
    return float(given)


Edge = Annotated[Any, BeforeValidator(_number_or_date)]
"""A number, or a date such as 2019-07-04."""


class Normal(Block):
    """A normal distribution, cut off where the field's own range ends."""

    mean: Number = Field(description="Mean before it is cut off.")
    sd: Number = Field(gt=0, description="Standard deviation before it is cut off.")
    low: Number | None = Field(None, description="Smallest value; the field's own where absent.")
    high: Number | None = Field(None, description="Largest value; the field's own where absent.")


class Triangular(Block):
    """A triangular distribution."""

    low: Number = Field(description="Smallest value.")
    mode: Number = Field(description="Most likely value.")
    high: Number = Field(description="Largest value.")


class VariedParameter(Block):
    """How one parameter is varied: exactly one shape, and the unit it is meant in."""

    unit: str | None = Field(None, description="Unit of the numbers, that of the scenario's field.")
    role: Literal["lever", "uncertainty"] | None = Field(
        None,
        description="Whether somebody may choose it (lever) or nobody can (uncertainty): the "
        "analysis tells each choice over everything that is not known.",
    )
    values: list[Any] | None = Field(
        None, min_length=1, description="Values, each as likely as any other."
    )
    range: list[Edge] | None = Field(
        None, description="Low and high end; every value as likely as any other."
    )
    steps: Count | None = Field(
        None, ge=2, le=MOST_POINTS, description="For a grid: values from end to end, both included."
    )
    uniform: list[Edge] | None = Field(None, description="The same as a range.")
    log_uniform: list[Edge] | None = Field(
        None, description="Low and high end; every order of magnitude as likely as any other."
    )
    normal: Normal | None = Field(None, description="A normal distribution.")
    triangular: Triangular | None = Field(None, description="A triangular distribution.")
    categorical: list[Any] | None = Field(
        None, min_length=1, description="Alternatives: numbers, dates, names, true or false."
    )
    weights: list[Number] | None = Field(
        None, description="Probability of each alternative, in proportion; equal where absent."
    )

    @field_validator("range", "uniform", "log_uniform")
    @classmethod
    def _low_to_high(cls, ends: list[Any] | None) -> list[Any] | None:
        if ends is None:
            return None
        if len(ends) == len("ab") and ends[0] == ends[1]:
            said = "both ends are {value}: nothing varies. Leave it out, or widen it."
            raise PydanticCustomError("ends", said, {"value": spelled(ends[0])})
        alike = len({isinstance(end, dt.date) for end in ends}) == 1
        if len(ends) != len("ab") or not alike or not ends[0] < ends[1]:
            said = "two ends are needed, the lower one first: [low, high]."
            raise PydanticCustomError("ends", said)
        return ends

    @property
    def shapes(self) -> tuple[str, ...]:
        """All words by which it is varied: a sound parameter has one."""
        return tuple(word for word in SHAPES if getattr(self, word) is not None)

    @property
    def alternatives(self) -> list[Any] | None:
        """The values or categories it takes; None where it is continuous."""
        return self.values if self.values is not None else self.categorical

    @property
    def ends(self) -> list[Any] | None:
        """Low and high end of a flat shape; None where it has none."""
        return self.range or self.uniform or self.log_uniform


class Arm(Block):
    """A variant of the experiment: first the scenario's variant, then without, then set."""

    description: str = Field("", description="What it asks.")
    variant: str | None = Field(None, description="A variant of the scenario to start from.")
    without: list[str] = Field(
        default=[], description="Names of policies removed; what answered them goes too."
    )
    set: dict[str, Any] = Field(default={}, description="Values by dotted path, as for --set.")


class Grid(Block):
    """Every combination of the values of all parameters, the last one changing fastest."""

    kind: Literal["grid"] = "grid"


class Listed(Block):
    """The points of a table: a column for each parameter, headed by its path."""

    kind: Literal["list"] = "list"
    file: str = Field(description="CSV file, relative to the experiment file.")


class LatinHypercube(Block):
    """A Latin hypercube: every parameter's distribution is covered evenly."""

    kind: Literal["latin_hypercube"] = "latin_hypercube"
    samples: Count = Field(ge=1, le=MOST_POINTS, description="Number of points.")


class Halton(Block):
    """A Halton sequence: points that fill the space evenly, however many are drawn."""

    kind: Literal["halton"] = "halton"
    samples: Count = Field(ge=1, description="Number of points.")


class Sobol(Block):
    """Saltelli's design for Sobol indices: (parameters + 2) x samples points.

    With ``second_order``: (2 x parameters + 2) x samples.
    """

    kind: Literal["sobol"] = "sobol"
    samples: Count = Field(ge=2, le=MOST_POINTS, description="Base samples, a power of two.")
    second_order: Flag = Field(False, description="Prepare for indices of pairs, too.")


class Morris(Block):
    """Morris's elementary effects: (parameters + 1) x trajectories points."""

    kind: Literal["morris"] = "morris"
    trajectories: Count = Field(ge=2, le=MOST_POINTS, description="Number of trajectories.")
    levels: Count = Field(
        4, ge=2, le=MOST_POINTS, description="Levels of each parameter, an even number."
    )


def _by_kind(given: Any) -> Any:
    return {"kind": given} if isinstance(given, str) else given


AnyDesign = Annotated[
    Annotated[
        Grid | Listed | LatinHypercube | Halton | Sobol | Morris | Search,
        Field(discriminator="kind"),
    ],
    BeforeValidator(_by_kind),
]
"""A design; one that needs nothing may be named by its kind alone."""


class CaseOfInterest(Block):
    """What counts as a case of interest when scenarios are discovered."""

    outcome: str = Field(description="A column of the runs, or a measure.")
    above: Number | None = Field(None, description="Of interest above this value.")
    below: Number | None = Field(None, description="Of interest below this value.")


class StopWhen(Block):
    """When a batch is precise enough: until then it grows."""

    outcome: str = Field(description="A column of the runs, or a measure.")
    half_width: Number = Field(
        gt=0, description="Half the 95 % interval of its mean, in its unit, in every variant."
    )
    most: Count = Field(
        ge=2, description="Replicates (of a sampled design samples) beyond which it does not grow."
    )


class Experiment(Block):
    """A set of runs over one scenario: what one experiment file says."""

    name: Name = Field(description="Short name; results are kept under it.")
    title: str = Field("", description="Title for figures and reports.")
    description: str = Field("", description="What it teaches.")
    scenario: str = Field(
        description="Scenario file, relative to the experiment file, or the name of a scenario."
    )
    vary: dict[str, VariedParameter] = Field(
        default={}, description="Parameters by dotted path, as for --set."
    )
    variants: dict[Name, Arm] = Field(
        default={}, description="What is compared; each sees the same points and the same draws."
    )
    reference: str | None = Field(
        None, description="The variant that the others are compared with; the first where absent."
    )
    design: AnyDesign = Field(default_factory=Grid, description="Which points are run.")
    replicates: Count = Field(
        1, ge=1, le=MOST_REPLICATES, description="Runs of each point, with other draws."
    )
    seed: Count | None = Field(
        None,
        ge=0,
        le=LARGEST_SEED,
        description="Seed of the draws and of the design; the scenario's where absent.",
    )
    outcomes: list[str] = Field(
        default=["summary"],
        min_length=1,
        description="summary, measures by name, monthly_imports, weekly.",
    )
    show: list[str] = Field(
        default=[],
        max_length=6,
        description="Outcomes that the analysis tells first, as in threshold; where absent, of "
        "each measure the one that varies most.",
    )
    threshold: CaseOfInterest | None = Field(None, description="Cases of interest, for discovery.")
    measures: dict[OwnName, OwnMeasure] = Field(
        default={}, description="Measures of one's own, by name; the analysis has them as others."
    )
    stop_when: StopWhen | None = Field(
        None, description="Let the batch grow, doubling, until a mean is known well enough."
    )

    @property
    def arms(self) -> dict[str, Arm]:
        """The variants; the scenario as it is written, ``baseline``, where none are named."""
        return self.variants or {"baseline": Arm()}
