"""The description of the model names what is in the code."""

import inspect
import re
from importlib import import_module
from typing import Any

import pytest

from scripts.write_week import PICTURE, calls, drawn, steps
from tests.source_tree import REPOSITORY
from tradesim.model import TradeModel
from tradesim.scenario import Scenario, load
from tradesim.scenario.behaviour import BehaviourParameters
from tradesim.week import STAGES, plan_purchases, plan_sales

TEXT = (REPOSITORY / "docs" / "ODD.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\|.*\| `(\w+)\.(\w+)` \|$", re.MULTILINE)
BEFORE = TEXT.partition("## 5. ")[0]
SUBMODELS, _, SYMBOLS = TEXT.partition("## 7. ")[2].partition("## 8. ")
OF_ODD_D = [
    "Theoretical and empirical background", "Individual decision making", "Individual learning",
    "Individual sensing", "Individual prediction", "Interaction, and collectives",
    "Heterogeneity", "Stochasticity, and observation", "Implementation details",
]  # fmt: skip
OF_ODD = [
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction",
    "Sensing", "Interaction", "Stochasticity", "Collectives", "Observation",
]  # fmt: skip
PROSE = {
    "a", "at", "back", "by", "down", "held", "in", "it", "its", "keep", "keeps", "moved", "others",
    "partner", "seller", "that", "the", "up",
}  # fmt: skip
"""Words of formulas that are read as words."""

MATHEMATICS = {"clip", "cos", "exp", "max", "min", "sd", "sum", "x"}
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


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))


def fields_of(name: str, schema: dict[str, Any]) -> set[str]:
    """Return the names of the fields of a schema and of all below it."""
    blocks = [schema, *schema.get("$defs", {}).values()]
    return {field for block in blocks for field in block.get("properties", {})} | {name}


def test_every_symbol_of_a_formula_has_a_row_or_is_a_field() -> None:
    known = words_of(" ".join(re.findall(r"^\| ([^|]+) \|", SYMBOLS, re.MULTILINE)))
    known |= fields_of("scenario", Scenario.model_json_schema()) | PROSE | MATHEMATICS
    spans = re.findall(r"`([^`]+)`", SUBMODELS)
    formulas = [text for text in spans if re.search(r"\s[=x*/]\s", text)]
    assert len(formulas) > 30
    unknown = {" ".join(text.split()): words_of(text) - known for text in formulas}
    assert {text: words for text, words in unknown.items() if words} == {}


def test_every_parameter_of_behaviour_has_a_row() -> None:
    named = {name for group, name in ROW.findall(TEXT) if group == "behaviour"}
    assert named == set(BehaviourParameters.model_fields)


def test_what_is_worked_out_is_by_functions_that_there_are() -> None:
    named = FUNCTION.findall(SYMBOLS)
    assert len(named) > 10
    assert [name for module, name in named if not hasattr(import_module(module), name)] == []


@pytest.mark.parametrize("heading", [*OF_ODD, *OF_ODD_D])
def test_every_heading_of_the_protocols_is_answered(heading: str) -> None:
    assert re.search(rf"^\*{heading}\.\* \S", BEFORE, re.MULTILINE)


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
    decided = {name for _, name in FUNCTION.findall(BEFORE)}
    assert shown == carried_out | decided
    assert all(f">{step.text}</text>" in drawn() for step in steps(STAGES["supply"]))


def test_every_decision_is_a_function_in_the_order_of_the_week() -> None:
    named = FUNCTION.findall(BEFORE)
    assert [name for module, name in named if not hasattr(import_module(module), name)] == []
    told = [name for _, name in named]
    for deciding in (plan_purchases, plan_sales):
        code = inspect.getsource(deciding).partition('"""')[2]
        made = re.findall(r"(\w+)\(desk", code)
        assert [name for name in told if name in made] == made
