"""Reading a scenario file: the one way from what an analyst wrote to a checked scenario."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tradesim.errors import Problem, ScenarioError
from tradesim.limits import unread
from tradesim.scenario import bundled, table_columns, variants
from tradesim.scenario.bases import LONGEST_CHAIN, NoBaseError, base_of
from tradesim.scenario.extending import EXTENDS, extended
from tradesim.scenario.overrides import apply
from tradesim.scenario.schema import Scenario
from tradesim.scenario.synonyms import read_as_today
from tradesim.scenario.tables import TABLES, unfolded, with_tables
from tradesim.scenario.translations import in_english
from tradesim.scenario.validation import examine
from tradesim.scenario.wording import Finding, did_you_mean, found, listing, spell
from tradesim.scenario.yaml_lines import YamlTree, parse

LARGEST_FILE = 5_000_000

TOO_LARGE = (
    f"it has more than the {LARGEST_FILE / 1e6:g} MB that a scenario may have. "
    "Is this the right file?"
)


@dataclass(frozen=True)
class Document:
    """A scenario file as it was written.

    Attributes:
        path: The file or name as the analyst gave it.
        written: Its content, lines and what is wrong with it as YAML; a large network stays in its
            tables.
    """

    path: str
    written: YamlTree

    @cached_property
    def tree(self) -> YamlTree:
        """Its content with the rows of all tables, lines, and what is wrong with it."""
        return unfolded(self.written)

    @property
    def data(self) -> Any:
        """The content as plain dicts and lists."""
        return self.tree.data

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Return what is wrong with it as YAML and what was found further, each once, by line."""
        every = [*self.tree.problems, *map(self.problem, findings)]
        return sorted(dict.fromkeys(every), key=lambda problem: problem.line or 0)

    def problem(self, finding: Finding) -> Problem:
        """Return a finding with the line, or the row of the table, that it is about."""
        place = finding.path if finding.place is None else finding.place
        row = self.tree.row(place)
        if row is not None:
            table, number, below = row
            column = spell(below) or _column_of_link(place, finding)
            return Problem(None, table_columns.place(table, number, column), finding.message)
        line = self.tree.line(place) if place else None
        return Problem(line, spell(finding.path), finding.message + self._as_new(finding))

    def _as_new(self, finding: Finding) -> str:
        """Return what a block lacks only because it changes none of those that are extended."""
        names = self.tree.beside.get(finding.path, ()) if finding.lacks else ()
        others = [f"'{name}'" for name in names]
        return f" It is new: what is extended has {listing(others)}." if others else ""


def _column_of_link(place: tuple[str | int, ...], finding: Finding) -> str:
    """Return the column that a finding about a whole link is about; empty for other rows."""
    if place[-2] == "sources" and not finding.is_of_name:
        return "share"
    return "supplier" if place[-2] in ("sources", "candidates") else ""


def load(
    path_or_name: str | os.PathLike[str],
    *,
    overrides: Mapping[str, object] | None = None,
    variant: str | None = None,
    without: str | Sequence[str] = (),
    outside: bool = False,
) -> Scenario:
    """Return a checked scenario, from a file or by the name of a bundled one.

    The variant is made first, then policies are left out, then values are overridden: the last
    word is that of ``overrides``.

    Args:
        path_or_name: A YAML file, or a name such as ``tradesim scenarios`` lists.
        overrides: Values by dotted path.
        variant: Name of a variant of the file.
        without: Names of policies to leave out, with what answers them; or the name of one.
        outside: Whether it may extend a file outside its own folder.

    Raises:
        ScenarioError: With every problem of the file.
        OverrideError: If a variant, a name or an override does not fit.
    """
    scenario = validate(read(path_or_name, outside=outside))
    if variant is not None:
        scenario = variants.variant(scenario, variant)
    if without:
        scenario, _ = variants.without(scenario, without)
    return apply(scenario, overrides) if overrides else scenario


def validate(document: Document) -> Scenario:
    """Return the scenario of a document.

    Raises:
        ScenarioError: With every problem of the file, in the order of its lines.
    """
    network = _network(document.written)
    if network is not None:
        return network
    if document.tree.lacks_tables:
        raise ScenarioError(document.path, document.problems(()))
    scenario, findings = examine(document.data)
    if scenario is not None and not findings:
        findings = list(variants.trial(scenario))
    problems = document.problems(findings)
    if problems or scenario is None:
        raise ScenarioError(document.path, problems)
    return scenario


