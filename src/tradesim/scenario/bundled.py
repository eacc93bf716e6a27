"""The scenarios and experiments that come with the package, found by name from anywhere."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

from tradesim.errors import Problem, ScenarioError
from tradesim.limits import table_text
from tradesim.scenario.wording import did_you_mean, listing


def scenario_names() -> tuple[str, ...]:
    """Return the names of the bundled scenarios, in alphabetical order."""
    return tuple(sorted(_files()))


def listed_scenarios() -> str:
    """Return the names of the bundled scenarios for a message, and how to see all of them."""
    return listing(scenario_names(), "'tradesim scenarios'") or "none"


def scenario_path(name: str) -> Path:
    """Return the file of a bundled scenario.

    Raises:
        ScenarioError: If no scenario of that name comes with the package.
    """
    files = _files()
    if name not in files:
        said = f"no scenario of this name comes with tradesim ({listed_scenarios()})."
        raise ScenarioError(name, [Problem(None, "", said + did_you_mean(name, files))])
    return files[name]


def experiment_files() -> dict[str, Path]:
    """Return the files of the bundled experiments by name, in alphabetical order."""
    return dict(sorted(_files("experiments").items()))


def calibration_files() -> dict[str, Path]:
    """Return the files of the bundled calibrations by name, in alphabetical order."""
    return dict(sorted(_files("calibrations").items()))


def design_files() -> dict[str, Path]:
    """Return the files of the bundled common designs by name, in alphabetical order."""
    return dict(sorted(_files("calibrations/common").items()))


def bundled_table(package: str, *name: str) -> list[dict[str, str]]:
    """Return the rows of a table that comes with a part of the program, without its notes.

    Args:
        package: The part, such as ``tradesim.evidence``.
        name: Folders and file below it; lines that begin with ``#`` are notes.
    """
    text = table_text(Path(str(resources.files(package).joinpath(*name))))
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def behaviour_file() -> Path:
    """Return the file of the parameter ensemble of behaviour, for all scenarios."""
    return _folder("calibrations") / "behaviour.parameters.csv"


def regime_files() -> dict[str, Path]:
    """Return the files of licensing regimes by name, in alphabetical order."""
    return dict(sorted(_files("regimes").items()))


def regime_folder() -> Path:
    """Return the folder of licensing regimes; a copy of the source alone has left it behind."""
    return _folder("regimes")


def is_bundled(path: Path) -> bool:
    """Say whether a file comes with the package, whose tests hold it to more than a reader does."""
    folders = (_folder(what).resolve() for what in ("scenarios", "calibrations"))
    return path.resolve().parent in folders


def _files(what: str = "scenarios") -> dict[str, Path]:
    return {file.stem: file for file in _folder(what).glob("*.yaml")}


def _folder(what: str) -> Path:
    """Return a folder in the installed wheel, or that of a checkout."""
    package = Path(str(resources.files("tradesim")))
    bundled = package / "bundled" / what
    return bundled if bundled.is_dir() else package.parents[1] / what
