"""Files beside scenarios, such as experiments and calibrations: found, examined, refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tradesim.errors import ExperimentError, Problem, ScenarioError
from tradesim.fields import Block
from tradesim.scenario.bundled import scenario_names
from tradesim.scenario.kinds import FileKind, kind_of, misshapen
from tradesim.scenario.loading import Document, read
from tradesim.scenario.misfits import findings
from tradesim.scenario.wording import Finding, did_you_mean, listing

Schema = TypeVar("Schema", bound=Block)


def located(given: str, bundled: Mapping[str, Path]) -> Path:
    """Return the file that a path means, or the name of one that comes with the package."""
    return bundled[given] if given in bundled and not Path(given).is_file() else Path(given)


def scenario_beside(name: str, folder: Path) -> str | Path:
    """Return what a file means by a scenario: a file in its folder, or one that comes with us."""
    beside = folder / name
    return name if name in scenario_names() and not beside.is_file() else beside


def named_document(given: str, bundled: Mapping[str, Path], kind: FileKind) -> Document:
    """Read the file that a path means, or the name of one that comes with the package.

    Args:
        given: The path or name.
        bundled: What comes with the package, by name.
        kind: What it should be.

    Raises:
        ExperimentError: There is none, or it cannot be read.
    """
    path = located(given, bundled)
    try:
        return read(path)
    except ScenarioError as error:
        is_word = not path.suffix and len(path.parts) == 1 and not path.exists()
        said = f"this is neither a file nor {kind.called} that comes with tradesim "
        said += f"({listing(list(bundled))}).{did_you_mean(given, bundled)}"
        problems = [Problem(None, "", said)] if is_word else error.problems
        raise ExperimentError(given, problems) from None


def refuse_yaml(path: str | os.PathLike[str], wanted: str, error: type[ScenarioError]) -> None:
    """Refuse a file that is to be a table, or the like, and by its name is YAML.

    Args:
        path: The file.
        wanted: What it should be.
        error: What is raised.
    """
    file = Path(path)
    if file.suffix.lower() not in {".yaml", ".yml"} or not file.is_file():
        return
    try:
        kind = kind_of(read(file).data)
    except ScenarioError:
        kind = None
    called, use = ("a YAML file", "") if kind is None else (kind.called, f" {kind.use}")
    raise error.of(path, f"this is {called}, not {wanted}.{use}")


def examined(
    document: Document, block: type[Schema], kind: FileKind
) -> tuple[Schema | None, list[Finding]]:
    """Return a document as its schema has it, None where it does not fit, and what does not."""
    wrong = misshapen(document.data, kind)
    if wrong:
        return None, wrong
    try:
        return block.model_validate(document.data), []
    except ValidationError as error:
        return None, findings(error, document.data, block)


def refusal(document: Document, wrong: list[Finding]) -> ExperimentError:
    """Return the error that tells all that is wrong with a document, by line."""
    return ExperimentError(document.path, document.problems(wrong))
