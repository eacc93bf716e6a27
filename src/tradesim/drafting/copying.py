"""A shipped scenario under a name of one's own, to be changed."""

from __future__ import annotations

import re

from tradesim.drafting.heading import MODELINE
from tradesim.drafting.request import RequestError
from tradesim.scenario.bundled import listed_scenarios, scenario_names, scenario_path
from tradesim.scenario.wording import did_you_mean


def copied(template: str, name: str) -> str:
    """Return the text of a shipped scenario with another name.

    Raises:
        RequestError: If none is called so.
    """
    names = list(scenario_names())
    if template not in names:
        said = f"'{template}' does not come with tradesim ({listed_scenarios()})."
        raise RequestError.of("--template", said + did_you_mean(template, names))
    text = scenario_path(template).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# yaml-language-server")]
    body = re.sub(r"(?m)^name: .*$", f"name: {name}", "\n".join(lines), count=1)
    return f"{MODELINE}\n# Copied from {template}: change it as you like.\n#\n{body}\n"
