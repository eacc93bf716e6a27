"""The lock has every dependency, within its bounds, with hashes, and names no place."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source_tree import REPOSITORY

LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
OWN = "tradesim"


def test_every_dependency_is_locked_within_its_bounds() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [Requirement(each) for each in project["dependencies"]]
    asked += [Requirement(each) for extra in extras for each in extra]
    locked: dict[str, list[str]] = {}
    for name, version in PINNED.findall(LOCK):
        locked.setdefault(canonicalize_name(name), []).append(version)
    for each in asked:
        if each.name != OWN:
            versions = locked.get(canonicalize_name(each.name), [])
            assert versions, each
            assert all(each.specifier.contains(version) for version in versions), each


def test_every_release_has_hashes_and_no_address() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert len(entries) == len(PINNED.findall(LOCK))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK
