"""What ``rules.yaml`` says: which blocks are not played here, and what the others need."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from tests.documents.blocks import Block

RULES = Path(__file__).parent / "rules.yaml"


@dataclass
class Rules:
    """The rules, and which excuses were needed."""

    elsewhere: list[dict[str, Any]]
    at_hand: dict[str, dict[str, str]]
    only_read: list[str]
    excused: list[dict[str, str]]
    needed: set[int] = field(default_factory=set)
    """Numbers of the excuses that some block or command had."""

    def is_elsewhere(self, block: Block) -> bool:
        return any(
            rule["page"] == block.page and block.language in rule["languages"]
            for rule in self.elsewhere
        )

    def excuse(self, page: str, text: str) -> str:
        """Return why a block or a command is not played; nothing where it is."""
        for number, rule in enumerate(self.excused):
            if fnmatch(page, rule["page"]) and text.startswith(rule["begins"]):
                self.needed.add(number)
                return rule["because"]
        return ""

    def is_only_read(self, page: str) -> bool:
        return any(fnmatch(page, pattern) for pattern in self.only_read)


def load_rules(path: Path = RULES) -> Rules:
    """Return the rules of a file."""
    return Rules(**yaml.safe_load(path.read_text(encoding="utf-8")))
