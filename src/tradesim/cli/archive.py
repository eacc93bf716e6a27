"""``tradesim archive``: one file that holds all that a paper needs of a result."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from tradesim.cli import options
from tradesim.cli.cite import bibliography_of, manifest_of
from tradesim.cli.edge import say

Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The archive; DIR.tar where absent, never over one."),
]


def archive(folder: options.Folder, out: Out = None) -> None:
    """Write one file of a result: manifest, design, results, what to cite, how to repeat it.

    The same folder gives the same bytes everywhere; 'tradesim verify FILE' checks it.
    """
    from tradesim.cli.verify import check
    from tradesim.results.archiving import SUFFIX, archive

    check(folder)
    path = out or folder.resolve().with_name(folder.resolve().name + SUFFIX)
    beside = {"CITE.bib": bibliography_of(folder), "REPEAT.md": _how_to_repeat(folder)}
    count = archive(folder, path, beside)
    say(f"{count} files in {path}")
    say(f"Check it with: tradesim verify {shlex.quote(str(path))}")


def _how_to_repeat(folder: Path) -> str:
    """Return the commands that check these results and make them again."""
    from tradesim.reporting.report.source import is_batch

    name = shlex.quote(folder.resolve().name)
    again = (
        f"tradesim batch {name}/manifest.json --out again     # every byte again"
        if is_batch(folder)
        else f"tradesim verify {name} --rerun 5     # simulate five of its runs again"
    )
    versions = manifest_of(folder).get("versions")
    needed = (
        [f"- {key} {value}" for key, value in sorted(versions.items())]
        if isinstance(versions, dict)
        else []
    )
    lines = ["# How to repeat these results", "", "They were made with", "", *needed, ""]
    lines += ["```sh", f"tradesim verify {name}", again, "```", ""]
    return "\n".join(lines)
