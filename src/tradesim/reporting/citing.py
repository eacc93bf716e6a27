"""What to cite for a result, as BibTeX: the program, the scenario, and what its figures rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tradesim.version import __version__

LETTERS_OF_KEY = 48

TITLE = "tradesim: agent-based simulation of trade policy"

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""How TeX writes what it would read as more than a letter."""


@dataclass(frozen=True)
class Published:
    """A published figure that a scenario may name by its id.

    Attributes:
        source: Who published it, and where.
        url: Its address, empty where it has none.
    """

    source: str
    url: str


@dataclass(frozen=True)
class BibliographyEntry:
    """One entry of a bibliography."""

    kind: str
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return it as BibTeX writes it."""
        lines = [f"  {name} = {{{text}}}," for name, text in self.fields.items() if text]
        return "\n".join([f"@{self.kind}{{{self.key},", *lines, "}"])


def bibliography(manifest: Mapping[str, Any], published: Mapping[str, Published]) -> str:
    """Return what to cite for a run or a batch.

    Args:
        manifest: Its manifest.
        published: Published figures by the ids that scenarios use for them.
    """
    entries = [_program(manifest), _scenario(manifest)]
    entries += _sources(manifest.get("scenario"), published)
    return "\n\n".join(str(entry) for entry in entries) + "\n"


def _program(manifest: Mapping[str, Any]) -> BibliographyEntry:
    versions = manifest.get("versions") or {}
    version = str(versions.get("tradesim", __version__))
    others = [f"{name} {number}" for name, number in versions.items() if name != "tradesim"]
    fields = {"title": f"{{{TITLE}}}", "author": "{The tradesim authors}", "version": version}
    fields["note"] = f"Run with {escaped(', '.join(others))}" if others else ""
    return BibliographyEntry("software", "tradesim", fields)


def _scenario(manifest: Mapping[str, Any]) -> BibliographyEntry:
    scenario = manifest.get("scenario") or {}
    name = str(scenario.get("name", "scenario"))
    hashes = manifest.get("sha256")
    of_batch = hashes.get("scenario") if isinstance(hashes, Mapping) else None
    hashed = manifest.get("scenario_sha256", of_batch)
    note = f"Scenario {name} of tradesim, seed {manifest.get('seed', scenario.get('seed', 1))}"
    note += f", SHA-256 {hashed}" if isinstance(hashed, str) else ""
    title = str(scenario.get("title", name))
    return BibliographyEntry(
        "misc", key_of(name), {"title": f"{{{escaped(title)}}}", "note": escaped(note)}
    )


def _sources(scenario: Any, published: Mapping[str, Published]) -> Iterator[BibliographyEntry]:
    """Yield an entry for each source that figures and dates name, each text once, by key."""
    found: dict[str, str] = {}
    for source in dict.fromkeys(named(scenario)):
        known = published.get(source)
        text, url = (known.source, known.url) if known else (source, "")
        found.setdefault(text, url)
    used: set[str] = set()
    for text, url in sorted(found.items()):
        key = start = key_of(text)
        number = 2
        while key in used:
            key, number = f"{start}-{number}", number + 1
        used.add(key)
        yield BibliographyEntry("misc", key, {"title": f"{{{escaped(text)}}}", "url": url})


def named(node: Any) -> Iterator[str]:
    """Yield each source that a scenario names, in its order; a text may list several ids."""
    if isinstance(node, Mapping):
        source = node.get("source")
        if isinstance(source, str):
            yield source.strip()
        for value in node.values():
            yield from named(value)
    elif isinstance(node, list):
        for value in node:
            yield from named(value)


def key_of(text: str) -> str:
    """Return a key of letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return plain[:LETTERS_OF_KEY].strip("-") or "source"


def escaped(text: str) -> str:
    """Return a text that TeX prints as it stands."""
    return "".join(SPECIAL.get(letter, letter) for letter in text)
