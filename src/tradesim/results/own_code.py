"""The user's own code that takes part in runs: what it is, and the classes of agents in it.

Agent classes that a scenario names, instruments and measures of other packages: each file is
hashed, with the files of its own that it imports, so that a change of it is noticed; installed
packages go by their version, too. Classes are imported only where the user allows it.
"""

from __future__ import annotations

import ast
import hashlib
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module, metadata
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tradesim.errors import CustomAgentError
from tradesim.measures.catalogue import MEASURES
from tradesim.scenario import Scenario

OURS = "tradesim"

LETTERS = 16
"""Hexadecimal digits of a hash."""


def own_code(
    scenarios: Iterable[Scenario], measures: Collection[str] | None = None
) -> dict[str, str]:
    """Return what code of the user's takes part in the runs of some scenarios.

    Args:
        scenarios: The scenarios.
        measures: The measures that are kept of the runs; all where absent. A package that adds
            others takes no part.

    Returns:
        By file, as its module's path, the start of the SHA-256 of its text; by package that is
        installed, its version.
    """
    known = list(scenarios)
    for scenario in known:
        look_here(scenario)
    return _code_of({name.partition(".")[0] for name in _roots(known, measures)} - {OURS})


def look_here(scenario: Scenario) -> None:
    """Let modules of the current directory be found, where a scenario names classes of its own."""
    here = str(Path.cwd())
    if scenario.agents and here not in sys.path:
        sys.path.insert(0, here)


def named_agents(scenario: Scenario) -> dict[str, type[Any]]:
    """Import the agent classes of a scenario, from the current directory or as installed.

    Returns:
        The class of each actor that has one of its own.

    Raises:
        CustomAgentError: A class cannot be imported, or does not fit its actor.
    """
    look_here(scenario)
    return {actor: _agent(scenario, actor, place) for actor, place in scenario.agents.items()}


def _agent(scenario: Scenario, actor: str, place: str) -> type[Any]:
    """Return the class of an actor, which must be a subclass of that of its kind."""
    from tradesim.agents import Buyer, Government, Supplier  # noqa: PLC0415 - as below
    from tradesim.model import check_kind  # noqa: PLC0415 - other scenarios need not wait for Mesa

    kinds: dict[str, type[Any]] = {
        **{country.code: Government for country in scenario.countries},
        **{plant.name: Supplier for plant in scenario.suppliers},
        **{maker.name: Buyer for maker in scenario.buyers},
    }
    if actor not in kinds:
        raise CustomAgentError(
            f"agents, {actor}: no buyer, supplier or country of the scenario has this name."
        )
    return check_kind(actor, _class_named(actor, place), kinds[actor])


def _class_named(actor: str, place: str) -> object:
    module_name, _, class_name = place.partition(":")
    try:
        module = import_module(module_name)
    except Exception as error:  # whatever somebody else's program may raise
        raise CustomAgentError(
            f"agents, {actor}: module '{module_name}' cannot be imported "
            f"({type(error).__name__}: {error}). It is looked for in the current directory, "
            f"{Path.cwd()}, and among the installed packages."
        ) from error
    if not hasattr(module, class_name):
        raise CustomAgentError(
            f"agents, {actor}: module '{module_name}' has no class '{class_name}'."
        )
    return getattr(module, class_name)


def changed_code(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return what differs between two states of the user's own code, a clause each."""
    said = []
    for name in sorted(before.keys() | now.keys()):
        was, is_ = before.get(name), now.get(name)
        if was == is_:
            continue
        if was is None or is_ is None:
            said.append(f"your code {name} {'has come' if was is None else 'is gone'}")
        elif name.endswith(".py"):
            said.append(f"your code {name} has changed")
        else:
            said.append(f"{name} was {was}, now it is {is_}")
    return said


def _roots(scenarios: Iterable[Scenario], measures: Collection[str] | None) -> Iterator[str]:
    """Yield the modules from which code of the user's is called."""
    for scenario in scenarios:
        yield from (place.partition(":")[0] for place in scenario.agents.values())
        yield from (type(policy).__module__ for policy in scenario.policies)
    yield from MEASURES.modules(MEASURES if measures is None else measures)


def _code_of(tops: set[str]) -> dict[str, str]:
    """Return the code of some modules and packages, and of what they import."""
    found: dict[str, str] = {}
    seen = {OURS} | (sys.stdlib_module_names - {"__main__"})
    waiting = set(tops)
    while waiting:
        top = waiting.pop()
        seen.add(top)
        found |= {name: metadata.version(name) for name in _distributions().get(top, ())}
        if _is_installed(top) and top not in tops:
            continue  # a library that the code uses: its version says enough
        for label, path in _files(top):
            text = path.read_bytes()
            found[label] = hashlib.sha256(text).hexdigest()[:LETTERS]
            waiting |= _imported(text) - seen
    return dict(sorted(found.items()))


def _files(top: str) -> Iterator[tuple[str, Path]]:
    """Yield the source files of a module or of a whole package, each with its module's path."""
    spec = _spec(top)
    if spec is None:
        main = getattr(sys.modules.get(top), "__file__", None)
        if main:
            yield Path(main).name, Path(main)
        return
    if spec.submodule_search_locations:
        for place in spec.submodule_search_locations:
            for path in sorted(Path(place).rglob("*.py")):
                yield f"{top}/{path.relative_to(place).as_posix()}", path
    elif spec.origin and Path(spec.origin).is_file():
        yield Path(spec.origin).name, Path(spec.origin)


def _spec(top: str) -> ModuleSpec | None:
    try:
        return find_spec(top)
    except (ImportError, ValueError):  # such as __main__, which has none
        return None


def _imported(text: bytes) -> set[str]:
    """Return the first words of what a file imports, wherever in it."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@cache
def _distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


def _is_installed(top: str) -> bool:
    spec = _spec(top)
    if spec is None:
        return top != "__main__"
    places = spec.submodule_search_locations or [spec.origin or "built-in"]
    ours = [sysconfig.get_path(word) for word in ("purelib", "platlib")]
    return not any(Path(place).exists() for place in places) or any(
        Path(place).is_relative_to(site) for place in places for site in ours
    )
