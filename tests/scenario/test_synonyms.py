"""Files that use an older name of a section say the same as ever."""

from pathlib import Path

import numpy as np
import pytest

from tests.scenario.conftest import WORLD
from tradesim.agents import Buyer, Chipmaker
from tradesim.errors import OverrideError, ScenarioError
from tradesim.scenario import Scenario, apply, load, with_values
from tradesim.scenario.paths import resolve
from tradesim.scenario.synonyms import as_first_named

NOISE = "Beta Devices.noise"


def older(text: str) -> str:
    """Return a file as it was written under the older name."""
    assert "\nbuyers:" in text
    return text.replace("\nbuyers:", "\nchipmakers:").replace(" buyers.", " chipmakers.")


def written(folder: Path, text: str, name: str = "old.yaml") -> Path:
    """Return a file with some text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_with_the_older_name_is_the_same_scenario(
    world: Scenario, world_text: str, tmp_path: Path
) -> None:
    assert load(written(tmp_path, older(world_text))) == world


def test_content_from_an_old_manifest_is_the_same_scenario(world: Scenario) -> None:
    tree = world.model_dump(mode="json", exclude_unset=True)
    old = {"chipmakers" if key == "buyers" else key: value for key, value in tree.items()}
    assert Scenario.model_validate(old) == Scenario.model_validate(tree)


@pytest.mark.parametrize("base_is_old", [True, False])
@pytest.mark.parametrize("section", ["chipmakers", "buyers"])
def test_either_name_extends_either(
    world_text: str, tmp_path: Path, *, base_is_old: bool, section: str
) -> None:
    written(tmp_path, older(world_text) if base_is_old else world_text, "base.yaml")
    child = f"extends: base.yaml\n{section}:\n  Beta Devices:\n    noise: 0.25\n"
    scenario = load(written(tmp_path, child))
    assert [buyer.noise.value for buyer in scenario.buyers if buyer.name == "Beta Devices"] == [
        0.25
    ]
    assert len(scenario.buyers) == len(load(WORLD).buyers)


def test_a_problem_stands_on_its_line_under_the_older_name(world_text: str, tmp_path: Path) -> None:
    wrong = older(world_text).replace("name: Beta Devices", "nane: Beta Devices", 1)
    line = wrong[: wrong.index("nane")].count("\n") + 1
    with pytest.raises(ScenarioError) as caught:
        load(written(tmp_path, wrong))
    assert f"line {line}, buyers[0]" in str(caught.value)


def test_both_names_in_one_file_are_refused_with_their_lines(
    world_text: str, tmp_path: Path
) -> None:
    text = world_text + "chipmakers: []\n"
    first = text[: text.index("\nbuyers:") + 1].count("\n") + 1
    with pytest.raises(ScenarioError) as caught:
        load(written(tmp_path, text))
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (text.count("\n"), "chipmakers")
    assert problem.message == (
        f"this is the older name of 'buyers', which line {first} gives as well. "
        "Put all entries under 'buyers'."
    )


def test_a_path_with_the_older_name_leads_to_the_same_place(world: Scenario) -> None:
    assert resolve(world, f"chipmakers.{NOISE}").path == resolve(world, f"buyers.{NOISE}").path
    for path in (f"chipmakers.{NOISE}", "chipmakers[0].noise", "chipmakers.*.noise"):
        new = path.replace("chipmakers", "buyers")
        assert apply(world, {path: 0.2}) == apply(world, {new: 0.2}) != world
        swept = with_values(world, {path: np.array([0.1, 0.2])})
        assert swept.buyers[0].noise.value.tolist() == [0.1, 0.2]


def test_a_place_by_both_names_is_refused(world: Scenario) -> None:
    with pytest.raises(OverrideError, match=r"buyers.*: 'chipmakers\.Beta Devices\.noise' is the"):
        apply(world, {f"chipmakers.{NOISE}": 0.2, f"buyers.{NOISE}": 0.3})


def test_what_is_drawn_by_path_keeps_its_key() -> None:
    assert as_first_named(f"buyers.{NOISE}") == f"chipmakers.{NOISE}"
    assert as_first_named("buyers[0].noise") == "chipmakers[0].noise"
    assert as_first_named("policies.stock.buyers") == "policies.stock.buyers"


def test_a_class_of_a_user_may_extend_the_agent_by_its_older_name() -> None:
    assert Chipmaker is Buyer
