"""``tradesim run DIR``: a run, or a row of a batch, once more from what its folder holds."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tradesim.cli.grouping import wrong_usage
from tradesim.cli.progress import progress, status
from tradesim.errors import BatchError
from tradesim.wording.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tradesim.experiments.row import Row

OTHERS = ("--seed", "--replicates", "--set", "--without", "--engine", "--parameters", "--doubt")
"""Options of ``tradesim run`` that say what to run, which a folder of results says itself."""


@dataclass(frozen=True)
class Which:
    """Which run is asked for.

    Attributes:
        row: Number of a run of a batch.
        point: Point of a batch.
        replicate: Replicate of a run, or of a point.
        variant: Variant of a batch; the first where absent.
    """

    row: int | None = None
    point: int | None = None
    replicate: int | None = None
    variant: str | None = None

    @property
    def asked(self) -> str:
        """The first option by which it is asked for; empty where by none."""
        given = {"--row": self.row, "--point": self.point, "--replicate": self.replicate}
        return next((name for name, value in given.items() if value is not None), "")

    def refuse_others(self, given: Sequence[object]) -> None:
        """Refuse options that would make another run of what is to be run again.

        Args:
            given: Their values, in the order of ``OTHERS``.
        """
        for name, value in zip(OTHERS, given, strict=True):
            if value is not None:
                said = "what is run again is as its manifest says; leave this out."
                raise typer.BadParameter(said, param_hint=name)


def stored_folder(file: str) -> Path | None:
    """Return the folder of results that an argument means; None where it means a scenario."""
    from tradesim.records.manifest_form import MANIFEST
    from tradesim.scenario import scenario_names

    path = Path(file)
    if path.is_dir() and ((path / MANIFEST).is_file() or file not in scenario_names()):
        return path
    return path.parent if path.name == MANIFEST and path.is_file() else None


def refuse_for_scenario(which: Which, file: str) -> None:
    """Refuse options that only a folder of results has rows for, of a scenario that is there."""
    from tradesim.scenario import scenario_names

    if which.asked and (file in scenario_names() or Path(file).exists()):
        said = "it names a run that was made; give the folder of a run or of a batch for the file."
        raise typer.BadParameter(said, param_hint=which.asked)


def again(folder: Path, which: Which, *, allow_custom_agents: bool, quiet: bool) -> tuple[Any, ...]:
    """Run again what a folder holds.

    Args:
        folder: Folder of a run or of a batch.
        which: Which of its runs.
        allow_custom_agents: Run agent classes that the scenario names.
        quiet: Show no progress.

    Returns:
        The result, facts for its manifest, and sentences to tell.

    Raises:
        OutputError: It is neither.
        SealError: Its manifest was edited.
    """
    from tradesim.results.seal import check_manifest

    manifest = _manifest(folder)
    check_manifest(folder, manifest)
    if "run_id" in manifest:
        return _run_again(folder, manifest, which, agents=allow_custom_agents, quiet=quiet)
    return _row_again(folder, which, agents=allow_custom_agents, quiet=quiet)


def _manifest(folder: Path) -> dict[str, Any]:
    from tradesim.errors import OutputError
    from tradesim.records.manifest_form import MANIFEST, Form, read_manifest

    try:
        return read_manifest(folder / MANIFEST, Form)
    except FileNotFoundError:
        raise OutputError(
            f"{folder}: neither a run nor a batch stands here: {MANIFEST} is missing. Name a "
            "scenario file, or a folder that 'tradesim run' or 'tradesim batch' wrote."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{folder / MANIFEST}: it cannot be read: {reason}.") from None


def _run_again(
    folder: Path, manifest: dict[str, Any], which: Which, *, agents: bool, quiet: bool
) -> tuple[Any, ...]:
    from tradesim import results
    from tradesim.records.folder import again_of

    of_a_batch = {"--row": which.row, "--point": which.point, "--variant": which.variant}
    for name, value in of_a_batch.items():
        if value is not None:
            said = "this is the folder of a run, which has no rows, points or variants: use "
            said += "--replicate."
            raise typer.BadParameter(said, param_hint=name)
    if manifest.get("bands") == "doubt" or manifest.get("parameters"):
        said = "its replicates drew parameters; repeat it whole with the command of its manifest: "
        raise typer.BadParameter(said + str(manifest.get("command", "")), param_hint="FILE")
    stored = again_of(folder)
    seed, scenario = int(manifest["seed"]), stored.scenario
    classes = results.named_agents(scenario) if agents else None
    if which.replicate is None:
        count = len(stored.replicates)
        with progress(results.weeks_to_live(scenario, count), silent=quiet) as advance:
            result = results.run(scenario, seed, count, manifest["engine"], advance, classes)
        return result, {"again": str(folder)}, []
    if which.replicate not in stored.replicates:
        said = f"{which.replicate} is none of its replicates, which are 0 to "
        raise typer.BadParameter(said + f"{len(stored.replicates) - 1}.", param_hint="--replicate")
    result = results.run_one(scenario, seed, which.replicate, manifest["engine"], classes)
    return result, {"again": str(folder)}, []


def _row_again(folder: Path, which: Which, *, agents: bool, quiet: bool) -> tuple[Any, ...]:
    from tradesim import results
    from tradesim.experiments.repeating import plan_of
    from tradesim.experiments.row import compared_with_row, row_of, run_number
    from tradesim.records.manifest_form import MANIFEST

    with status("reading the batch", silent=quiet):
        plan = plan_of(folder)
    if which.row is None and which.point is None:
        many = f"{counted(plan.study.design.count, 'point')}, "
        many += f"{counted(len(plan.study.arms), 'variant')}, "
        many += counted(plan.replicates, "replicate")
        raise typer.BadParameter(
            f"this is the folder of a batch ({many}): name one of its runs with --row N, or with "
            "--point P --replicate R (and --variant NAME). To repeat the whole batch: tradesim "
            f"batch {shlex.quote(str(folder / MANIFEST))} --out DIR",
            param_hint="FILE",
        )
    number = which.row
    if number is None:
        with wrong_usage(BatchError):
            number = run_number(plan, which.variant, which.point or 0, which.replicate or 0)
    elif which.point is not None or which.replicate is not None or which.variant is not None:
        said = "it names a run by itself: leave --point, --replicate and --variant out."
        raise typer.BadParameter(said, param_hint="--row")
    with wrong_usage(BatchError):
        row = row_of(plan, number)
    classes = results.named_agents(row.scenario) if agents else None
    with status(f"running {row.words} again", silent=quiet):
        result = results.run_one(row.scenario, row.seed, row.replicate, row.engine, classes)
        verdict = compared_with_row(folder, plan, row, result)
    return result, _facts(folder, row), [f"{row.words}: {_told(folder, row, verdict)}"]


def _told(folder: Path, row: Row, verdict: Any) -> str:
    from tradesim.experiments.row import changes_since

    if verdict is None:
        return "the batch holds no numbers of it (it is not finished, or ended in an error)."
    said = str(verdict.sentence)
    if verdict.differing and (changed := changes_since(folder, row)):
        said += f" Since the batch was made: {'; '.join(changed)}."
    return said


def _facts(folder: Path, row: Row) -> dict[str, object]:
    of = {"run": row.run, "variant": row.variant, "point": row.point, "replicate": row.replicate}
    return {"again": str(folder), "row": of}
