"""``tradesim dock`` compares the two engines and fails where they part."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.test_docking import slipping
from tradesim.agents import purchaser
from tradesim.cli import app

WORLD = str(Path(__file__).parents[1] / "worlds" / "two_countries.yaml")


def test_worlds_that_dock_are_said_to_be_bit_equal() -> None:
    result = CliRunner().invoke(app, ["dock", WORLD, "--replicates", "3"])
    assert result.exit_code == 0, result.output
    assert "3 replicates: bit-equal" in result.output
    result = CliRunner().invoke(app, ["dock", WORLD, "-n", "1"])
    assert "1 replicate: bit-equal" in result.output


def test_a_world_that_does_not_dock_fails_with_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purchaser, "plan_purchases", slipping(1 + 1e-6))
    result = CliRunner().invoke(app, ["dock", WORLD])
    assert result.exit_code == 3
    assert "NOT docked" in result.output
    assert "stage plan: link.placed" in result.output
