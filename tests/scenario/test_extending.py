"""A scenario that extends another says only what differs."""

from pathlib import Path
from typing import Any

import pytest

from tradesim.errors import ScenarioError
from tradesim.scenario import load, read
from tradesim.scenario.extending import extended
from tradesim.scenario.yaml_lines import parse

WORLDS = Path(__file__).parents[1] / "worlds"

BASE: dict[str, Any] = {
    "name": "base",
    "terms": {"review": {"value": 3, "source": "gazette"}, "odds": 1},
    "listed": ["a", "b"],
    "policies": [
        {"kind": "curb", "name": "one", "weeks": 2, "items": ["a"]},
        {"kind": "curb", "name": "two", "weeks": 3, "response_to": "one"},
        {"kind": "curb", "name": "three", "weeks": 4, "response_to": "two"},
    ],
}


def merged(text: str) -> Any:
    return extended(BASE, parse(f"extends: base\n{text}")).data


def names(text: str) -> list[str]:
    return [policy["name"] for policy in merged(text)["policies"]]


def test_what_is_not_said_stays() -> None:
    assert merged("name: other") == {**BASE, "name": "other"}


def test_mappings_are_merged_and_null_removes() -> None:
    assert merged("terms: {odds: null, share: 2}")["terms"] == {
        "review": BASE["terms"]["review"],
        "share": 2,
    }
    assert "listed" not in merged("listed: null")


def test_a_figure_is_replaced_whole_so_that_it_keeps_no_source() -> None:
    assert merged("terms: {review: {value: 4}}")["terms"]["review"] == {"value": 4}
    assert merged("terms: {review: 4}")["terms"]["review"] == 4


def test_a_list_of_words_is_replaced() -> None:
    assert merged("listed: [c]")["listed"] == ["c"]


@pytest.mark.parametrize(
    "text",
    ["policies: [{name: two, weeks: 9}]", "policies: {two: {weeks: 9}}"],
    ids=["as a list", "by name"],
)
def test_blocks_are_merged_by_name_in_their_order(text: str) -> None:
    policies = merged(text)["policies"]
    assert [policy["weeks"] for policy in policies] == [2, 9, 4]
    assert policies[1] == {"kind": "curb", "name": "two", "weeks": 9, "response_to": "one"}


def test_a_new_block_comes_last() -> None:
    assert names("policies: {four: {kind: curb}}") == ["one", "two", "three", "four"]


def test_what_answers_a_removed_policy_goes_too_unless_it_is_named() -> None:
    assert names("policies: {one: null}") == []
    assert names("policies: {two: null}") == ["one"]
    assert names("policies: {two: null, three: {response_to: one}}") == ["one", "three"]


def test_a_block_of_another_kind_is_another_block() -> None:
    ban = merged("policies: {one: {kind: ban, weeks: 5}}")["policies"][0]
    assert ban == {"kind": "ban", "name": "one", "weeks": 5}


def test_the_base_is_left_as_it_is() -> None:
    merged("policies: {one: {weeks: 7}}")["policies"][1]["weeks"] = 8
    assert [policy["weeks"] for policy in BASE["policies"]] == [2, 3, 4]


def test_lines_are_those_of_the_file_that_extends() -> None:
    tree = extended(BASE, parse("extends: base\npolicies:\n  two:\n    weeks: 9\n"))
    assert tree.line(("policies", 1, "weeks")) == 4
    assert tree.line(("policies", 1, "kind")) == 3
    assert tree.line(("terms", "odds")) == 1


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(files))}.yaml"


def test_a_file_beside_it_is_extended_and_that_may_extend_another(tmp_path: Path) -> None:
    world = (WORLDS / "two_countries.yaml").read_text(encoding="utf-8")
    path = write(
        tmp_path,
        third="extends: second\nname: third\n",
        second="extends: first.yaml\nname: second\nseed: 5\n",
        first=world,
    )
    scenario = load(path)
    assert (scenario.name, scenario.seed) == ("third", 5)
    assert "extends" not in read(path).data


def test_a_bundled_scenario_is_extended_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, mine="extends: 2019_curbs\nname: mine\n")
    assert load(path).policies == load("2019_curbs").policies


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a": "name: a\nextends: 2019_crubs\n"}, "line 2, extends: '2019_crubs' is neither"),
        ({"a": "extends: b\n", "b": "extends: a\n"}, "extends: 'a' extends this one: a circle."),
        ({"a": "extends: b\n", "b": "x: 1\nx: 2\n"}, "stands here again"),
        ({"a": "extends: b\n", "b": "[1]\n"}, "b: 1 problem"),
    ],
    ids=["nothing", "circle", "faulty", "no mapping"],
)
def test_what_cannot_be_extended_is_refused(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(write(tmp_path, **files))
    assert message in str(caught.value)


def test_a_problem_is_reported_on_its_line(tmp_path: Path) -> None:
    text = "extends: 2019_curbs\nname: mine\npolicies:\n  curb on HF gas:\n    partner: KRO\n"
    with pytest.raises(ScenarioError) as caught:
        load(write(tmp_path, mine=text))
    assert [problem.line for problem in caught.value.problems] == [5]


QUOTA = """
extends: bare
policies:
  cap: {kind: quota, imposer: AAA, origin: AAA, destination: BBB, items: [acid],
    most: 900, effective: 2020-01-06}
suppliers:
  Beta Films:
    recipe:
      acid: {baseline_use: 1, sources: {Alpha Chemicals: 1}}
  Beta Acid:
    country: BBB
    item: acid
    capacity: 5
    price: 900
    recipe:
      film: {baseline_use: 1, sources: {Alpha Films: 1}}
"""


@pytest.mark.parametrize("policies", ["", "policies: []\n"], ids=["absent", "empty"])
def test_named_blocks_are_written_by_name_where_the_base_has_none(
    tmp_path: Path, policies: str
) -> None:
    world = (WORLDS / "two_countries.yaml").read_text(encoding="utf-8")
    head, rest = world.split("\npolicies:\n")
    bare = head + "\n" + policies + rest[rest.index("\nshocks:") :]
    bare = bare[: bare.index("\nvariants:")] + "\n"
    scenario = load(write(tmp_path, mine=QUOTA, bare=bare))
    assert [policy.name for policy in scenario.policies] == ["cap"]
    recipes = {plant.name: [need.item for need in plant.recipe] for plant in scenario.suppliers}
    assert recipes["Beta Films"] == ["acid"]
    assert recipes["Beta Acid"] == ["film"]


def test_a_problem_of_a_block_written_by_name_is_on_its_line(tmp_path: Path) -> None:
    world = (WORLDS / "two_countries.yaml").read_text(encoding="utf-8")
    bad = QUOTA.replace("capacity: 5", "capacity: five").replace("bare", "world")
    with pytest.raises(ScenarioError) as caught:
        load(write(tmp_path, mine=bad, world=world))
    assert [problem.line for problem in caught.value.problems] == [13]


def test_a_block_that_lacks_a_field_since_its_name_is_not_the_base_s_is_told_the_names(
    tmp_path: Path,
) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "extends: 2019_curbs\nname: mine\npolicies:\n  curb: {announced: 2019-07-02}\n"
        "suppliers:\n  Stella: {capacity: 500}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as refused:
        load(own)
    said = [problem.message for problem in refused.value.problems if "missing" in problem.message]
    assert said
    assert all("It is new: what is extended has '" in message for message in said)
    assert any("'Stella Chemifa'" in message for message in said)
