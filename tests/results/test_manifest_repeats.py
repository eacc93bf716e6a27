"""A run from the scenario of its manifest is the same run, also under a regime of licences."""

from pathlib import Path

import pytest

from tests.scenario.conftest import WORLD
from tradesim.results import run
from tradesim.results.verifying import repeat
from tradesim.scenario import load

REGIME = """
regimes:
  - name: slow_office
    title: An office of the test
    government: AAA
    in_force: 2019-01-01
    terms: {review_weeks: 20, approval_odds: 0.6}
"""


@pytest.mark.parametrize("with_regime", [False, True])
def test_runs_of_a_folder_come_again_to_the_last_bit(tmp_path: Path, *, with_regime: bool) -> None:
    text = WORLD.read_text(encoding="utf-8")
    if with_regime:
        own = "    terms:\n      review_weeks: 13\n"
        assert own in text
        text = text.replace(own, "    regime: slow_office\n", 1) + REGIME
    (tmp_path / "world.yaml").write_text(text, encoding="utf-8")
    world = load(tmp_path / "world.yaml")
    assert any(getattr(policy, "regime", None) for policy in world.policies) is with_regime
    folder = run(world).write(tmp_path / "run", figures=False)
    found = repeat(folder, 1)
    assert (found.differing, found.replicates) == (0, (0,))
    assert found.values > 1000
