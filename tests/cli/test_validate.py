"""``tradesim validate`` checks what a file is: a scenario, or an experiment about one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

SWEEP = """
name: sweep
title: Stocks and a curb
description: How much stock is enough?
scenario: world.yaml
vary:
  behaviour.patience_weeks: {{values: [{low}, 8, 16], unit: week}}
"""


@pytest.fixture
def sweep(here: Path) -> Path:
    return here / "sweep.yaml"


def test_an_experiment_is_checked_as_one(tradesim: Command, sweep: Path) -> None:
    sweep.write_text(SWEEP.format(low=4), encoding="utf-8")
    done = tradesim("validate", str(sweep))
    assert done.exit_code == 0
    assert "sound (Stocks and a curb – 3 points, 1 variant)" in done.output
    text = "\n".join(line for line in SWEEP.splitlines() if not line.startswith("title:"))
    sweep.write_text(text.format(low=4), encoding="utf-8")
    assert "sound (sweep – 3 points" in tradesim("validate", str(sweep)).output


def test_faults_of_an_experiment_are_told_by_line(tradesim: Command, sweep: Path) -> None:
    sweep.write_text(SWEEP.format(low=-4), encoding="utf-8")
    done = tradesim("validate", str(sweep))
    assert done.exit_code == 1
    assert "1 problem" in done.output
    assert "line 7, vary.behaviour.patience_weeks: -4 is less than" in done.output


def test_an_experiment_that_comes_with_tradesim_goes_by_its_name(tradesim: Command) -> None:
    done = tradesim("validate", "review_time")
    assert done.exit_code == 0
    assert "9 points, 3 variants" in done.output


def test_classes_of_ones_own_are_said(tradesim: Command, sweep: Path) -> None:
    world = sweep.with_name("world.yaml")
    named = "\nagents: {Alpha Devices: 'mine:Own'}\n"
    world.write_text(world.read_text(encoding="utf-8") + named, encoding="utf-8")
    assert "--allow-custom-agents" in tradesim("validate", str(world)).output