def _network(tree: YamlTree) -> Scenario | None:
    """Return a large network that its columns show to be sound; None sends all to the rows."""
    if tree.tables is None or tree.problems or not set(TABLES) <= tree.data.keys():
        return None
    from tradesim.scenario.columns import sound_network  # noqa: PLC0415 - most have no tables

    folder, outside = tree.tables
    scenario = sound_network(tree.data, folder, outside=outside)
    return scenario if scenario is not None and not any(variants.trial(scenario)) else None


def read(path_or_name: str | os.PathLike[str], *, outside: bool = False) -> Document:
    """Return a scenario file as it was written, by path or by the name of a bundled scenario.

    Args:
        path_or_name: A YAML file, or the name of a bundled scenario.
        outside: Whether it may extend a file outside its own folder.

    Raises:
        ScenarioError: If there is no such file, or it cannot be read as YAML.
    """
    given = os.fspath(path_or_name)
    return Document(given, _tree(_locate(given), given, (), outside=outside))


def _tree(path: Path, given: str, extending: tuple[Path, ...], *, outside: bool) -> YamlTree:
    """Return the content of a file, merged into that of the scenario it extends if it does."""
    tree = with_tables(read_as_today(parse(_text(path, given))), path, outside=outside)
    if tree.data is None:
        raise ScenarioError(given, tree.problems)
    if not isinstance(tree.data, dict) or EXTENDS not in tree.data:
        return tree
    extends = tree.data[EXTENDS]
    if not isinstance(extends, str) or not extends.strip():
        raise _no_base(given, tree, f"a text is expected, not {found(extends)}.")
    try:
        base = base_of(path, extends, outside=outside)
    except NoBaseError as error:
        raise _no_base(given, tree, str(error)) from None
    chain = (*extending, path.resolve())
    if base.resolve() in chain:
        raise _no_base(given, tree, f"'{extends}' extends this one: a circle.")
    if len(chain) == LONGEST_CHAIN:
        raise _no_base(given, tree, f"more than {LONGEST_CHAIN} scenarios extend one another.")
    whole = _tree(base, extends, chain, outside=outside)
    if not isinstance(whole.data, dict):
        raise ScenarioError(extends, [Problem(1, "", "a scenario is a block of fields.")])
    if not set(TABLES).isdisjoint(tree.data):
        whole = unfolded(whole)
    if whole.problems:
        raise ScenarioError(extends, whole.problems)
    return replace(extended(whole.data, tree), tables=whole.tables)


def _no_base(given: str, tree: YamlTree, message: str) -> ScenarioError:
    return ScenarioError(given, [Problem(tree.lines.get((EXTENDS,)), EXTENDS, message)])


def titles() -> dict[str, str]:
    """Return the English title of each bundled scenario by its name."""
    return {
        name: str(in_english(document.data.get("title", "")))
        if isinstance(document.data, dict)
        else ""
        for name in bundled.scenario_names()
        for document in [read(bundled.scenario_path(name))]
    }


def _locate(given: str) -> Path:
    path = Path(given)
    try:
        if not path.is_file() and given in bundled.scenario_names():
            return bundled.scenario_path(given)
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError):
        raise _unreadable(given, "no file can have this name.") from None
    if is_folder:
        raise _unreadable(given, _of_directory(path))
    if exists:
        return path
    names = list(bundled.scenario_names())
    if path.suffix or len(path.parts) != 1:
        raise _unreadable(given, f"there is no such file.{_near_file(path)}")
    is_beside = Path(f"{given}.yaml").is_file()
    near = f" Did you mean '{given}.yaml'?" if is_beside else did_you_mean(given, names)
    said = "this is neither a file nor a scenario that comes with tradesim "
    raise _unreadable(given, f"{said}({bundled.listed_scenarios()}).{near}")


def _of_directory(path: Path) -> str:
    """Return what is said of a directory, such as that of a run's results, named as a scenario."""
    if any(path.glob("*.yaml")):
        return "this is a directory. Name a YAML file in it."
    said = "this is a directory with no scenario in it. Name a YAML file, or one that comes with "
    return f"{said}tradesim: 'tradesim scenarios' lists them."


def _near_file(path: Path) -> str:
    try:
        neighbours = [file.name for file in path.parent.iterdir() if file.is_file()]
    except OSError:
        return f" Nor is there a directory '{path.parent}'."
    return did_you_mean(path.name, neighbours)


def _text(path: Path, given: str) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _unreadable(given, TOO_LARGE)
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(given, f"{unread(error)}.") from None
    if len(content) > LARGEST_FILE:
        raise _unreadable(given, TOO_LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = "this is not UTF-8 text. Save the file as UTF-8 (plain text)."
        raise ScenarioError(given, [Problem(line, "", said)]) from None


def _unreadable(given: str, message: str) -> ScenarioError:
    return ScenarioError(given, [Problem(None, "", message)])
