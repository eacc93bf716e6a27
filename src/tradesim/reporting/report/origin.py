"""Where a report comes from: the manifest of a run, and how to repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tradesim.reporting.report.document import Code, Section, SectionPart, Table, Text
from tradesim.reporting.report.subject import Subject

EXTRACT = (
    "python -c \"import json; print(json.dumps(json.load(open('manifest.json', encoding='utf-8'))"
    "['scenario']))\" > scenario.yaml"
)
"""Takes the scenario out of a manifest; JSON is YAML, too."""


def origin(subject: Subject) -> Section:
    """Return the section on the manifest of a run."""
    manifest = subject.files.manifest
    blocks: list[SectionPart] = [facts(manifest)]
    command = manifest.get("command")
    if command:
        blocks += [Text("This run was made with"), Code(str(command))]
    seed, count = manifest["seed"], manifest["replicates"]
    blocks += [
        Text("Without the scenario file, the folder of the run suffices to repeat it, from in it:"),
        Code("tradesim run . --out ../again"),
        Text("or, to change something, with its scenario taken out:"),
        Code(f"{EXTRACT}\ntradesim run scenario.yaml --seed {seed} --replicates {count}"),
        Text(
            "The same versions of tradesim and of the libraries give the same numbers to the last "
            "bit on machines with the same arithmetic, and to nine digits elsewhere, but where a "
            "drawn week falls on the other side of a rounding.",
            "note",
        ),
    ]
    if manifest.get("parameters"):
        blocks.append(
            Text(
                "The replicates drew their parameters from an ensemble: add --parameters "
                f"{manifest['parameters'].get('file')} to repeat them."
            )
        )
    for warning in manifest.get("warnings") or ():
        blocks.append(Text(f"Warning of the run: {warning}"))
    return Section("origin", "How to repeat this run", tuple(blocks))


def facts(manifest: Mapping[str, Any]) -> Table:
    """Return what a manifest says, but for the scenario."""
    versions = manifest.get("versions") or {}
    rows = [
        (label, str(manifest[key]))
        for key, label in (
            ("run_id", "run"),
            ("name", "batch"),
            ("finished", "finished"),
            ("seed", "seed"),
            ("replicates", "replicates"),
            ("points", "points"),
            ("engine", "engine"),
            ("scenario_sha256", "SHA-256 of the scenario"),
        )
        if manifest.get(key) is not None
    ]
    rows += [(f"version of {name}", str(version)) for name, version in versions.items()]
    return Table("Manifest", ("what", "value"), tuple(rows), words=2)
