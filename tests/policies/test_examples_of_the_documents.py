"""The examples in ``docs/policies.md`` are valid, and do something in the world of instruments."""

import re

import pytest
import yaml

from tests.source_tree import REPOSITORY
from tradesim.results.no_effect import idle_policies
from tradesim.scenario import Scenario, load, without
from tradesim.scenario.checks import check

TEXT = (REPOSITORY / "docs" / "policies.md").read_text(encoding="utf-8")
EXAMPLES = [
    policy
    for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    for policy in yaml.safe_load(block)
]


@pytest.mark.parametrize("policy", EXAMPLES, ids=lambda policy: policy["name"])
def test_an_example_is_valid_and_changes_something(policy: dict[str, object]) -> None:
    world = load(REPOSITORY / "tests" / "worlds" / "instruments.yaml")
    bare, _ = without(world, [each.name for each in world.happenings])
    tree = bare.model_dump(exclude_unset=True)
    tree["policies"] = [*tree.get("policies", []), policy]
    scenario = Scenario.model_validate(tree)
    assert check(scenario) == []
    assert list(idle_policies(scenario, 1)) == []
    assert f"## `{policy['kind']}`" in TEXT or "when" in policy
