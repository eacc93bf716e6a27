"""Whoever renames an actor, a good or a policy and keeps its ``id`` meets the same story."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given

import tradesim
from tests.generated_worlds import on, worlds
from tests.living import lived, same, without_rules
from tests.source_tree import REPOSITORY
from tradesim.doubt import Doubt, draw
from tradesim.measures.catalogue import MEASURES
from tradesim.measures.recording import Recording
from tradesim.measures.summary import measure_all
from tradesim.scenario import Scenario
from tradesim.scenario.validation import examine

WORLD = REPOSITORY / "tests" / "worlds" / "two_countries.yaml"

GROUPS = (("countries",), ("items",), ("suppliers", "buyers"), ("policies", "shocks"))
"""Sections whose entries may be named after each other."""

FIRST = (0, 1)
"""Replicates."""


def tree_of(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(exclude_unset=True)


def read(tree: Any) -> Scenario:
    scenario, findings = examine(tree)
    assert scenario is not None, findings
    assert not findings, findings
    return scenario


WORDS = ("kind", "type", "id")
"""Fields whose words are no names, even where they sound alike."""


def name_of(entry: Mapping[str, Any]) -> str:
    return str(entry.get("code") or entry["name"])


def exchanged_names(tree: Mapping[str, Any]) -> dict[str, str]:
    """Return another name for each: that of the one before it in its section."""
    names: dict[str, str] = {}
    for sections in GROUPS:
        own = [name_of(entry) for section in sections for entry in tree.get(section, [])]
        names |= dict(zip(own, [own[-1], *own], strict=False))
    return names


def renamed(node: Any, names: Mapping[str, str]) -> Any:
    """Return plain data with each name exchanged, wherever it stands."""
    if isinstance(node, dict):
        return {
            renamed(key, names): value if key in WORDS else renamed(value, names)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [renamed(entry, names) for entry in node]
    return names.get(node, node) if isinstance(node, str) else node


def exchanged(scenario: Scenario, *, keep: bool) -> Scenario:
    """Return a scenario in which everybody bears another's name, and perhaps keeps his own id."""
    tree = tree_of(scenario)
    other = renamed(tree, exchanged_names(tree))
    for sections in GROUPS if keep else ():
        for section in sections:
            for before, now in zip(tree.get(section, []), other.get(section, []), strict=True):
                now["id"] = name_of(before)
    return read(other)


def told(recording: Recording) -> dict[tuple[str, ...], np.ndarray]:
    return {figure.key: figure.values for figure in measure_all(recording)}


@on(25)
@given(worlds())
def test_names_that_are_exchanged_leave_every_value_where_the_ids_are_kept(
    scenario: Scenario,
) -> None:
    assert same(lived(scenario, FIRST), lived(exchanged(scenario, keep=True), FIRST)) == []


@pytest.mark.once("asks of each shipped scenario what others ask of one")
@pytest.mark.parametrize(
    "name",
    ["chips_act", "taiwan_relocation", "2018_rulings_adaptive"],
)
def test_a_story_goes_with_the_id_and_not_with_the_name(name: str) -> None:
    scenario = tradesim.load(name)
    world = read({**tree_of(scenario), **PLAIN})
    before = lived(world, FIRST)
    assert same(before, lived(exchanged(world, keep=True), FIRST)) == []
    assert "arrivals" in same(before, lived(exchanged(world, keep=False), FIRST))


PLAIN: dict[str, Any] = {
    "variants": {}, "agents": {}, "levers": [], "baselines": {}, "goals": [], "bets": [],
    "lesson": {}, "page": {}, "hindcast": {}, "markets": [],
}  # fmt: skip
"""What the page and the record say of a scenario: words that are no names may stand there."""


def test_items_and_countries_that_are_exchanged_exchange_their_stories() -> None:
    tree = tree_of(tradesim.load(WORLD))
    names = {"acid": "film", "film": "acid", "AAA": "BBB", "BBB": "AAA"}
    other = renamed({**tree, **PLAIN}, names)
    for entry in (*other["items"], *other["countries"]):
        entry["id"] = names[name_of(entry)]
    before, after = (told(lived(read(t), FIRST)) for t in ({**tree, **PLAIN}, other))
    assert {"acid", "film"} <= {word for key in before for word in key}
    for key, values in before.items():
        theirs = after[tuple(names.get(word, word) for word in key)]
        assert np.array_equal(values, theirs, equal_nan=True), key


def test_a_doubt_goes_with_the_id_and_not_with_the_name() -> None:
    scenario = read({**tree_of(tradesim.load("2019_curbs")), **PLAIN})
    before = draw(scenario, 1, range(5), Doubt()).values
    kept, moved = (
        draw(exchanged(scenario, keep=keep), 1, range(5), Doubt()).values for keep in (True, False)
    )
    same_values = [
        np.array_equal(a, b) for a, b in zip(before.values(), kept.values(), strict=True)
    ]
    assert all(same_values)
    assert not all(map(np.array_equal, before.values(), moved.values()))


@on(15)
@given(worlds())
def test_the_order_of_entries_is_of_no_matter_but_that_of_policies(scenario: Scenario) -> None:
    dated = without_rules(scenario)  # a last bit may decide whether a rule's bound is met
    tree = tree_of(dated)
    sections = ("countries", "items", "suppliers", "buyers", "shocks")
    turned = {key: tree[key][::-1] for key in sections if key in tree}
    before, after = told(lived(dated, FIRST)), told(lived(read({**tree, **turned}), FIRST))
    assert before.keys() == after.keys()
    for key, values in before.items():
        likewise = np.allclose(values, after[key], rtol=1e-6, atol=rounding(key[0]), equal_nan=True)
        assert likewise, (key, values, after[key])


def rounding(measure: str) -> float:
    """Return what the order of sums may move a measure by: one more or less of what is counted."""
    return 1.0 if MEASURES[measure].unit in {"week", "share of runs"} else 1e-6


def test_two_that_would_meet_the_same_chance_are_refused() -> None:
    tree = tree_of(tradesim.load(WORLD))
    tree["items"][1]["id"] = "acid"
    _, findings = examine(tree)
    assert [str(finding.message) for finding in findings] == [
        "'acid' is what items[0] is drawn by, too. Give each its own."
    ]
