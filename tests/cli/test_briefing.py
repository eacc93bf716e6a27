"""What the printed summary of a run says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

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
