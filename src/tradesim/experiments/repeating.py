"""A batch from its manifest alone: the study that it was, checked to be the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tradesim.errors import BatchError, OutputError, TradesimError
from tradesim.experiments import checks
from tradesim.experiments.design import design_of
from tradesim.experiments.growth import GrownPlan, grown
from tradesim.experiments.loading import Study
from tradesim.experiments.manifest import manifest_of
from tradesim.experiments.plan import Plan
from tradesim.experiments.schema import Experiment
from tradesim.experiments.store.folder import BatchFolder
from tradesim.experiments.store.points import kept_course, kept_points
from tradesim.records.manifest_form import MANIFEST
from tradesim.results.seal import check_manifest
from tradesim.scenario import Scenario
from tradesim.scenario.misfits import plainly

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

DATED = ("values", "range", "uniform", "categorical")
"""Fields of a parameter that may hold dates, which JSON has no word for."""


def study_of(folder: Path) -> Study:
    """Return the study of a batch, from what its folder holds.

    Args:
        folder: Folder of the batch.

    Raises:
        BatchError: No batch stands there, or this version of tradesim reads it otherwise.
        OutputError: Its manifest cannot be read.
        SealError: Its manifest was edited.
    """
    manifest = BatchFolder(folder).manifest
    if manifest is None or "experiment" not in manifest:
        raise BatchError(f"{folder}: no batch stands here: its {MANIFEST} is missing or another's.")
    check_manifest(folder, manifest)
    try:
        scenario = Scenario.model_validate(manifest["scenario"])
        experiment = Experiment.model_validate(_revived(manifest["experiment"]))
        arms, wrong = checks.make_arms(experiment, scenario)
        seed, kind = int(manifest["seed"]), manifest["experiment"]["design"]["kind"]
        listed = kept_points(folder, list(experiment.vary)) if kind == "list" else None
        design = design_of(experiment, seed, listed)
    except OutputError:
        raise
    except (ValidationError, KeyError, TypeError, ValueError, TradesimError) as error:
        if isinstance(error, ValidationError):
            reason = plainly(error.errors()[0]).rstrip(".")
        else:
            reason = str(error).splitlines()[0]
        raise BatchError(f"{folder}: this version of tradesim cannot read it: {reason}.") from None
    course = kept_course(folder, experiment) if kind == "search" else None
    study = Study(experiment, scenario, design, arms, seed, course)
    now = manifest_of(Plan(study))["sha256"]
    differ = [what for what, digest in manifest["sha256"].items() if now[what] != digest]
    if wrong or differ:
        said = " and ".join(differ) or "experiment"
        raise BatchError(
            f"{folder}: this version of tradesim reads the {said} of its manifest otherwise than "
            "the one that wrote it. Use the versions that the manifest names."
        )
    return study


def plan_of(folder: Path) -> Plan:
    """Return the plan of a batch, with everything by which it has grown.

    Raises:
        BatchError: No batch stands there, or this version of tradesim reads it otherwise.
        OutputError: Its manifest cannot be read.
    """
    steps = grown(BatchFolder(folder).manifest, None)
    study = study_of(folder)
    return GrownPlan.of(study, steps) if steps else Plan(study)


def _revived(experiment: Mapping[str, Any]) -> dict[str, Any]:
    """Return an experiment with the dates that JSON keeps as words."""
    vary = {
        path: {
            word: [_value(v) for v in said] if word in DATED and said else said
            for word, said in parameter.items()
        }
        for path, parameter in experiment.get("vary", {}).items()
    }
    variants = {
        name: {**arm, "set": {path: _value(v) for path, v in arm["set"].items()}}
        if arm.get("set")
        else arm
        for name, arm in experiment.get("variants", {}).items()
    }
    given = {"vary": vary} if vary else {}
    return {**experiment, **given, **({"variants": variants} if variants else {})}


def _value(given: Any) -> Any:
    is_date = isinstance(given, str) and DATE.fullmatch(given)
    return dt.date.fromisoformat(given) if is_date else given
