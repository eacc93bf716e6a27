"""What was observed of a run that is over, held against its runs lived again."""

from __future__ import annotations

from dataclasses import replace

from tradesim.errors import ScenarioError
from tradesim.evidence.figures import scored_rows
from tradesim.evidence.record import Record
from tradesim.evidence.scores import SeriesPair
from tradesim.evidence.shipped import published_series
from tradesim.evidence.simulated_record import Simulated
from tradesim.records.records import Records
from tradesim.scenario import Scenario, load

SERIES = "'tradesim hindcast' scores single figures, such as dates and licences, too."


def observed_of(records: Records) -> tuple[list[SeriesPair], list[str]]:
    """Return the observed months of a run beside its own, and what a reader should know of them.

    Nothing is compared unless the run has the policies and shocks that were really there.

    Args:
        records: What the run left behind.
    """
    scenario = records.scenario
    episodes = {row["episode"] for row in scored_rows()}
    if scenario.name not in episodes:
        return [], ["No published figure that comes with tradesim is about this scenario."]
    if not _as_it_was(scenario):
        said = "This run has other policies or shocks than those that the published figures saw."
        return [], [said]
    record = Record.of(scenario, published_series(scenario), with_figures=False)
    if not record.lines:
        return [], ["No month of trade was published for this scenario.", SERIES]
    blocks = (replace(block, irregular=None) for block in records.again.blocks())
    pairs = record.pairs(Simulated.joined([record.simulated(block) for block in blocks]))
    return pairs, [*record.notes, SERIES]


def _as_it_was(scenario: Scenario) -> bool:
    """Say whether policies and shocks are those of the scenario that comes with tradesim."""
    try:
        shipped = load(scenario.name)
    except ScenarioError:
        return False
    ours, theirs = (
        [policy.model_dump(mode="json") for policy in world.happenings]
        for world in (scenario, shipped)
    )
    return ours == theirs
