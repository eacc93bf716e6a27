"""The manifest of a run: all that is needed to repeat it."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata
from typing import Any

from tradesim.records.firms_file import firm_lines, without_firms
from tradesim.results.arithmetic import ARITHMETIC, arithmetic
from tradesim.scenario import Scenario
from tradesim.scenario.classroom import CLASSROOM
from tradesim.scenario.size import is_large
from tradesim.version import __version__

LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "scipy")


def resolved(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as it was run, defaults and overrides included, as JSON values.

    What only the classroom page reads is left out: it changes no run. Of a control under a regime
    only the terms stand that are its own, so that the others come from the regime again.
    """
    left_out = {*CLASSROOM, "hindcast"}
    tree = scenario.model_dump(mode="json", exclude_none=True, exclude=left_out)
    for policy, said in zip(scenario.policies, tree["policies"], strict=True):
        terms = getattr(policy, "terms", None)
        if getattr(policy, "regime", None) is not None and terms is not None:
            own = terms.model_fields_set
            said["terms"] = {name: value for name, value in said["terms"].items() if name in own}
    return tree


def scenario_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a resolved scenario, as hexadecimal digits.

    Of a large world the firms are those lines that stand beside the manifest.
    """
    large = is_large(scenario)
    said = resolved(without_firms(scenario) if large else scenario)
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode())
    for line in firm_lines(scenario) if large else ():
        digest.update(line)
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of everything that may change a number or a byte.

    Among them is a mark of how the machine computes (``arithmetic``).
    """
    return {
        "tradesim": __version__,
        "python": platform.python_version(),
        **{library: metadata.version(library) for library in LIBRARIES},
        ARITHMETIC: arithmetic(),
    }
