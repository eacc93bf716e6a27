"""How numbers are printed."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tradesim.cli.briefing import amount, fixed, share


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.0, "0"),
        (0.07126, "0.0713"),
        (2.994, "2.99"),
        (59.76, "59.8"),
        (1599.4, "1,599"),
        (0.000012, "0.0000"),
        (math.nan, "–"),
    ],
)
def test_an_amount_has_about_three_digits(value: float, printed: str) -> None:
    assert amount(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.0, "0 %"), (0.077, "7.7 %"), (0.4321, "43 %"), (1.62, "162 %"), (math.nan, "– %")],
)
def test_a_share_is_printed_as_per_cent(value: float, printed: str) -> None:
    assert share(value) == printed.replace("– %", "–")


def test_a_number_that_does_not_exist_is_a_dash() -> None:
    assert fixed(math.nan, 1) == "–"
    assert fixed(1234.56, 1) == "1,234.6"


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
