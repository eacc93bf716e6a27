"""What is declared once in pyproject.toml, and what else has to agree with it."""

import tomllib
from typing import Any

import yaml

from tests.source_tree import REPOSITORY

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
