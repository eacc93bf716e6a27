"""What readers are told of the figures that may become levers."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tradesim.doubt.judged import SECTIONS, Judged
from tradesim.doubt.ranges import Range
from tradesim.fields import Block, field_facts
from tradesim.policies.base import Policy
from tradesim.scenario import load, scenario_names
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.scenario.figure_names import TITLES
from tradesim.scenario.schema import Scenario
from tradesim.web.figure_labels import GROUPS, _Names, number
from tradesim.web.more_levers import _lever, offered

RANGE = Range(4.0, 9.0, 13.0, logarithmic=True)


def kinds(block: type[Block]) -> Iterator[type[Block]]:
    yield block
    for kind in block.__subclasses__():
        yield from kinds(kind)


def test_every_figure_that_may_be_a_lever_has_a_title() -> None:
    """One of an instrument may bring its title along instead."""
    elsewhere = {"HindcastSettings", "Bound", "Rule", BehaviourParameters.__name__}
    fields = {
        name
        for block in kinds(Block)
        if block.__module__.startswith("tradesim.") and block.__name__ not in elsewhere
        for name, field in block.model_fields.items()
        if field_facts(field) and not field.title
    }
    assert issubclass(Policy, Block)
    assert fields == set(TITLES)


def test_every_section_of_judgements_has_a_name() -> None:
    assert {*SECTIONS, "diplomacy"} - set(Scenario.model_fields) == set()
    assert {each for each in SECTIONS if not each.endswith("_weeks")} <= set(GROUPS)


@pytest.mark.parametrize("name", scenario_names())
def test_no_two_figures_of_a_kind_read_alike(name: str) -> None:
    listed = offered(load(name))
    told = Counter((each["group"], each["figure"]) for each in listed)
    assert [twice for twice, count in told.items() if count > 1] == []
    assert not [each["label"] for each in listed if "[" in each["label"] or "e+" in each["label"]]


def test_a_figure_with_a_long_path_is_kept_in_a_file() -> None:
    figure = Judged(f"buyers.{'a' * 80}.needs.{'b' * 80}.base_cover_weeks", "", "", RANGE)
    lever = _lever(figure, _Names(load("2019_curbs")).told(figure))
    assert len(lever.name) <= 80
    assert len(lever.label) == 80
    assert lever.label.endswith("…")


def test_a_number_has_no_power_of_ten() -> None:
    assert [number(each) for each in (1612.0, 1_550_000.0, 0.04256, 12.0)] == [
        "1,610",
        "1,550,000",
        "0.0426",
        "12",
    ]
