"""The description of the model names what is in the code."""

import inspect
import re
from importlib import import_module

import pytest

from scripts.write_week import PICTURE, calls, drawn, steps
from tests.source_tree import REPOSITORY
from tradesim.model import TradeModel
from tradesim.scenario import load
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.week import STAGES, plan_purchases, plan_sales

TEXT = (REPOSITORY / "docs" / "ODD.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\|.*\| `(\w+)\.(\w+)` \|$", re.MULTILINE)
FUNCTION = re.compile(r"\| `(tradesim[\w.]+)\.(\w+)` \|$", re.MULTILINE)
STAGE = re.compile(r"^\d\. \*(\w+)\*:", re.MULTILINE)


@pytest.fixture(scope="module")
def world() -> object:
    return TradeModel(load(REPOSITORY / "tests" / "worlds" / "two_countries.yaml")).world


def test_every_symbol_of_the_table_is_in_the_code(world: object) -> None:
    named = ROW.findall(TEXT)
    assert len(named) > 50
    behaviour = BehaviourParameters.model_fields
    missing = [
        f"{group}.{name}"
        for group, name in named
        if not (
            name in behaviour
            if group == "behaviour"
            else hasattr(getattr(world, group, None), name)
        )
    ]
    assert missing == []


def test_the_stages_of_the_week_are_those_of_the_code() -> None:
    assert STAGE.findall(TEXT) == list(STAGES)


def test_the_picture_of_the_week_is_drawn_from_the_code() -> None:
    told = "draw it anew: python scripts/write_week.py"
    assert PICTURE.read_text(encoding="utf-8") == drawn(), told
    assert f"](figures/{PICTURE.name})" in TEXT


def test_the_picture_shows_every_step_of_every_stage() -> None:
    shown = {step.name for stage in STAGES.values() for step in steps(stage)}
    carried_out = {
        name for stage in STAGES.values() for name in calls(stage) if not name.startswith(".")
    }
    decided = {name for _, name in FUNCTION.findall(TEXT)}
    assert shown == carried_out | decided
    assert all(f">{step.text}</text>" in drawn() for step in steps(STAGES["supply"]))


def test_every_decision_is_a_function_in_the_order_of_the_week() -> None:
    named = FUNCTION.findall(TEXT)
    assert [name for module, name in named if not hasattr(import_module(module), name)] == []
    told = [name for _, name in named]
    for deciding in (plan_purchases, plan_sales):
        code = inspect.getsource(deciding).partition('"""')[2]
        made = re.findall(r"(\w+)\(desk", code)
        assert [name for name in told if name in made] == made
