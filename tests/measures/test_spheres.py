"""Two worlds in one file: each is measured as if the other were not there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.living import lived
from tradesim.measures.spheres import Spheres
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario, load

WORLDS = Path(__file__).parents[1] / "worlds"
BLOCKS = ("countries", "items", "suppliers", "buyers", "policies", "shocks", "routes")
Tree = dict[str, Any]


def tree_of(world: str) -> Tree:
    return load(WORLDS / f"{world}.yaml").model_dump(exclude_unset=True)


def elsewhere(tree: Tree, earlier: int) -> Tree:
    """Return a world under other names, its policies some days earlier."""
    names = {country["code"]: f"{country['code'][:2]}Z" for country in tree["countries"]}
    for block in BLOCKS[1:-1]:
        names |= {entry["name"]: f"other {entry['name']}" for entry in tree.get(block, [])}
    names |= {maker["product"]: f"other {maker['product']}" for maker in tree["buyers"]}

    def renamed(value: Any, field: str = "") -> Any:
        if isinstance(value, str):
            return value if field == "kind" else names.get(value, value)
        if isinstance(value, dt.date):
            return value - dt.timedelta(days=earlier)
        if isinstance(value, list):
            return [renamed(entry) for entry in value]
        if isinstance(value, dict):
            return {names.get(key, key): renamed(entry, key) for key, entry in value.items()}
        return value

    moved: Tree = renamed({block: tree.get(block, []) for block in BLOCKS})
    return moved


def measured(tree: Tree) -> dict[tuple[str, ...], np.ndarray]:
    run = lived(Scenario.model_validate(tree), range(2))
    return {(m.name, m.item, m.origin, m.destination, m.actor): m.values for m in measure_all(run)}


@pytest.mark.parametrize("other", ["one_market", "two_governments"])
def test_a_second_world_in_the_file_leaves_the_measures_of_the_first_alone(other: str) -> None:
    tree = tree_of("two_countries")
    tree["buyers"] = [maker | {"noise": 0.05} for maker in tree["buyers"]]
    stranger = elsewhere(tree_of(other), earlier=170)
    together = tree | {block: [*tree.get(block, []), *stranger[block]] for block in BLOCKS}
    alone, beside = measured(tree), measured(together)
    assert len(alone) > 50
    wrong = [
        key
        for key, values in alone.items()
        if not np.allclose(values, beside[key], rtol=1e-9, atol=1e-12, equal_nan=True)
    ]
    assert wrong == []


def test_countries_are_joined_by_trade_and_by_policy() -> None:
    tree = tree_of("two_countries")
    strangers = elsewhere(tree_of("one_market"), earlier=0)
    both = tree | {block: [*tree.get(block, []), *strangers[block]] for block in BLOCKS}
    scenario = Scenario.model_validate(both)
    apart = Spheres(scenario, scenario.policies)
    assert apart.same("AAA", "BBB")
    assert not apart.same("AAA", "AAZ")
    quarrel = {"kind": "wto_complaint", "name": "it", "complainant": "AAA", "respondent": "BBZ"}
    joined = both | {"policies": [*both["policies"], quarrel | {"filed": "2019-09-02"}]}
    scenario = Scenario.model_validate(joined)
    assert Spheres(scenario, scenario.policies).same("BBB", "AAZ")
