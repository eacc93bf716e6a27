"""What is declared once in pyproject.toml, and what else has to agree with it."""

import tomllib
from types import ModuleType
from typing import Any

import pytest
import yaml

import tradesim
from tests.source_tree import REPOSITORY
from tradesim import api, experiments, results
from tradesim.experiments import public as experiments_public
from tradesim.results import public as results_public

PROJECT: dict[str, Any] = tomllib.loads(
    (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"),
)


def test_every_folder_of_scenarios_or_experiments_ships_in_the_wheel() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    expected = {
        folder: f"tradesim/bundled/{folder}"
        for folder in ("scenarios", "experiments")
        if any((REPOSITORY / folder).glob("*.yaml"))
    }
    assert expected.items() <= wheel["force-include"].items()


def test_the_citation_names_the_version_of_the_package() -> None:
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"]


def test_the_changelog_has_a_section_for_the_version() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{PROJECT['project']['version']}]" in changelog


@pytest.mark.parametrize(
    ("package", "names"),
    [(tradesim, api), (results, results_public), (experiments, experiments_public)],
)
def test_a_package_lists_the_names_that_it_hands_on(package: ModuleType, names: ModuleType) -> None:
    handed_on = {name for name in vars(names) if not name.startswith("_")}
    assert set(package.__all__) - {"__version__"} == handed_on
    assert all(getattr(package, name) is getattr(names, name) for name in handed_on)
