"""Which file a scenario extends: a bundled one, or one in the folder of the scenario or below it.

A scenario may come from anybody. What it extends is read and its fields are told of in messages,
so it must not lead out of its folder, whether by an absolute path, by ``..`` or by a link, unless
whoever runs it says so.
"""

from __future__ import annotations

from pathlib import Path

from tradesim.scenario import bundled
from tradesim.scenario.wording import did_you_mean, found

LONGEST_CHAIN = 16
"""Scenarios that may extend one another in a row."""


class NoBaseError(Exception):
    """There is no such scenario to extend, or it may not be read."""


def base_of(path: Path, name: str, *, outside: bool) -> Path:
    """Return the file that a scenario extends.

    Args:
        path: The scenario's own file.
        name: What it says it extends: a file relative to its own, or a bundled scenario.
        outside: Whether a file outside the scenario's folder may be read.

    Raises:
        NoBaseError: There is none of the name, or it lies outside.
    """
    beside = _beside(path.parent, name)
    if beside is not None:
        if outside or lies_in(beside, path.parent) or beside == _bundled(name):
            return beside
        raise NoBaseError(leads_out(name))
    is_path = "/" in name or "\\" in name
    if is_path and not outside and not lies_in(path.parent / name, path.parent):
        raise NoBaseError(leads_out(name))
    shipped = _bundled(name)
    if shipped is not None:
        return shipped
    names = bundled.scenario_names()
    said = f"{found(name)} is neither a file beside this one nor a scenario that comes with"
    raise NoBaseError(f"{said} tradesim ({bundled.listed_scenarios()}).{did_you_mean(name, names)}")


def _beside(folder: Path, name: str) -> Path | None:
    """Return a file by its path from a folder, with or without ``.yaml``; None if none is there."""
    for file in (folder / name, folder / f"{name}.yaml"):
        try:
            if file.is_file():
                return file
        except (OSError, ValueError):  # a name that no file can have
            return None
    return None


def _bundled(name: str) -> Path | None:
    return bundled.scenario_path(name) if name in bundled.scenario_names() else None


def lies_in(file: Path, folder: Path) -> bool:
    """Say whether a file lies in a folder or below it, links followed."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def leads_out(name: str) -> str:
    """Say that a file lies outside, and nothing of whether it is there."""
    return (
        f"{found(name)} leads out of this scenario's folder. Move it there or below; if you trust "
        "the file, 'tradesim run --allow-outside' takes it (outside=True from Python)."
    )
