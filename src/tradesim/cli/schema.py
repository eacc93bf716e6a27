"""``tradesim schema``: the JSON Schema of a scenario, for editors."""

from __future__ import annotations

import json

from tradesim.cli.edge import say


def schema() -> None:
    """Print the JSON Schema of a scenario file, for editors that complete and check YAML."""
    from tradesim.scenario.reference import json_schema

    say(json.dumps(json_schema(), indent=2, ensure_ascii=False))
