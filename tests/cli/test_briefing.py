"""What the printed summary of a run says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml


def test_a_world_without_policies_and_with_brackets_in_its_names_is_told_too(
    run: Callable[..., Any], here: Path
) -> None:
    world = yaml.safe_load((here / "world.yaml").read_text(encoding="utf-8"))
    calm = {**world, "policies": [], "shocks": [], "variants": {}, "title": "Calm [bold] :cat:"}
    calm["items"][0]["label"] = "Acid [pure]"
    (here / "calm.yaml").write_text(yaml.safe_dump(calm), encoding="utf-8")
    done = run("calm.yaml")
    assert done.exit_code == 0
    assert "Calm [bold] :cat:" in done.stdout
    assert "Acid [pure]" in done.stdout
    assert "No output was lost." in done.stdout
    assert "Policies" not in done.stdout
    assert "Licences" not in done.stdout


def test_the_answer_comes_first_in_the_words_of_the_report(
    run: Callable[..., Any], tradesim: Callable[..., Any], here: Path
) -> None:
    done = run("world.yaml", "--replicates", "4", "--out", "out")
    told = " ".join(done.stdout.split())
    reported = tradesim("report", "out", "--format", "md", "--out", "report.md")
    assert reported.exit_code == 0
    report = " ".join((here / "report.md").read_text(encoding="utf-8").split())
    answer = told[told.index("seed 1 ") + len("seed 1 ") : told.index(" Imports: ")]
    assert "Betaland" in answer
    assert [sentence for sentence in answer.split(". ") if sentence not in report] == []


@pytest.mark.parametrize(("replicates", "banded"), [("1", False), ("2", True)])
def test_a_loss_in_one_run_has_no_band(
    run: Callable[..., Any], here: Path, replicates: str, *, banded: bool
) -> None:
    world = yaml.safe_load((here / "world.yaml").read_text(encoding="utf-8"))
    world["policies"] = [each for each in world["policies"] if each["name"] == "acid curb"]
    world["policies"][0] |= {"terms": {"review_weeks": 40}, "first_decision": None}
    beta = next(plant for plant in world["suppliers"] if plant["name"] == "Beta Chemicals")
    beta["capacity"] = 20
    (here / "hard.yaml").write_text(yaml.safe_dump({**world, "variants": {}}), encoding="utf-8")
    done = run("hard.yaml", "--replicates", replicates)
    assert "Output lost" in done.stdout
    assert ("5–95 %" in done.stdout) is banded


RULED = """
extends: world
name: ruled
policies:
  reserve:
    kind: stockpile_mandate
    buyers: [Beta Devices]
    items: [{item}]
    cover_weeks: 4
    effective: {start}
    when: {{watch: stock_cover, item: {item}, buyers: [Beta Devices], {bound}}}
"""


@pytest.mark.parametrize(
    ("bound", "told"), [("below: 52", "by rule, 100 % of runs"), ("above: 500", "")]
)
def test_what_was_in_force_by_its_rule_is_told(
    run: Callable[..., Any], here: Path, bound: str, told: str
) -> None:
    world = yaml.safe_load((here / "world.yaml").read_text(encoding="utf-8"))
    item, start = world["buyers"][1]["needs"][0]["item"], world["start"]
    text = RULED.format(item=item, start=start, bound=bound)
    (here / "ruled.yaml").write_text(text, encoding="utf-8")
    done = run("ruled.yaml")
    assert done.exit_code == 0
    printed = " ".join(done.stdout.split())
    assert told in printed
    assert ("by rule" in printed) is bool(told)


def test_what_governments_put_in_force_of_their_own_is_told(run: Callable[..., Any]) -> None:
    """The list of policies of a scenario of adaptive governments had its shocks alone."""
    done = run("2018_rulings_adaptive", "--replicates", "2")
    printed = " ".join(done.stdout.split())
    assert re.search(r"JPN → KOR in force, (50|100) % of runs curb on EUV resist", printed)
