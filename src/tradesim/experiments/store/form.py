"""What the manifest of a batch must hold to be read."""

from __future__ import annotations

from pydantic import Field

from tradesim.limits import LARGEST_SEED, MOST_POINTS, MOST_REPLICATES, MOST_RUNS
from tradesim.results.manifest_form import Form


class ColumnForm(Form):
    """A column of the runs."""

    key: list[str] = Field(min_length=5, max_length=5)
    unit: str


class HashForm(Form):
    """The hashes of what a batch is of."""

    experiment: str
    scenario: str
    design: str


class DesignForm(Form):
    """What is read of the design."""

    kind: str
    levels: int = 4
    second_order: bool = False


class VaryForm(Form):
    """What is read of a parameter that varies."""

    unit: str | None = None


class ThresholdForm(Form):
    """What counts as a case of interest."""

    outcome: str
    above: float | None = None
    below: float | None = None


class ExperimentForm(Form):
    """What is read of the experiment."""

    title: str = ""
    description: str = ""
    reference: str | None = None
    vary: dict[str, VaryForm] = Field(default_factory=dict)
    design: DesignForm
    outcomes: list[str] = Field(default_factory=list)
    show: list[str] = Field(default_factory=list)
    threshold: ThresholdForm | None = None


class ItemForm(Form):
    """An item of the scenario."""

    name: str
    customs_group: str
    label: str | None = None


class ScenarioForm(Form):
    """What is read of the scenario."""

    items: list[ItemForm] = Field(default_factory=list)


class BatchForm(Form):
    """What is read of the manifest of a batch."""

    name: str
    engine: str
    seed: int = Field(ge=0, le=LARGEST_SEED)
    runs: int = Field(ge=1, le=MOST_RUNS)
    points: int = Field(ge=1, le=MOST_POINTS)
    replicates: int = Field(ge=1, le=MOST_REPLICATES)
    variants: list[str] = Field(min_length=1)
    sha256: HashForm
    versions: dict[str, str]
    experiment: ExperimentForm
    scenario: ScenarioForm
    columns: list[ColumnForm]
    grown: list[dict[str, int]] = Field(default_factory=list)
    whole: dict[str, int] = Field(default_factory=dict)
