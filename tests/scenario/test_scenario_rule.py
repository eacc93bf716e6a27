"""What an episode does not know comes from one written rule, and stands there as it does in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "scenario-rule.md"
LINE = re.compile(
    r"^\| `(?P<name>[a-z.]+)` \| (?P<value>[\d.]+) \| (?P<low>[\d.]+) to (?P<high>[\d.]+) \|",
    re.MULTILINE,
)
SAID = re.compile(r"\brule (?P<name>[a-z]+(\.[a-z]+)*)(?: of (?P<base>[\d.,]*\d))?")
EPISODES = (
    "2010_rare_earths",
    "2014_nickel_ore",
    "2020_nickel_ore",
    "2022_neon",
    "2022_palm_oil",
    "2023_gallium_germanium",
    "2023_graphite",
    "2023_lithography",
)
ROUNDING = 0.006
"""Written capacities and prices are rounded by less than this."""


class Rule(NamedTuple):
    """A line of the table."""

    value: float
    low: float
    high: float


def rules() -> dict[str, Rule]:
    """Return the table of the page."""
    found = LINE.finditer(PAGE.read_text(encoding="utf-8"))
    return {
        line["name"]: Rule(float(line["value"]), float(line["low"]), float(line["high"]))
        for line in found
    }


def figures(tree: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every figure of a file that has a judgement, with its path."""
    if isinstance(tree, dict):
        if isinstance(tree.get("judgement"), str):
            yield path, tree
        for name, entry in tree.items():
            yield from figures(entry, f"{path}.{name}")
    elif isinstance(tree, list):
        for index, entry in enumerate(tree):
            yield from figures(entry, f"{path}[{index}]")


def expected(name: str, rule: Rule, base: float) -> Rule:
    """Return what a rule makes of a base: sales over the share in use, or times a factor."""
    if name.startswith("idle."):
        return Rule(*(base / (1.0 - share) for share in rule))
    return Rule(*(base * factor for factor in rule))


def test_the_table_has_its_ranges_around_its_values() -> None:
    assert len(rules()) > 40
    outside = [name for name, (value, low, high) in rules().items() if not low <= value <= high]
    assert not outside


@pytest.mark.parametrize("name", EPISODES)
def test_a_figure_by_the_rule_is_that_of_the_rule(name: str) -> None:
    text = (REPOSITORY / "scenarios" / f"{name}.yaml").read_text(encoding="utf-8")
    table, checked = rules(), 0
    for path, figure in figures(yaml.safe_load(text)):
        said = SAID.search(figure["judgement"])
        if said is None or not isinstance(figure["value"], int | float):
            continue
        line = table[said["name"]]
        base = said["base"]
        wanted = expected(said["name"], line, float(base.replace(",", ""))) if base else line
        found = (figure["value"], *figure["range"])
        assert found == pytest.approx(wanted, rel=ROUNDING if base else 0), path
        checked += 1
    assert checked > 5


YOUNGER = {
    *("home.first", "stock.user.bulk", "stock.maker.bulk", "most.bulk", "test.bulk", "answer.bulk"),
}
"""Lines written after the data of the episodes were fixed; drafts name them."""


def test_every_line_of_the_table_is_named_by_a_scenario() -> None:
    texts = [
        (REPOSITORY / "scenarios" / f"{name}.yaml").read_text(encoding="utf-8") for name in EPISODES
    ]
    named = {said["name"] for text in texts for said in SAID.finditer(text.replace("\n#", ""))}
    assert rules().keys() - named == YOUNGER
