"""Blocks that nothing changes are neither read nor looked through again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from copy import deepcopy

import pytest
from pydantic import BaseModel

import tradesim.scenario.schema
from tradesim.errors import OverrideError
from tradesim.scenario import Scenario, apply, blocks, load, remembered, scenario_names
from tradesim.scenario.checks import sourcing
from tradesim.scenario.purchases import Purchase
from tradesim.web.levers import Board


def test_blocks_that_an_override_leaves_alone_are_taken_over() -> None:
    scenario = load("2019_curbs")
    changed = apply(scenario, {"buyers.*.needs.hf_gas.base_cover_weeks": 9})
    assert all(one is other for one, other in zip(scenario.items, changed.items, strict=True))
    assert changed.page is scenario.page
    assert changed.buyers[0] is not scenario.buyers[0]


def test_an_override_leaves_the_scenario_it_is_of_as_it_was() -> None:
    scenario = load("2019_curbs")
    before = deepcopy(blocks.written(scenario))
    apply(scenario, {"policies.curb on HF gas.terms.review_weeks": 3, "seed": 7})
    assert blocks.written(scenario) == before == scenario.model_dump(exclude_unset=True)


@pytest.mark.parametrize("name", scenario_names())
def test_what_levers_make_is_what_the_schema_makes_of_it_anew(name: str) -> None:
    board = Board.of(load(name))
    for row, lever in enumerate(board.levers):
        at = len(lever.positions) - 1 if lever.default == 0 else 0
        made = board.made((*board.defaults[:row], at, *board.defaults[row + 1 :]))
        written = made.model_dump(exclude_unset=True)
        assert list(blocks.written(made).items()) == list(written.items())
        assert repr(made) == repr(Scenario.model_validate(written))


def test_a_policy_that_meets_other_countries_is_a_copy() -> None:
    scenario = load("2023_gallium_germanium")
    policy = scenario.policies[0]
    markets = policy.markets
    land = {"code": "XAZ", "name": "Elsewhere", "members": ["NZL"]}
    countries = [*scenario.model_dump(exclude_unset=True)["countries"], land]
    changed = apply(scenario, {"countries": countries})
    assert policy.markets == markets
    assert changed.policies[0].markets == (*markets, "XAZ")


def test_policies_that_nothing_changes_are_written_once() -> None:
    scenario = load("2019_curbs")
    changed = apply(scenario, {"policies.curb on HF gas.terms.review_weeks": 3})
    pairs = zip(
        blocks.written(scenario)["policies"], blocks.written(changed)["policies"], strict=True
    )
    assert [one["name"] for one, other in pairs if one is not other] == ["curb on HF gas"]


def test_needs_are_added_up_again_only_where_the_firms_or_items_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scenario, counted = load("2019_curbs"), []
    purchases = sourcing.purchases

    def counting(world: Scenario) -> Iterator[Purchase]:
        counted.append(world)
        return purchases(world)

    monkeypatch.setattr(sourcing, "purchases", counting)
    apply(scenario, {"policies.curb on HF gas.terms.review_weeks": 4})
    assert not counted
    apply(scenario, {"items.hf_gas.maximum_cover_weeks": 40})
    assert counted


def test_what_the_schema_refuses_is_told_as_of_a_file() -> None:
    scenario = load("2019_curbs")
    said = []
    for _ in range(2):
        with pytest.raises(OverrideError) as refused:
            apply(scenario, {"policies.curb on HF gas.terms": {"review_weeks": "soon"}})
        said.append(str(refused.value))
        remembered.forget()
    assert said[0] == said[1]


def test_names_that_no_longer_fit_blocks_taken_over_are_found() -> None:
    scenario = load("2019_curbs")
    with pytest.raises(OverrideError, match="resist_euv"):
        apply(scenario, {"items.resist_euv.name": "resist"})


def test_files_with_blocks_have_annotations_as_code_which_pydantic_need_not_evaluate() -> None:
    places = {sys.modules[block.__module__] for block in _below(BaseModel)}
    rooms = ("tradesim.fields", "tradesim.identity", "tradesim.policies.", "tradesim.scenario.")
    ours = [place for place in places if place.__name__.startswith(rooms)]
    assert tradesim.scenario.schema in ours
    assert not [place.__name__ for place in ours if hasattr(place, "annotations")]


def _below(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
