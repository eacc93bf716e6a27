"""Depth of a report: made by further runs where it is asked for, and kept in the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tradesim.cli.edge import say
from tradesim.cli.progress import progress

if TYPE_CHECKING:
    from tradesim.experiments.store.kept_depth import Depth
    from tradesim.reporting.report.source import RunFiles


def depth_of(folder: Path, files: RunFiles, *, trust: bool) -> Depth:
    """Return the depth of a run: what is kept in its folder, else made anew, and kept if it can.

    Raises:
        SealError: What is kept was edited, or is of another run.
        ReportError: The scenario names agent classes of its own.
    """
    from tradesim.experiments.store.kept_depth import NAME, read_depth, write_depth

    manifest = dict(files.manifest)
    kept = read_depth(folder, manifest, trust=trust)
    if kept is not None:
        return kept
    made = _made(files)
    try:
        write_depth(folder, made, manifest)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        said = f"note: {folder / NAME}: it cannot be kept: {reason}. The next report makes it anew."
        say(said, err=True)
    return made


def _made(files: RunFiles) -> Depth:
    from tradesim import results
    from tradesim.errors import ReportError
    from tradesim.experiments.depth import KINDS, MOST_PAIRS, MOST_RUNS, hinges, without_controls
    from tradesim.experiments.store.kept_depth import Depth
    from tradesim.reporting.report.subject import Subject

    scenario, again = files.scenario, files.records.again
    if scenario.agents:
        raise ReportError(
            "--depth full: the scenario names agent classes of its own, and the further runs would "
            "take the standard ones. Leave the option out."
        )
    country, runs = Subject(files).main, files.records.replicates
    pairs, ends = min(runs, MOST_PAIRS), min(runs, MOST_RUNS) * (1 + 2 * len(KINDS))
    with progress(results.weeks_to_live(scenario, 2 * pairs + ends), silent=False) as advance:
        beside = without_controls(scenario, runs, again.seed, advance)
        answer, told = hinges(scenario, country, runs, again.seed, advance)
    return Depth(country, pairs, beside, answer, tuple(told))
