"""A scenario extends a bundled one or a file in its own folder tree, unless allowed to."""

from pathlib import Path

import pytest

from tests.scenario.conftest import WORLD
from tradesim.errors import ScenarioError
from tradesim.scenario import load


def extending(folder: Path, base: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "mine.yaml"
    file.write_text(f"extends: {base}\ntitle: mine\n", encoding="utf-8")
    return file


def test_a_file_below_is_extended(tmp_path: Path) -> None:
    below = tmp_path / "bases" / "world.yaml"
    below.parent.mkdir()
    below.write_bytes(WORLD.read_bytes())
    assert load(extending(tmp_path, "bases/world.yaml")).title == "mine"


@pytest.mark.parametrize("base", ["../world.yaml", "{above}/world.yaml", "link.yaml"])
def test_a_file_outside_is_refused_unless_allowed(tmp_path: Path, base: str) -> None:
    (tmp_path / "world.yaml").write_bytes(WORLD.read_bytes())
    file = extending(tmp_path / "inner", base.format(above=tmp_path))
    (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "world.yaml")
    with pytest.raises(ScenarioError, match=r"line 1, extends: .* leads out of this scenario's"):
        load(file)
    assert load(file, outside=True).title == "mine"


def test_a_refusal_does_not_say_whether_the_file_is_there(tmp_path: Path) -> None:
    file = extending(tmp_path / "inner", "../absent.yaml")
    with pytest.raises(ScenarioError, match="leads out of this scenario's folder"):
        load(file)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"extends: 'xxx.* is neither a file"):
        load(extending(tmp_path, "x" * 300))
    with pytest.raises(ScenarioError, match=r"no file can have this name|no such file"):
        load(tmp_path / ("y" * 300))


def test_a_long_chain_is_refused(tmp_path: Path) -> None:
    for number in range(20):
        base = tmp_path / f"s{number}.yaml"
        base.write_text(f"extends: s{number + 1}.yaml\ntitle: mine\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="more than 16 scenarios extend one another"):
        load(tmp_path / "s0.yaml")
