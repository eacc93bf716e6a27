"""Files beside scenarios, such as experiments and calibrations: found, examined, refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tradesim.errors import ExperimentError, Problem, ScenarioError
from tradesim.fields import Block
from tradesim.scenario.loading import Document, problem_of, read
from tradesim.scenario.misfits import findings
from tradesim.scenario.wording import Finding, did_you_mean, found, listing

Schema = TypeVar("Schema", bound=Block)


def located(given: str, bundled: Mapping[str, Path]) -> Path:
    """Return the file that a path means, or the name of one that comes with the package."""
    return bundled[given] if given in bundled and not Path(given).is_file() else Path(given)


def named_document(given: str, bundled: Mapping[str, Path], what: str) -> Document:
    """Read the file that a path means, or the name of one that comes with the package.

    Args:
        given: The path or name.
        bundled: What comes with the package, by name.
        what: What it should be, with its article: 'an experiment'.

    Raises:
        ExperimentError: There is none, or it cannot be read.
    """
    path = located(given, bundled)
    try:
        return read(path)
    except ScenarioError as error:
        is_word = not path.suffix and len(path.parts) == 1 and not path.exists()
        said = f"this is neither a file nor {what} that comes with tradesim "
        said += f"({listing(list(bundled))}).{did_you_mean(given, bundled)}"
        problems = [Problem(None, "", said)] if is_word else error.problems
        raise ExperimentError(given, problems) from None


def misshapen(document: Document, what: str) -> list[Finding]:
    """Return what is wrong with a document that is no block of fields at all."""
    if isinstance(document.data, dict):
        return []
    shape = "plain text" if isinstance(document.data, str) else found(document.data)
    return [Finding((), f"{what} is a block of fields ('name: value'), not {shape}.")]


def examined(
    document: Document, block: type[Schema], what: str
) -> tuple[Schema | None, list[Finding]]:
    """Return a document as its schema has it, None where it does not fit, and what does not."""
    wrong = misshapen(document, what)
    if wrong:
        return None, wrong
    try:
        return block.model_validate(document.data), []
    except ValidationError as error:
        return None, findings(error, document.data, block)


def refusal(document: Document, wrong: list[Finding]) -> ExperimentError:
    """Return the error that tells all that is wrong with a document, by line."""
    problems = [*document.tree.problems, *(problem_of(document, finding) for finding in wrong)]
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
    return ExperimentError(document.path, ordered)
